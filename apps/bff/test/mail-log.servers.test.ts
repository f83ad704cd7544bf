import { randomUUID } from 'node:crypto'
import {
  startDovecot,
  startSubmission,
  type Dovecot,
  type Postgres,
  type Submission,
} from '@staffetta/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { runCommand } from '../src/cli/main.ts'
import { setMailLogDays } from '../src/admin/retention/mail-log-rule.ts'
import { purgeMailLogs } from '../src/admin/retention/purge-mail-log.ts'
import { searchMailLog } from '../src/admin/retention/search-mail-log.ts'
import { insertMailLog, truncateClients } from '../src/db/mail-log.ts'
import { listEntries } from '../src/db/register.ts'
import { deleteOldSubmissions } from '../src/db/submissions.ts'
import { findTenant, setWorkRules, type Tenant } from '../src/db/tenants.ts'
import { administrator } from './administrator.ts'
import { startDatabase } from './database.ts'
import { startTestServer, type Browser, type TestServer } from './server.ts'

const marta = { kind: 'person', name: 'marta@provincia.example', tenantId: null, ip: '192.0.2.1' } as const
const agreement = {
  reason: 'Guasti che si vedono dopo un mese',
  protocol: 'n. 4411/2026',
  agreedOn: '2026-02-03',
  approvedBy: 'Paola Betti',
}
const hour = 3_600_000
const now = new Date('2026-11-26T12:00:00Z')
const ago = (ms: number) => new Date(now.getTime() - ms)

let dovecot: Dovecot
let postgres: Postgres
let submission: Submission
let databaseUrl: string
let server: TestServer
let monteverde: Tenant
let borgo: Tenant
let elena: Browser

beforeAll(async () => {
  ;[dovecot, postgres] = await Promise.all([startDovecot({ fts: false }), startDatabase()])
  submission = await startSubmission(dovecot, { domains: ['monteverde.example', 'borgo.example'] })
  databaseUrl = postgres.url
  server = await startTestServer(databaseUrl)
  const servers = { imapPort: dovecot.imapPort, smtpPort: submission.port }
  for (const slug of ['monteverde', 'borgo']) await server.addTenant(slug, `${slug}.example`, servers)
  monteverde = (await findTenant(server.db, 'slug', 'monteverde'))!
  borgo = (await findTenant(server.db, 'slug', 'borgo'))!
  elena = await server.signIn('elena@monteverde.example')
}, 60_000)
afterAll(async () => {
  await server?.close()
  await submission?.stop()
  await Promise.all([dovecot?.stop(), postgres?.stop()])
})
beforeEach(async () => {
  await sql`truncate mail_log, mail_log_rule`.execute(server.db)
})

const wrote = (tenant: Tenant, at: Date, more: { sender?: string; client?: string } = {}) =>
  insertMailLog(server.db, {
    tenant_id: tenant.id,
    at,
    account_id: null,
    account: 'elena@monteverde.example',
    sender: more.sender ?? 'elena@monteverde.example',
    recipients: ['luca@altrove.example'],
    refused: [],
    size_bytes: 1200,
    attachments: 0,
    message_id: `<${randomUUID()}@monteverde.example>`,
    result: 'accepted',
    smtp_code: 250,
    client: more.client ?? null,
  })
const everything = { from: new Date(0), text: '', reason: 'Prova' }
const found = async (tenant: Tenant, text = '', at = now) =>
  (await searchMailLog(server.db, marta, tenant, { ...everything, to: at, text }, { now: at })).entries
/** Of the simulated clock. The row of a letter that really left, which nobody waits for, may come when its test is over. */
const rows = async () =>
  (
    await sql<{ at: Date; client: string | null }>`
      select at, client from mail_log where at <= ${now} order by at`.execute(server.db)
  ).rows
const lastEntry = async () => JSON.parse((await listEntries(server.db, {}, 1))[0]!.record) as Entry

interface Entry {
  act: string
  tenantId: string
  reason: string | null
  details: Record<string, unknown>
}

