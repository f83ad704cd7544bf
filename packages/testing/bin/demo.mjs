import { spawn } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import {
  build,
  checkNode,
  ensureDebianPackages,
  ensureNpmPackages,
  root,
  runMain,
  say,
  SetupError,
} from './setup.mjs'

const usage = `npm run demo                starts the whole product with invented municipalities, on this machine alone
npm run demo -- --reset     throws the kept data away first
npm run demo -- --port 9000 answers on another port (8080 if not said)`

await runMain(async () => {
  const { reset, port, help } = readOptions()
  if (help) return say(usage)
  checkNode()
  await checkPort(port)
  ensureDebianPackages(['mail', 'dav', 'certificates'])
  ensureNpmPackages()
  build()
  await runDemo({ reset, port })
})

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        reset: { type: 'boolean' },
        port: { type: 'string', default: '8080' },
        help: { type: 'boolean' },
      },
    })
    const port = Number(values.port)
    if (!Number.isInteger(port) || port < 1024 || port > 65535) {
      throw new SetupError(`--port takes a number from 1024 to 65535, not "${values.port}".`)
    }
    return { ...values, port }
  } catch (error) {
    if (error instanceof SetupError) throw error
    throw new SetupError(`${error.message}\n\n${usage}`, { cause: error })
  }
}

function checkPort(port) {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error) =>
      reject(
        new SetupError(
          error.code === 'EADDRINUSE'
            ? `Port ${port} is taken by another program, perhaps by another demo. Choose another:\n  npm run demo -- --port ${port + 1}`
            : `Port ${port} cannot be opened: ${error.message}`,
        ),
      ),
    )
    probe.listen(port, '127.0.0.1', () => probe.close(resolve))
  })
}

/** The demo itself is another process, so that it never runs as root. */
async function runDemo({ reset, port }) {
  const { postgresBinaries, runnableCheckout, runner } = await import('../dist/index.js')
  postgresBinaries() // as the owner of node_modules, who can restore the links in it
  const who = runner()
  const runnable = runnableCheckout()
  const dataDir =
    who.drops && runnable.root !== root ? '/var/tmp/staffetta-demo' : join(root, '.staffetta/demo')
  refuseSecondDemo(dataDir)
  if (reset) rmSync(dataDir, { recursive: true, force: true })
  // Only the folder itself is private: whoever the demo runs as must be able to pass through the one above.
  mkdirSync(dirname(dataDir), { recursive: true, mode: 0o755 })
  if (!existsSync(dataDir)) mkdirSync(dataDir, { mode: 0o700 })
  if (who.drops) {
    say(`Started by root: everything from here on runs as ${who.user}, with its data in ${dataDir}.`)
    chownSync(dataDir, who.uid, who.gid)
  }
  const script = join(runnable.root, 'packages/testing/dist/demo.js')
  const identity = who.drops
    ? ['/usr/bin/setpriv', '--reuid', String(who.uid), '--regid', String(who.gid), '--clear-groups']
    : ['/usr/bin/env']
  const [file, ...args] = [...identity, runnable.node, script, dataDir, String(port)]
  const child = spawn(file, args, {
    cwd: runnable.root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: {
      PATH: process.env.PATH,
      TERM: process.env.TERM,
      LANG: process.env.LANG ?? 'C.UTF-8',
      TZ: process.env.TZ,
      HOME: dataDir,
    },
  })
  // Ctrl-C reaches the child too; it stops everything in order, and we wait for it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    })
  }
  const code = await new Promise((resolve) => child.once('exit', (status) => resolve(status ?? 1)))
  if (code !== 0) process.exitCode = code
}

/** Above all before a reset, which would take the data from under the other one. */
function refuseSecondDemo(dataDir) {
  const path = join(dataDir, 'demo.pid')
  if (!existsSync(path)) return
  const pid = Number(readFileSync(path, 'utf8'))
  const command = `/proc/${pid}/cmdline`
  if (existsSync(command) && readFileSync(command, 'utf8').includes(dataDir)) {
    throw new SetupError(
      `The demo is running already (process ${pid}). Stop it with Ctrl-C there, or: kill ${pid}`,
    )
  }
}
