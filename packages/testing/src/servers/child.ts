import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import { runner } from './unprivileged.ts'

const run = promisify(execFile)

export interface ServerProcess {
  pid: number
  /** The last lines the process wrote to its standard output and error. */
  output: () => string
  gone: () => boolean
  /** Asks the process to end, insists after `graceMs`, and resolves when it has ended. */
  end: (signal?: NodeJS.Signals, graceMs?: number) => Promise<void>
}

export interface SpawnOptions {
  env?: Record<string, string>
  cwd?: string
  /** The signal the kernel sends to the server when this process dies, so that nothing outlives us. */
  orphaned?: 'TERM' | 'INT'
  onLine?: (line: string) => void
  /** Nobody waits for it: this process ends as if it were not there. */
  unattended?: boolean
}

/** Starts a server as the unprivileged user, in its own process group (Ctrl-C in a terminal reaches us alone, and we stop it in order). */
export function spawnServer(command: string, args: string[], options: SpawnOptions = {}): ServerProcess {
  const [file, ...rest] = wrap(command, args, options.orphaned ?? 'TERM')
  const child = spawn(file!, rest, {
    cwd: options.cwd ?? '/',
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8', ...options.env },
  })
  if (options.unattended)
    for (const handle of [child, child.stdout, child.stderr] as Unreferenced[]) handle.unref()
  return watchOver(child, options.onLine)
}

interface Unreferenced {
  unref: () => void
}

/** Runs a command to its end as the unprivileged user; throws with its error output when it fails. */
export async function runAsRunner(
  command: string,
  args: string[],
  options: { env?: Record<string, string>; cwd?: string; timeoutMs?: number } = {},
): Promise<string> {
  const [file, ...rest] = wrap(command, args, 'TERM')
  try {
    const { stdout } = await run(file!, rest, {
      cwd: options.cwd ?? '/',
      timeout: options.timeoutMs ?? 600_000,
      maxBuffer: 64 * 1024 * 1024,
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8', ...options.env },
    })
    return stdout
  } catch (error) {
    const { stderr, stdout } = error as { stderr?: string; stdout?: string }
    throw new Error(`${command} ${args.join(' ')} failed: ${stderr || stdout || String(error)}`, {
      cause: error,
    })
  }
}

/** A Node process as the unprivileged user that one speaks with by messages; it ends when the channel is closed. */
export function spawnSpeaking(node: string, args: string[], options: SpawnOptions = {}): ChildProcess {
  const [file, ...rest] = wrap(node, args, 'TERM')
  return spawn(file!, rest, {
    cwd: options.cwd ?? '/',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8', ...options.env },
  })
}

/** A server's workers may be busy with something they finish first; they share its process group, which is ours alone. */
function endGroup(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function wrap(command: string, args: string[], orphaned: string): string[] {
  const { uid, gid, drops } = runner()
  const identity = drops ? ['--reuid', String(uid), '--regid', String(gid), '--clear-groups'] : []
  if (!existsSync('/usr/bin/setpriv'))
    throw new Error('setpriv (package util-linux) is needed to start servers.')
  return ['/usr/bin/setpriv', ...identity, '--pdeathsig', orphaned, command, ...args]
}

function watchOver(child: ChildProcess, onLine?: (line: string) => void): ServerProcess {
  let tail = ''
  let ended = false
  let partial = ''
  const exit = new Promise<void>((resolve) => {
    const done = () => {
      ended = true
      resolve()
    }
    child.once('exit', done)
    child.once('error', (error) => {
      tail += String(error)
      done()
    })
  })
  const keep = (chunk: Buffer) => {
    tail = (tail + chunk.toString()).slice(-8000)
    if (!onLine) return
    const lines = (partial + chunk.toString()).split('\n')
    partial = lines.pop() ?? ''
    for (const line of lines) onLine(line)
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  return {
    pid: child.pid ?? -1,
    output: () => tail,
    gone: () => ended,
    end: async (signal = 'SIGTERM', graceMs = 5000) => {
      if (ended) return
      child.kill(signal)
      const insist = setTimeout(() => child.kill('SIGKILL'), graceMs)
      await exit
      clearTimeout(insist)
      endGroup(child.pid)
    },
  }
}