const blank = { cc: [], bcc: [], replyTo: [], html: '', source: null, priority: 'normal' }
const send = async (to: string, attachments: object[] = []) => {
  const message = {
    ...blank,
    from: { name: 'Elena', address: 'elena@monteverde.example' },
    to: [{ name: '', address: to }],
    subject: 'Oggetto riservato',
    text: 'Testo riservato',
    attachments,
    requestReadReceipt: false,
  }
  await elena.post('/api/mail/submissions', { key: randomUUID(), message, draft: null, holdSeconds: 0 })
}

test('a letter that leaves, and one that is refused, are written down without a word of what they say', async () => {
  const { id: uploadId } = await elena
    .call({
      method: 'POST',
      url: '/api/mail/uploads?fileName=segreto.pdf&type=application%2Fpdf',
      payload: Buffer.from('%PDF'),
      headers: { 'content-type': 'application/octet-stream' },
    })
    .then((answer) => answer.json<{ id: string }>())
  await send('elena@monteverde.example', [{ uploadId, fileName: 'segreto.pdf', contentId: null }])
  const both = () => found(monteverde, '', new Date())
  await expect.poll(async () => (await both()).length, { timeout: 30_000 }).toBe(1)
  submission.misbehave({ refuse: { at: 'recipient', code: 550, text: 'no such user' } })
  await send('nessuno@bocciato.example')
  await expect.poll(async () => (await both()).length, { timeout: 30_000 }).toBe(2)
  submission.misbehave({})
  const sorted = (await both()).toSorted((one, other) => one.attachments - other.attachments)
  expect(sorted[1]).toMatchObject({
    account: 'elena@monteverde.example',
    sender: 'elena@monteverde.example',
    recipients: ['elena@monteverde.example'],
    attachments: 1,
    messageId: expect.stringMatching(/^<.+@monteverde\.example>$/) as string,
    result: 'accepted',
    smtpCode: 250,
    client: '127.0.0.1',
  })
  expect(sorted[1]!.sizeBytes).toBeGreaterThan(300)
  expect(sorted[0]).toMatchObject({
    recipients: ['nessuno@bocciato.example'],
    refused: ['nessuno@bocciato.example'],
    result: 'mail/recipients-refused',
    smtpCode: 550,
  })
  const { rows: raw } = await sql`select * from mail_log`.execute(server.db)
  expect(JSON.stringify(raw)).not.toMatch(/riservato|segreto/i)

  // Beside it, nothing keeps for longer whom they were for.
  const filed = sql`update submission set created_at = now() - interval '25 hours' where state = 'filed' returning id`
  await expect
    .poll(async () => (await filed.execute(server.db)).rows.length, { timeout: 30_000 })
    .toBeGreaterThan(0)
  await deleteOldSubmissions(server.db)
  const { rows: kept } = await sql`select * from submission where state = 'filed'`.execute(server.db)
  expect(JSON.stringify(kept)).not.toMatch(/riservato|"elena@/i)
})

// Somebody with the password of another sent until there was no room, and nobody who looked into the log saw that.
test('who sends more than may leave in an hour is in the log, once an hour, without whom it was for', async () => {
  const { workRules, patron } = monteverde
  const limit = async (hourlyMessages: number | null) => {
    await setWorkRules(server.db, monteverde.id, { ...workRules, patron, hourlyMessages })
    await new Promise((resolve) => setTimeout(resolve, 150))
  }
  const reached = async () =>
    (await found(monteverde, '', new Date())).filter(({ result }) => result === 'mail/too-many-sent')
  await send('elena@monteverde.example')
  await limit(1)
  const refused = await Promise.all(
    ['luca@altrove.example', 'anna@altrove.example', 'ugo@altrove.example'].map((to) =>
      send(to).catch((error: unknown) => String(error)),
    ),
  )
  expect(refused.join()).toContain('mail/too-many-sent')

  await expect.poll(async () => (await reached()).length, { timeout: 30_000 }).toBe(1)
  expect(await reached()).toEqual([
    {
      at: expect.any(String) as string,
      account: 'elena@monteverde.example',
      sender: 'elena@monteverde.example',
      recipients: [],
      refused: [],
      sizeBytes: 0,
      attachments: 0,
      messageId: '',
      result: 'mail/too-many-sent',
      smtpCode: null,
      client: '127.0.0.1',
    },
  ])
  // An hour later it is said again.
  await sql`update mail_log set at = at - interval '61 minutes' where result = 'mail/too-many-sent'`.execute(
    server.db,
  )
  await expect(send('luca@altrove.example')).rejects.toThrow('mail/too-many-sent')
  await expect.poll(async () => (await reached()).length, { timeout: 30_000 }).toBe(2)
  await limit(null)
})

test('a letter leaves although nothing can be written of it', async () => {
  await sql`alter table mail_log rename to mail_log_away`.execute(server.db)
  try {
    await send('elena@monteverde.example')
    const underWay = sql`select 1 from submission where state in ('held', 'submitting', 'accepted')`
    await expect
      .poll(async () => (await underWay.execute(server.db)).rows.length, { timeout: 30_000 })
      .toBe(0)
  } finally {
    await sql`alter table mail_log_away rename to mail_log`.execute(server.db)
  }
})

test('what is 21 days and a second old is gone, what is an hour younger stays, and the register says so once', async () => {
  await wrote(monteverde, ago(21 * 24 * hour + 1000))
  await wrote(monteverde, ago(20 * 24 * hour + 23 * hour))
  await wrote(borgo, ago(hour))

  // Not found any more, although the day's round has not come yet.
  expect(await found(monteverde)).toHaveLength(1)
  await purgeMailLogs(server.db, now)

  expect((await rows()).map(({ at }) => at)).toEqual([ago(20 * 24 * hour + 23 * hour), ago(hour)])
  expect(await lastEntry()).toMatchObject({
    act: 'mail-log/purged',
    tenantId: monteverde.id,
    details: { days: 21, rows: 1, from: ago(21 * 24 * hour + 1000).toISOString() },
  })
  const count = (await listEntries(server.db, {}, 1000)).length
  await purgeMailLogs(server.db, now)
  expect(await listEntries(server.db, {}, 1000)).toHaveLength(count)
})

test('of an address that is a day old its network is left', async () => {
  await wrote(monteverde, ago(24 * hour + 1000), { client: '203.0.113.77' })
  await wrote(monteverde, ago(24 * hour + 900), { client: '2001:db8:aa:bb::7' })
  await wrote(monteverde, ago(23 * hour), { client: '203.0.113.78' })

  await truncateClients(server.db, now)

  expect((await rows()).map(({ client }) => client)).toEqual([
    '203.0.113.0/24',
    '2001:db8:aa::/48',
    '203.0.113.78',
  ])
})

test('less is kept at once, none is none, and more wants the agreement that allows it', async () => {
  await wrote(monteverde, ago(10 * 24 * hour))
  await wrote(monteverde, ago(2 * 24 * hour))
  const set = (days: number, given: typeof agreement | null = null) =>
    setMailLogDays(server.db, marta, monteverde, { days, agreement: given }, now)

  await set(7)
  expect((await rows()).map(({ at }) => at)).toEqual([ago(2 * 24 * hour)])
  expect(await lastEntry()).toMatchObject({ act: 'mail-log/retention-set', details: { after: { days: 7 } } })

  for (const given of [
    null,
    { ...agreement, reason: ' ' },
    { ...agreement, protocol: '' },
    { ...agreement, approvedBy: '' },
    { ...agreement, agreedOn: '2026-02-31' },
    { ...agreement, agreedOn: '2026-11-27' },
  ])
    await expect(set(22, given)).rejects.toMatchObject({ code: 'admin/agreement-missing' })
  await set(60, agreement)
  expect(await lastEntry()).toMatchObject({
    tenantId: monteverde.id,
    reason: agreement.reason,
    details: { before: { days: 7 }, after: { days: 60, agreement } },
  })
  await wrote(monteverde, ago(40 * 24 * hour))
  await purgeMailLogs(server.db, now)
  expect(await found(monteverde)).toHaveLength(2)

  await set(0)
  await wrote(monteverde, now)
  expect(await rows()).toEqual([])
})

test('only who runs the installation looks, one body at a time, for a reason that the body reads', async () => {
  await wrote(monteverde, new Date(Date.now() - hour))
  await wrote(borgo, new Date(Date.now() - hour), { sender: '=cmd@borgo.example' })
  const url = `/api/admin/tenants/${borgo.id}/mail-log/search`
  const wanted = {
    from: '2020-01-01T00:00:00Z',
    to: '2100-01-01T00:00:00Z',
    text: 'borgo.example',
    reason: 'Segnalazione 77',
  }
  const own = await administrator(server, 'borgo', { address: 'capo@borgo.example', role: 'tenant-admin' })
  expect((await own.call({ method: 'POST', url, payload: wanted })).status).toBe(404)
  const operator = await administrator(server, 'borgo', { address: 'op@borgo.example', role: 'operator' })
  expect((await operator.call({ method: 'POST', url, payload: { ...wanted, reason: ' ' } })).status).toBe(400)

  const { entries } = await operator.post<{ entries: { sender: string }[] }>(url, wanted)
  expect(entries.map(({ sender }) => sender)).toEqual(['=cmd@borgo.example'])
  const { entries: seen } = await own.get<{ entries: { act: string; reason: string }[] }>(
    `/api/admin/register?tenant=${borgo.id}`,
  )
  expect(seen[0]).toMatchObject({ act: 'mail-log/searched', reason: 'Segnalazione 77' })

  const table = await operator.call({
    method: 'POST',
    url: url.replace('search', 'export'),
    payload: { ...wanted, language: 'it' },
  })
  const [mark, head, line, end] = table.body.split('\r\n')
  expect(mark).toMatch(/Esportato da op@borgo\.example il 20\d\d-.+ Motivo: Segnalazione 77$/)
  expect(head).toMatch(/^Quando,Casella,Mittente/)
  expect(line).toContain(`'=cmd@borgo.example`)
  expect(end).toBe('')

  await sql`update session set proved_at = now() - interval '10 minutes'`.execute(server.db)
  const stale = await operator.call({ method: 'POST', url, payload: wanted })
  expect(stale.json<{ code: string }>().code).toBe('admin/proof-required')
  const put = { method: 'PUT', url: `/api/admin/tenants/${borgo.id}/retention/mail-log` } as const
  await sql`update session set proved_at = now()`.execute(server.db)
  const raised = await own.call({ ...put, payload: { days: 90, agreement: null } })
  expect(raised.json<{ code: string }>().code).toBe('admin/agreement-missing')
  const lowered = await own.call({ ...put, payload: { days: 5, agreement: null } })
  expect(lowered.json<{ mailLog: { days: number } }>().mailLog.days).toBe(5)
})

test('the command line keeps to the same: a reason to look, an agreement to keep it for longer', async () => {
  await wrote(monteverde, new Date(Date.now() - hour))
  const said: string[] = []
  const log = vi.spyOn(console, 'log').mockImplementation((text: string) => void said.push(text))
  const refused = vi.spyOn(console, 'error').mockImplementation((text: string) => void said.push(text))
  const mailLog = (...args: string[]) =>
    runCommand(['mail-log', ...args], { DATABASE_URL: databaseUrl, USER: 'root' })
  try {
    expect(await mailLog('search', 'monteverde')).toBe(2)
    expect(await mailLog('search', 'monteverde', '--reason', 'Segnalazione 78')).toBe(0)
    expect(said.at(-1)).toMatch(/elena@monteverde\.example {2}luca@altrove\.example {2}accepted 250$/)
    expect(await mailLog('search', 'monteverde', '--reason', 'Segnalazione 78', '--csv')).toBe(0)
    expect(said.at(-1)).toMatch(/^Exported by .+ Reason: Segnalazione 78/)
    expect(await mailLog('retention', 'monteverde', '--days', '40')).toBe(2)
    expect(said.at(-1)).toContain('--protocol')
    expect(await mailLog('retention', 'monteverde', '--days', '3')).toBe(0)
    expect(said.at(-1)).toBe('The log of mail is kept for 3 days.')
  } finally {
    log.mockRestore()
    refused.mockRestore()
  }
  expect((await lastEntry()).act).toBe('mail-log/retention-set')
})
