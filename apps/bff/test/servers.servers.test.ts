import { randomBytes } from 'node:crypto'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CheckOutcome, CheckProblem, TenantServers } from '@staffetta/contract'
import {
  type Dovecot,
  freePort,
  type Postgres,
  startDovecot,
  startSubmission,
  type Submission,
} from '@staffetta/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { runCommand } from '../src/cli/main.ts'
import { listEntries } from '../src/db/register.ts'
import { findTenant } from '../src/db/tenants.ts'
import { administrator } from './administrator.ts'
import { startDatabase } from './database.ts'
import { type Browser, startTestServer, type TestServer } from './server.ts'

const master = { user: 'staffetta', password: 'parola-del-master' }
const networks = { STAFFETTA_SERVER_NETWORKS: '127.0.0.1/32' }
const key = randomBytes(32).toString('base64')
let dovecot: Dovecot
let other: Dovecot
let postgres: Postgres
let submission: Submission
let databaseUrl: string
let server: TestServer
let admin: Browser
let id: string

beforeAll(async () => {
  ;[dovecot, other, postgres] = await Promise.all([
    startDovecot({ fts: false, master }),
    startDovecot({ fts: false }),
    startDatabase(),
  ])
  submission = await startSubmission(other, { domains: ['monteverde.example'] })
  databaseUrl = postgres.url
  server = await startTestServer(databaseUrl, { ...networks, STAFFETTA_KEY: key })
  await server.addTenant('monteverde', 'monteverde.example', { imapPort: dovecot.imapPort, smtpPort: 1 })
  id = (await findTenant(server.db, 'slug', 'monteverde'))!.id
  admin = await administrator(server, 'monteverde', {
    address: 'sindaca@monteverde.example',
    role: 'tenant-admin',
  })
}, 60_000)
afterAll(async () => {
  await server?.close()
  await submission?.stop()
  await Promise.all([dovecot?.stop(), other?.stop(), postgres?.stop()])
})

const at = (port: number, more: object = {}) => ({
  host: '127.0.0.1',
  port,
  tls: 'none',
  verifyName: null,
  ...more,
})
const url = (path: string) => `/api/admin/tenants/${id}/${path}`
const tried = async (kind: string, endpoint: object) =>
  (await admin.call({ method: 'POST', url: url(`servers/${kind}/trial`), payload: endpoint })).json<
    CheckOutcome[]
  >()
const put = (path: string, payload: object) => admin.call({ method: 'PUT', url: url(path), payload })

test('the account the checks sign in with is tried, sealed, and told to nobody', async () => {
  const account = { user: 'prova@monteverde.example', password: 'segretissima' }
  expect((await put('accounts/test', account)).json()).toMatchObject({ code: 'admin/account-refused' })

  const kept = await put('accounts/test', { ...account, password: 'password' })

  expect(kept.json<TenantServers>().accounts).toEqual([{ kind: 'test', user: 'prova@monteverde.example' }])
  expect(kept.body).not.toContain('"password"')
  const { rows } = await sql<{ row: string }>`select row(a.*)::text as row from service_account a`.execute(
    server.db,
  )
  expect(rows[0]!.row).toContain('prova@monteverde.example')
  const entries = await listEntries(server.db, { tenantIds: [id] }, 10)
  expect(entries.map(({ record }) => record).join()).not.toContain('segretissima')
})

// Kept as it was typed, a master user that opens nothing was found out when nobody who came by the provider had their mail.
test('a master user opens the test account’s mailbox before it is kept, on screen and at the command line', async () => {
  const trial = async (account: object) =>
    (await admin.call({ method: 'POST', url: url('master/trial'), payload: account })).json<{
      problem: CheckProblem | null
    }>().problem
  const set = async (given: { user: string; password: string }) => {
    const file = join(await mkdtemp(join(tmpdir(), 'staffetta-')), 'password')
    await writeFile(file, given.password)
    const env = { DATABASE_URL: databaseUrl, USER: 'root', STAFFETTA_KEY: key, ...networks }
    const args = ['tenant', 'set-master', 'monteverde', '--user', given.user, '--password-file', file]
    return runCommand(args, env)
  }
  const complain = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const wrong = { ...master, password: 'sbagliata' }
  const somebody = { user: 'prova@monteverde.example', password: 'password' }

  for (const account of [wrong, somebody]) {
    expect(await trial(account)).toEqual({
      step: 'sign-in',
      headline: {
        key: 'checks.account.masterRefused',
        values: { server: `127.0.0.1:${dovecot.imapPort}` },
      },
    })
    expect((await put('master', account)).json()).toEqual({ code: 'admin/account-refused' })
    expect(await set(account)).toBe(1)
    expect(complain.mock.calls.splice(0).flat().join()).toContain(
      'does not let this user open the mailbox of the test account',
    )
  }
  expect((await findTenant(server.db, 'id', id))!.serviceAccounts.master).toBeUndefined()
  expect(await trial(master)).toBe(null)
  expect(await set(master)).toBe(0)
  expect((await put('master', master)).json()).toMatchObject({ master: master.user })
  const entries = await listEntries(server.db, { tenantIds: [id] }, 20)
  expect(entries.map(({ record }) => JSON.parse(record) as object)).toContainEqual(
    expect.objectContaining({ details: { account: 'master', user: master.user, failed: 'sign-in' } }),
  )
  expect(entries.map(({ record }) => record).join()).not.toContain(master.password)

  // Where the mailbox is what is not there, the master is not to blame.
  await server.setService('monteverde', 'test', { user: 'prova', password: 'diversa' })
  expect(await trial(wrong)).toMatchObject({ step: 'setting', headline: { key: 'checks.test.refused' } })
  const bare = await admin.call({ method: 'DELETE', url: url('accounts/test') })
  expect(bare.status).toBe(200)
  expect(await trial(master)).toMatchObject({ headline: { key: 'checks.test.notSet' } })
  await put('accounts/test', somebody)
  complain.mockRestore()
})

