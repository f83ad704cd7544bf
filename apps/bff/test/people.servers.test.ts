import { randomBytes } from 'node:crypto'
import type { ImportPlan, PersonDetail, PersonRow, Role } from '@staffetta/contract'
import { appendMany, startDovecot, type Dovecot, type Postgres } from '@staffetta/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { runCommand } from '../src/cli/main.ts'
import { grantRole } from '../src/admin/roles.ts'
import { listEntries } from '../src/db/register.ts'
import { findTenant, setSignIn } from '../src/db/tenants.ts'
import { commandLine } from '../src/register/record.ts'
import { startDatabase } from './database.ts'
import { startTestServer, type Browser, type TestServer } from './server.ts'

let dovecot: Dovecot
let postgres: Postgres
let server: TestServer
/** Another node on the same database. */
let beside: TestServer
let admin: Browser
let count = 0
const newUser = (slug = 'monteverde') => `persona${++count}@${slug}.example`
const idOf = async (slug: string) => (await findTenant(server.db, 'slug', slug))!.id
let tenantId: string
let databaseUrl: string

beforeAll(async () => {
  ;[dovecot, postgres] = await Promise.all([startDovecot({ fts: false }), startDatabase()])
  databaseUrl = postgres.url
  const env = { STAFFETTA_KEY: randomBytes(32).toString('base64') }
  server = await startTestServer(databaseUrl, env)
  beside = await startTestServer(databaseUrl, env)
  for (const slug of ['monteverde', 'borgo', 'fermo'])
    await server.addTenant(slug, `${slug}.example`, { imapPort: dovecot.imapPort, smtpPort: 1 })
  tenantId = await idOf('monteverde')
  admin = await administrator('tenant-admin')
})
afterAll(async () => {
  await Promise.all([server?.close(), beside?.close()])
  await Promise.all([dovecot?.stop(), postgres?.stop()])
})

async function administrator(role: Role, slug = 'monteverde'): Promise<Browser> {
  const home = await idOf(slug)
  const address = newUser(slug)
  await grantRole(server.db, commandLine({ USER: 'root' }), {
    tenantId: home,
    scopeId: role === 'operator' ? null : home,
    address,
    name: 'Marta Olivieri',
    role,
    appointment: '',
  })
  const browser = await server.signIn(address)
  await sql`update session set proved_at = now() where account_id = ${browser.me.accountId}`.execute(
    server.db,
  )
  return browser
}

const base = () => `/api/admin/tenants/${tenantId}`
const list = async (browser = admin) =>
  (await browser.get<{ people: PersonRow[] }>(`${base()}/people?from=0&limit=500`)).people
const personOf = async (address: string) => (await list()).find((one) => one.address === address)!
const change = (browser: Browser, changes: object[]) =>
  browser.call({ method: 'POST', url: `${base()}/people/changes`, payload: { changes } })
const codeOf = async (address: string, password = 'password', node = server) => {
  const answer = await node.app.inject({
    method: 'POST',
    url: '/api/auth/sign-in',
    payload: { address, password, shared: false },
  })
  return answer.json<{ code?: string; details?: object }>()
}
const file = (browser: Browser, url: string, payload: string) =>
  browser.call({ method: 'POST', url, payload, headers: { 'content-type': 'application/octet-stream' } })
const acts = async (act: string) =>
  (await listEntries(server.db, { tenantIds: [tenantId] }, 200))
    .map(({ record }) => JSON.parse(record) as { act: string; subject: string | null; details: object })
    .filter((entry) => entry.act === act)

test('whoever signs in is on the list, and a body that lists its people lets in who is on it', async () => {
  const [known, stranger] = [newUser('fermo'), newUser('fermo')]
  await server.signIn(known)
  await setSignIn(server.db, await idOf('fermo'), 'listed')
  await sql`update tenant set help = 'Ufficio informatica, int. 12' where slug = 'fermo'`.execute(server.db)

  await expect
    .poll(() => codeOf(stranger), { timeout: 30_000 })
    .toEqual({
      code: 'auth/person-not-enabled',
      details: { help: 'Ufficio informatica, int. 12' },
    })
  expect(await codeOf(known)).not.toHaveProperty('code')
  // Without the password nobody learns who is on the list.
  expect(await codeOf(stranger, 'sbagliata')).toEqual({ code: 'auth/credentials-refused' })
  const { rows } = await sql`select from account where address = ${stranger}`.execute(server.db)
  expect(rows).toEqual([])
})

