import { randomBytes } from 'node:crypto'
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Runnable, runnableCheckout } from './checkout.ts'
import { openCommandLine } from './command-line.ts'
import { type ServerProcess, spawnServer } from './servers/child.ts'
import { startRoundRobin } from './servers/nginx.ts'
import { freePort, loopback, until } from './servers/ports.ts'
import { giveToRunner } from './servers/unprivileged.ts'

export interface ProductOptions {
  dataDir: string
  port: number
  databaseUrl: string
  /** The authority of the test servers' certificates. */
  caPath: string
  publicUrl?: string
  env?: Record<string, string>
  /** Starts again whenever the built files change. */
  watch?: boolean
  /** More than one: behind a proxy that gives each request to the next of them. */
  nodes?: number
}

export interface Product {
  url: string
  /** Runs the command-line tool `staffetta` on the same database and gives back what it prints. */
  staffetta: (...args: string[]) => Promise<string>
  nodes: ProductNode[]
  /** Ends the server processes and starts them again, as an update does. */
  restart: () => Promise<void>
  log: () => string
  stop: () => Promise<void>
}

/** One server process of the product. */
export interface ProductNode {
  pid: () => number
  start: () => Promise<void>
  end: () => Promise<void>
  /** As when its machine loses power. */
  kill: () => Promise<void>
}

/** Starts the built BFF, which serves the built web app, and waits until it is ready. */
export async function startProduct(options: ProductOptions): Promise<Product> {
  const runnable = runnableCheckout()
  const server = join(runnable.root, 'apps/bff/dist/server.js')
  if (!existsSync(server)) throw new Error('The product is not built. Run `npm run build` first.')
  const url = options.publicUrl ?? `http://localhost:${options.port}`
  const env = environment(options, runnable, url)
  const logPath = join(options.dataDir, 'bff.log')

  const startNode = async (port: number): Promise<ProductNode> => {
    const start = async (): Promise<ServerProcess> => {
      const process = spawnServer(runnable.node, [...(options.watch ? ['--watch'] : []), server], {
        env: { ...env, PORT: String(port) },
        cwd: runnable.root,
        onLine: (line) => appendFileSync(logPath, `${line}\n`),
      })
      try {
        await until(() => isHealthy(port), {
          withinMs: 60_000,
          gone: process.gone,
          failure: () => `The BFF did not start.\n${process.output()}`,
        })
      } catch (error) {
        // It would go on writing its log, into a folder that is about to be removed.
        await process.end('SIGKILL')
        throw error
      }
      return process
    }
    let running = await start()
    return {
      pid: () => running.pid,
      start: async () => {
        if (running.gone()) running = await start()
      },
      end: () => running.end('SIGTERM', 10_000),
      kill: () => running.end('SIGKILL'),
    }
  }

  const several = (options.nodes ?? 1) > 1
  const ports = several
    ? await Promise.all(Array.from({ length: options.nodes ?? 1 }, () => freePort()))
    : [options.port]
  const nodes = await Promise.all(ports.map(startNode))
  const commandLine = openCommandLine(runnable, env)
  const proxy = several ? await startRoundRobin(options.port, ports) : undefined
  return {
    url,
    staffetta: commandLine.run,
    nodes,
    restart: async () => {
      await Promise.all(nodes.map((node) => node.end()))
      await Promise.all(nodes.map((node) => node.start()))
    },
    log: () => (existsSync(logPath) ? readFileSync(logPath, 'utf8') : ''),
    stop: async () => {
      commandLine.stop()
      await proxy?.stop()
      await Promise.all(nodes.map((node) => node.end()))
    },
  }
}

function environment(options: ProductOptions, runnable: Runnable, url: string): Record<string, string> {
  return {
    NODE_ENV: 'production',
    HOST: loopback,
    DATABASE_URL: options.databaseUrl,
    STAFFETTA_KEY: keptKey(join(options.dataDir, 'key')),
    STAFFETTA_WEB_ROOT: join(runnable.root, 'apps/web/dist'),
    STAFFETTA_PUBLIC_URL: url,
    NODE_EXTRA_CA_CERTS: options.caPath,
    LOG_LEVEL: 'warn',
    ...options.env,
  }
}

/** Made once: with another key, no stored session or waiting message could be opened. */
function keptKey(path: string): string {
  if (!existsSync(path)) {
    writeFileSync(path, randomBytes(32).toString('base64'), { mode: 0o600 })
    giveToRunner(path)
  }
  return readFileSync(path, 'utf8').trim()
}

async function isHealthy(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://${loopback}:${port}/healthz`, { signal: AbortSignal.timeout(2000) })
    await answer.arrayBuffer()
    return answer.ok
  } catch {
    return false
  }
}
