import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { demoPassword, demoPeople, demoTenants } from './seed/organisations.ts'
import { type Stack, startStack } from './stack.ts'

/** The demo's process: `node demo.js DATA_DIR PORT`. Started by bin/demo.mjs, never as root. */
const [dataDir = '', portText = ''] = process.argv.slice(2)
const started = Date.now()
const say = (text: string) => process.stdout.write(`${text}\n`)

let stack: Stack | undefined
let stopping = false

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) {
  process.on(signal, () => void stop())
}

try {
  refuseSecondDemo()
  stack = await startStack({
    dataDir,
    port: Number(portText),
    seed: 'demo',
    onProgress: (what) => say(`→ ${what} (${((Date.now() - started) / 1000).toFixed(1)} s)`),
  })
  if (stopping) await stop()
  else welcome(stack)
  if (stack.seeded) void indexAll(stack)
} catch (error) {
  if (!stopping) {
    process.stderr.write(
      `\nThe demo could not start.\n${error instanceof Error ? error.message : String(error)}\n`,
    )
    process.stderr.write('If its data was left in a bad state, start over with: npm run demo -- --reset\n')
    forgetMe()
    process.exit(1)
  }
}

function welcome({ url, tenants }: Stack): void {
  say(`\nReady in ${((Date.now() - started) / 1000).toFixed(1)} s. Open:\n\n  ${url}\n`)
  const rows = demoPeople
    .filter((person) => tenants.find(({ slug }) => slug === person.tenant)?.enabled)
    .map(({ address, name, office }) => [address, demoPassword, `${name}, ${office}`])
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]!.length), 9))
  const print = (row: string[]) =>
    say(`  ${row[0]!.padEnd(widths[0]!)}  ${row[1]!.padEnd(widths[1]!)}  ${row[2]!}`)
  print(['E-mail', 'Password', 'Who'])
  for (const row of rows) print(row)
  for (const { name, domain } of demoTenants.filter(({ identity }) => identity))
    say(
      `\n  ${name} has an identity provider: type an address of ${domain}, then "Entra con l’accesso unico dell’ente".`,
    )
  const asked = demoTenants.filter(({ enabled }) => !enabled)
  for (const { name } of asked)
    say(`\n  ${name} has asked for the service and waits for an answer. Others ask at ${url}/enrolment`)
  say(
    `\n  The command line on this data:  DATABASE_URL='${stack!.databaseUrl}' npm run staffetta -- tenant list`,
  )
  say('\nCtrl-C stops everything; the data is kept for the next start.')
}

/** Minutes of work for the full-text index of the large mailbox: Dovecot does it behind what people do. */
async function indexAll({ dovecot, people }: Stack): Promise<void> {
  for (const { address } of people) {
    if (stopping) return
    await dovecot.doveadm('index', '-q', '-u', address, '*').catch(() => {}) // it is made at the first search otherwise
  }
}

async function stop(): Promise<void> {
  if (stopping) return
  stopping = true
  say('\nStopping …')
  await stack?.stop()
  forgetMe()
  say('Stopped. The data is kept.')
  process.exit(0)
}

function refuseSecondDemo(): void {
  const path = join(dataDir, 'demo.pid')
  const other = existsSync(path) ? Number(readFileSync(path, 'utf8')) : 0
  if (other > 0 && other !== process.pid && isDemo(other)) {
    throw new Error(`The demo is running already (process ${other}). Stop it first.`)
  }
  writeFileSync(path, String(process.pid))
}

function isDemo(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(dataDir)
  } catch {
    return false
  }
}

function forgetMe(): void {
  const path = join(dataDir, 'demo.pid')
  if (existsSync(path) && readFileSync(path, 'utf8') === String(process.pid)) rmSync(path)
}