test('disabling somebody ends their sessions on every node within seconds, and undoing it lets them in again', async () => {
  const address = newUser()
  const here = await server.signIn(address)
  const there = await beside.signIn(address)
  const { id, sessions } = await personOf(address)
  expect(sessions).toBe(2)
  // As if a session had been begun in the same moment.
  const late = newUser()
  const lateSession = await beside.signIn(late)
  await sql`update account set state = 'disabled' where address = ${late}`.execute(server.db)

  expect((await change(admin, [{ personId: id, state: 'disabled' }])).status).toBe(204)

  await expect.poll(async () => (await here.call({ url: '/api/auth/me' })).status).toBe(401)
  const theirs = async () =>
    Promise.all([there, lateSession].map(async (one) => (await one.call({ url: '/api/auth/me' })).status))
  await expect.poll(theirs, { timeout: 30_000 }).toEqual([401, 401])
  expect(await codeOf(address)).toMatchObject({ code: 'auth/person-not-enabled' })
  expect(await personOf(address)).toMatchObject({ state: 'disabled', sessions: 0 })
  await change(admin, [{ personId: id, state: 'enabled', group: 'Tributi' }])
  expect(await codeOf(address, 'password', beside)).not.toHaveProperty('code')
  expect(await personOf(address)).toMatchObject({ state: 'enabled', group: 'Tributi' })
  expect((await acts('people/changed')).filter(({ subject }) => subject === address)).toHaveLength(2)
})

test('a file is read first, and confirmed it does what was shown, or nothing', async () => {
  const address = newUser()
  await server.signIn(address)
  const text = `e-mail;nome;ufficio;stato\nluca@monteverde.example;Luca Serafini;Anagrafe;sì\n${address};;;no\nx@altrove.example;;;\n`
  const plan = (await file(admin, `${base()}/people/plan?others=keep`, text)).json<ImportPlan>()
  expect(plan).toMatchObject({ added: 1, disabled: 1, sessions: 1, losing: [address], faultCount: 1 })
  expect(plan.faults).toEqual([{ row: 4, value: 'x@altrove.example', fault: 'outside' }])
  expect((await list()).some((one) => one.address === 'luca@monteverde.example')).toBe(false)

  const { id } = await personOf(address)
  await change(admin, [{ personId: id, state: 'disabled' }])
  const apply = (mark: string) => file(admin, `${base()}/people/import?others=keep&mark=${mark}`, text)
  expect((await apply(plan.mark)).json()).toEqual({ code: 'admin/people-changed' })
  const again = (await file(admin, `${base()}/people/plan?others=keep`, text)).json<ImportPlan>()
  expect((await apply(again.mark)).status).toBe(200)

  expect(await personOf('luca@monteverde.example')).toMatchObject({
    name: 'Luca Serafini',
    group: 'Anagrafe',
    state: 'enabled',
    signedInAt: null,
  })
  expect((await acts('people/imported'))[0]).toMatchObject({ details: { added: 1, others: 'keep' } })
})

test('the list leaves as a table that runs nothing, and comes back without a change', async () => {
  await sql`insert into account (tenant_id, address, name, "group")
    values (${tenantId}, 'furba@monteverde.example', '=HYPERLINK("http://x")', '@cmd')`.execute(server.db)
  const { body } = await admin.call({ url: `${base()}/people.csv?language=it` })

  expect(body).toContain(`furba@monteverde.example,"'=HYPERLINK(""http://x"")",'@cmd,abilitato`)
  expect((await file(admin, `${base()}/people/plan?others=disable`, body)).json()).toMatchObject({
    added: 0,
    enabled: 0,
    disabled: 0,
    renamed: 0,
    faultCount: 0,
  })
})

