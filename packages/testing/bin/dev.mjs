import { spawn } from 'node:child_process'
import { chownSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  build,
  buildEnvironment,
  checkNode,
  ensureDebianPackages,
  ensureNpmPackages,
  root,
  runMain,
  say,
} from './setup.mjs'

const webPort = 5173

/** The demo's servers and mail, with the BFF and the web app following every change of their sources. */
await runMain(async () => {
  checkNode()
  ensureDebianPackages(['mail', 'dav', 'certificates'])
  ensureNpmPackages()
  build('@staffetta/bff', '@staffetta/testing')
  const { runner, startStack } = await import('../dist/index.js')
  const dataDir = join(root, '.staffetta/dev')
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  if (runner().drops) chownSync(dataDir, runner().uid, runner().gid)

  const url = `http://localhost:${webPort}`
  const stack = await startStack({
    dataDir,
    seed: 'demo',
    publicUrl: url,
    watch: true,
    env: { LOG_LEVEL: 'info' },
    onProgress: (what) => say(`→ ${what}`),
  })
  const children = ['packages/contract', 'packages/i18n', 'apps/bff'].map((folder) =>
    start('tsc', ['-p', 'tsconfig.build.json', '--watch', '--preserveWatchOutput'], join(root, folder)),
  )
  children.push(
    start('vite', ['--port', String(webPort), '--strictPort'], join(root, 'apps/web'), {
      STAFFETTA_BFF: `http://127.0.0.1:${stack.port}`,
    }),
  )
  say(`\nOpen ${url}`)
  for (const { address, password, name, office } of stack.people) {
    say(`  ${address.padEnd(38)} ${password}   ${name}, ${office}`)
  }
  say(`\nThe BFF writes to ${join(dataDir, 'bff.log')}. Ctrl-C stops everything.`)

  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    for (const child of children) child.kill()
    await stack.stop()
    process.exit(0)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
})

function start(name, args, cwd, env = {}) {
  return spawn(join(root, 'node_modules/.bin', name), args, {
    cwd,
    env: { ...buildEnvironment(), ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
}