test('the account mail leaves by is tried where it would sign in, and the step that failed is named', async () => {
  const account = { user: 'staffetta@monteverde.example', password: 'password' }
  const trial = async (given = account) => {
    const call = { method: 'POST', url: url('accounts/smtp/trial'), payload: given } as const
    return (await admin.call(call)).json<{ problem: CheckProblem | null }>().problem
  }
  const smtp = (endpoint: object) => put('servers/smtp', endpoint)

  // Nobody listens at port 1.
  expect(await trial()).toMatchObject({ step: 'connect' })
  await smtp(at(submission.port, { tls: 'tls' }))
  expect(await trial()).toMatchObject({ step: 'tls' })
  await smtp(at(submission.port))
  const wrong = { ...account, password: 'sbagliata' }
  expect(await trial(wrong)).toEqual({
    step: 'sign-in',
    headline: { key: 'checks.account.refused', values: { server: `127.0.0.1:${submission.port}` } },
  })
  expect((await put('accounts/smtp', wrong)).json()).toMatchObject({ code: 'admin/account-refused' })
  expect(await trial()).toBe(null)

  const kept = await put('accounts/smtp', account)
  expect(kept.json<TenantServers>().accounts).toContainEqual({ kind: 'smtp', user: account.user })
  expect(submission.outgoing).toEqual([])
  const entries = await listEntries(server.db, { tenantIds: [id] }, 20)
  const acts = entries.map(({ record }) => JSON.parse(record) as { act: string; subject: string })
  expect(acts).toContainEqual(expect.objectContaining({ act: 'tenant/service-account-set', subject: 'smtp' }))
  expect(acts).toContainEqual(
    expect.objectContaining({
      act: 'tenant/checked',
      details: { account: 'smtp', user: account.user, failed: 'sign-in' },
    }),
  )
  const gone = await admin.call({ method: 'DELETE', url: url('accounts/smtp') })
  expect(gone.json<TenantServers>().accounts.map(({ kind }) => kind)).toEqual(['test'])
})

test('a server is tried before it is set, and the step that failed is named', async () => {
  const closed = await freePort()

  const [good] = await tried('imap', at(other.imapPort))
  const [refused] = await tried('imap', at(closed))
  const [, foreign] = await tried('imap', at(other.imapsPort, { tls: 'tls', verifyName: 'altro.example' }))
  const [elsewhere] = await tried('sieve', at(25, { host: '10.1.2.3', tls: 'starttls' }))

  expect(good).toMatchObject({ check: 'imap', step: null, state: 'ok' })
  expect(refused).toMatchObject({ check: 'imap', step: 'connect', state: 'error' })
  expect(foreign).toMatchObject({ check: 'imap', step: 'tls', state: 'error' })
  expect(elsewhere).toMatchObject({ step: 'address', state: 'error' })
  // Nothing of it is kept as if it were the body's.
  expect(await admin.get<{ outcomes: [] }>(url('checks'))).toMatchObject({ outcomes: [] })
})

test('another server takes over from the one before, for those who are in as well', async () => {
  const ada = await server.signIn('ada@monteverde.example')
  await ada.get('/api/mail/mailboxes')

  const set = await put('servers/imap', at(other.imapPort))

  expect(set.json<TenantServers>().servers).toContainEqual({ kind: 'imap', endpoint: at(other.imapPort) })
  await dovecot.stop()
  await expect
    .poll(async () => (await ada.call({ url: '/api/mail/mailboxes' })).status, { timeout: 30_000 })
    .toBe(200)
  const [entry] = await listEntries(server.db, { tenantIds: [id] }, 1)
  expect(JSON.parse(entry!.record)).toMatchObject({
    act: 'tenant/endpoint-set',
    subject: 'imap',
    details: { before: at(dovecot.imapPort), after: at(other.imapPort) },
  })
})

test('a server of the network the product stands in is not set, nor one without a name, nor one in clear text', async () => {
  for (const [endpoint, code] of [
    [at(993, { host: '10.0.0.7', tls: 'tls' }), 'admin/server-not-reached'],
    [at(993, { host: '169.254.169.254', tls: 'tls' }), 'admin/server-not-reached'],
    [at(993, { host: 'nessuno.invalid', tls: 'tls' }), 'admin/server-not-reached'],
    [at(143, { host: '192.0.2.1' }), 'request/invalid'],
  ] as const)
    expect((await put('servers/imap', endpoint)).json()).toMatchObject({ code })
})

test('what is on keeps its server; what nothing needs can go', async () => {
  const remove = (kind: string) => admin.call({ method: 'DELETE', url: url(`servers/${kind}`) })
  await put('servers/sieve', at(other.sievePort))

  expect((await remove('imap')).json()).toMatchObject({
    code: 'admin/server-in-use',
    details: { services: ['mail'] },
  })
  expect((await remove('sieve')).json<TenantServers>().servers.map(({ kind }) => kind)).toEqual([
    'imap',
    'smtp',
  ])
  const staffetta = (...args: string[]) => runCommand(args, { DATABASE_URL: databaseUrl, USER: 'root' })
  expect(await staffetta('tenant', 'remove-endpoint', 'monteverde', 'smtp')).toBe(1)
})