test('whoever leaves is out, with no role; what they share stays and is told', async () => {
  const leaver = await administrator('helper')
  const person = (await list()).find(({ id }) => id === leaver.me.accountId)!
  await sql`insert into share (tenant_id, service, owner_id, href, grantee, access)
    values (${tenantId}, 'calendar', ${person.id}, '/a/', 'anna@monteverde.example', 'read')`.execute(
    server.db,
  )
  const url = `${base()}/people/${person.id}`
  const leave = () => admin.call({ method: 'POST', url: `${url}/leave`, payload: { reason: 'Pensione' } })
  await sql`update session set proved_at = now() - interval '10 minutes' where account_id = ${admin.me.accountId}`.execute(
    server.db,
  )
  expect((await leave()).json()).toEqual({ code: 'admin/proof-required' })
  await sql`update session set proved_at = now() where account_id = ${admin.me.accountId}`.execute(server.db)

  const left = (await leave()).json<PersonDetail>()

  expect(left).toMatchObject({
    state: 'left',
    openSessions: [],
    roles: [],
    shares: [{ service: 'calendar', grantee: 'anna@monteverde.example', access: 'read' }],
  })
  expect((await leaver.call({ url: '/api/auth/me' })).status).toBe(401)
  expect(await codeOf(person.address)).toMatchObject({ code: 'auth/person-not-enabled' })
  expect((await acts('person/left'))[0]).toMatchObject({
    subject: person.address,
    details: { sessions: 1, roles: ['helper'] },
  })
  expect((await acts('role/ended'))[0]).toMatchObject({ subject: person.address })
})

test('sessions are seen without the whole address of anybody, and ended one by one or all at once', async () => {
  const address = newUser()
  const [one, two] = [await server.signIn(address), await server.signIn(address)]
  const { id } = await personOf(address)
  const { openSessions } = await admin.get<PersonDetail>(`${base()}/people/${id}`)
  expect(openSessions.map(({ network }) => network)).toEqual(['127.0.0', '127.0.0'])

  const remove = (url: string) => admin.call({ method: 'DELETE', url: `${base()}${url}` })
  const { sessions } = await one.get<{ sessions: { id: string; current: boolean }[] }>('/api/auth/sessions')
  await remove(`/people/${id}/sessions/${sessions.find(({ current }) => current)!.id}`)
  const stands = async () =>
    Promise.all([one, two].map(async (browser) => (await browser.call({ url: '/api/auth/me' })).status))
  await expect.poll(stands).toEqual([401, 200])
  await remove(`/people/${id}/sessions`)
  await expect.poll(stands).toEqual([401, 401])

  const third = await server.signIn(address)
  const other = await server.signIn(newUser('borgo'))
  const another = await administrator('tenant-admin')
  const answer = await another.call({ method: 'DELETE', url: `${base()}/sessions` })
  expect(answer.json<{ ended: number }>().ended).toBeGreaterThan(1)
  await expect.poll(async () => (await third.call({ url: '/api/auth/me' })).status).toBe(401)
  expect((await other.call({ url: '/api/auth/me' })).status).toBe(200)
  admin = await administrator('tenant-admin')
})

test('nobody shuts out themselves, nor who has a role that is not theirs to end', async () => {
  const operator = await administrator('operator')
  const kept = async (browser: Browser, personId: string) =>
    (await change(browser, [{ personId, state: 'disabled' }])).json<{ code: string }>().code

  expect(await kept(admin, admin.me.accountId)).toBe('admin/person-kept')
  expect(await kept(admin, operator.me.accountId)).toBe('admin/person-kept')
  expect((await list()).find(({ id }) => id === operator.me.accountId)?.state).toBe('enabled')
  expect((await change(operator, [{ personId: admin.me.accountId, state: 'disabled' }])).status).toBe(204)
  await change(operator, [{ personId: admin.me.accountId, state: 'enabled' }])
  admin = await administrator('tenant-admin')
})

test('somebody of another body is 404 here, whatever is asked of them; a helper looks and changes nothing', async () => {
  const stranger = await server.signIn(newUser('borgo'))
  const url = `${base()}/people/${stranger.me.accountId}`
  for (const call of [
    { url },
    { method: 'POST' as const, url: `${url}/leave`, payload: { reason: '' } },
    { method: 'DELETE' as const, url: `${url}/sessions` },
    {
      method: 'POST' as const,
      url: `${base()}/people/changes`,
      payload: { changes: [{ personId: stranger.me.accountId, state: 'disabled' }] },
    },
  ])
    expect((await admin.call(call)).status).toBe(404)
  expect((await stranger.call({ url: '/api/auth/me' })).status).toBe(200)

  const helper = await administrator('helper')
  const { id } = (await list(helper))[0]!
  expect((await change(helper, [{ personId: id, state: 'disabled' }])).status).toBe(404)
  expect((await helper.call({ url: `${base()}/people.csv?language=it` })).status).toBe(404)
  const auditor = await administrator('auditor')
  expect((await auditor.call({ url: `${base()}/people/overview` })).status).toBe(404)
})

test('people are found by name, address and group at once, whatever their accents, in windows of the list', async () => {
  const address = newUser()
  const browser = await server.signIn(address)
  const preferences = await browser.get<object>('/api/settings/preferences')
  await browser.call({
    method: 'PUT',
    url: '/api/settings/preferences',
    payload: { ...preferences, displayName: 'Nicolò Ubaldi' },
  })
  await change(admin, [{ personId: browser.me.accountId, group: 'Servizi 100% sociali' }])
  const found = async (text: string) =>
    (
      await admin.get<{ people: PersonRow[] }>(
        `${base()}/people?from=0&limit=5&text=${encodeURIComponent(text)}`,
      )
    ).people.map((one) => one.address)

  for (const text of ['nicolo', 'UBALDI nicolò', '0% soc', `ubaldi ${address.slice(0, 9)}`])
    expect(await found(text)).toEqual([address])
  expect(await found('ubaldi %zz')).toEqual([])
  const everybody = (await list()).map((one) => one.address)
  const { people } = await admin.get<{ people: PersonRow[] }>(`${base()}/people?from=2&limit=2`)
  expect(people.map((one) => one.address)).toEqual(everybody.slice(2, 4))
})

test('how full a mailbox is stands in the list as its server said it, the fullest first; who was never told of is last', async () => {
  const [full, empty, silent] = [newUser(), newUser(), newUser()]
  await server.signIn(silent)
  await appendMany(dovecot, { user: full }, 'INBOX', [
    { raw: Buffer.from(`Subject: x\r\n\r\n${'x'.repeat(400_000)}`), receivedAt: new Date() },
  ])
  for (const address of [empty, full]) await (await server.signIn(address)).get('/api/mail/mailboxes')

  await expect.poll(async () => (await personOf(full)).quota?.usedBytes ?? 0).toBeGreaterThan(400_000)
  const { quota } = await personOf(full)
  expect(quota?.totalBytes).toBe(2048 * 1024 * 1024)
  expect(Date.now() - new Date(quota!.at).getTime()).toBeLessThan(10_000)
  const { people } = await admin.get<{ people: PersonRow[] }>(`${base()}/people?from=0&limit=500&sort=quota`)
  const places = [full, empty, silent].map((address) => people.findIndex((one) => one.address === address))
  expect(places).toEqual(places.toSorted((one, other) => one - other))
  expect(people[0]?.address).toBe(full)
  expect(people.at(-1)?.quota).toBeNull()
})

test('the command line does the same, and is in the register', async () => {
  const said: string[] = []
  const log = vi.spyOn(console, 'log').mockImplementation((text: string) => void said.push(text))
  const staffetta = (...args: string[]) =>
    runCommand(['people', ...args], { DATABASE_URL: databaseUrl, USER: 'root' })
  const address = newUser()
  await server.signIn(address)

  expect(await staffetta('set-rule', 'monteverde', 'listed')).toBe(0)
  expect(await staffetta('enable', 'monteverde', 'nuova@monteverde.example')).toBe(0)
  expect(await staffetta('sessions', 'monteverde', address)).toBe(0)
  expect(await staffetta('disable', 'monteverde', address)).toBe(0)
  expect(await staffetta('list', 'monteverde')).toBe(0)
  expect(await staffetta('leave', 'monteverde', address, '--reason', 'Mobilità')).toBe(0)
  expect(await staffetta('set-rule', 'monteverde', 'everyone')).toBe(0)
  log.mockRestore()

  expect(said.join('\n')).toContain(`${address}  disabled`)
  expect(said.join('\n')).toContain('nuova@monteverde.example  enabled')
  expect((await acts('person/left'))[0]).toMatchObject({ subject: address })
  expect(await acts('people/rule-set')).toHaveLength(2)
})
