import type { AdminAccess } from '@staffetta/contract'
import { startDovecot, type Dovecot, type Postgres } from '@staffetta/testing'
import { sql } from 'kysely'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endRole, grantRole } from '../src/admin/roles.ts'
import { listEntries } from '../src/db/register.ts'
import { listGrants } from '../src/db/roles.ts'
import { findTenant, setServices } from '../src/db/tenants.ts'
import { commandLine } from '../src/register/record.ts'
import { startDatabase } from './database.ts'
import { startTestServer, type Browser, type TestServer } from './server.ts'

let dovecot: Dovecot
let postgres: Postgres
let server: TestServer
let people = 0
const actor = commandLine({ USER: 'root' })

beforeAll(async () => {
  ;[dovecot, postgres] = await Promise.all([startDovecot({ fts: false }), startDatabase()])
  server = await startTestServer(postgres.url)
  for (const slug of ['provincia', 'monteverde', 'borgo'])
    await server.addTenant(slug, `${slug}.example`, { imapPort: dovecot.imapPort, smtpPort: 1 })
})
afterAll(async () => {
  await server?.close()
  await Promise.all([dovecot?.stop(), postgres?.stop()])
})

const idOf = async (slug: string) => (await findTenant(server.db, 'slug', slug))!.id

async function appoint(role: 'operator' | 'tenant-admin', home = 'provincia', scope?: string) {
  const address = `persona${++people}@${home}.example`
  const granted = await grantRole(server.db, actor, {
    tenantId: await idOf(home),
    address,
    name: 'Marta Olivieri',
    role,
    scopeId: scope === undefined ? null : await idOf(scope),
    appointment: 'det. 12',
  })
  return { address, ...granted }
}

const codeOf = (secret: string, halfMinutes = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + halfMinutes * 30_000 })

const answerOf = async (browser: Browser, url: string, payload: object) => {
  const answer = await browser.call({ method: 'POST', url: `/api/admin/${url}`, payload })
  return answer.json<{ code?: string } & Record<string, unknown>>()
}

async function enrol(browser: Browser, invitation: string) {
  const { secret, pending } = await browser.post<{ secret: string; pending: string }>(
    '/api/admin/factor/begin',
    { invitation },
  )
  const used = codeOf(secret)
  const confirmed = await browser.post<{ recoveryCodes: string[]; access: AdminAccess }>(
    '/api/admin/factor/confirm',
    { invitation, pending, code: used },
  )
  return { secret, used, ...confirmed }
}

test('whoever has no role is told so, and has none in who they are', async () => {
  const browser = await server.signIn('anna@monteverde.example')

  expect((await browser.call({ url: '/api/admin/access' })).json()).toEqual({ code: 'auth/role-required' })
  expect((await browser.get<{ roles: string[] }>('/api/auth/me')).roles).toEqual([])
})

test('the invitation sets up a second factor once, and then every session asks for it', async () => {
  const { address, code } = await appoint('operator')
  const first = await server.signIn(address)
  expect(await first.get('/api/admin/access')).toEqual({
    roles: [{ role: 'operator', scope: null }],
    hasFactor: false,
    hasCode: false,
    keyHosts: [],
    provedAt: null,
  })
  expect(await answerOf(first, 'factor/begin', {})).toEqual({ code: 'admin/invitation-refused' })
  expect(await answerOf(first, 'factor/begin', { invitation: 'aaaaa-bbbbb' })).toEqual({
    code: 'admin/invitation-refused',
  })

  const { secret, used, recoveryCodes, access } = await enrol(first, code)

  expect(access).toMatchObject({ hasFactor: true, provedAt: expect.any(String) as string })
  expect(new Set(recoveryCodes).size).toBe(10)
  expect(await answerOf(first, 'factor/begin', { invitation: code })).toEqual({
    code: 'admin/invitation-refused',
  })
  const second = await server.signIn(address)
  expect(await second.get<AdminAccess>('/api/admin/access')).toMatchObject({ provedAt: null })
  expect(await answerOf(second, 'prove', { code: '000000' })).toEqual({ code: 'admin/code-refused' })
  // The code that set it up is not good twice; the next one is.
  expect(await answerOf(second, 'prove', { code: used })).toEqual({ code: 'admin/code-refused' })
  expect(await answerOf(second, 'prove', { code: codeOf(secret, 1) })).toMatchObject({
    provedAt: expect.any(String) as string,
  })
  const third = await server.signIn(address)
  expect(await answerOf(third, 'prove', { code: recoveryCodes[3]!.toUpperCase() })).toMatchObject({
    provedAt: expect.any(String) as string,
  })
  const fourth = await server.signIn(address)
  expect(await answerOf(fourth, 'prove', { code: recoveryCodes[3]! })).toEqual({ code: 'admin/code-refused' })
})

test('an invitation is for one person, and a stolen session cannot use a secret it did not ask for', async () => {
  const [marta, luca] = [await appoint('operator'), await appoint('operator')]
  const [hers, his] = [await server.signIn(marta.address), await server.signIn(luca.address)]

  expect(await answerOf(his, 'factor/begin', { invitation: marta.code })).toEqual({
    code: 'admin/invitation-refused',
  })
  const { secret, pending } = await hers.post<{ secret: string; pending: string }>(
    '/api/admin/factor/begin',
    {
      invitation: marta.code,
    },
  )
  const elsewhere = await server.signIn(marta.address)
  expect(
    await answerOf(elsewhere, 'factor/confirm', { invitation: marta.code, pending, code: codeOf(secret) }),
  ).toEqual({ code: 'admin/code-refused' })
})

test('codes cannot be tried one after the other', async () => {
  const { address, code } = await appoint('operator')
  const browser = await server.signIn(address)
  await enrol(browser, code)

  const answers = []
  for (let guess = 0; guess < 7; guess++) answers.push(await answerOf(browser, 'prove', { code: '000000' }))

  expect(answers.slice(0, 5).every(({ code: told }) => told === 'admin/code-refused')).toBe(true)
  expect(answers.at(-1)).toMatchObject({ code: 'request/too-many' })
})

test('no secret of a second factor is in the database', async () => {
  const { address, code } = await appoint('operator')
  const { secret, recoveryCodes } = await enrol(await server.signIn(address), code)

  const { rows } = await sql<{ dump: string }>`
    select second_factor::text as dump from second_factor
    union all select invitation_code::text from invitation_code
    union all select record from register_entry`.execute(server.db)

  const all = rows
    .map(({ dump }) => dump + Buffer.from(dump.replace(/\\x/g, ''), 'hex').toString('latin1'))
    .join()
  for (const word of [secret, code, code.replace('-', ''), ...recoveryCodes]) expect(all).not.toContain(word)
})

test('who administers a body comes in before its mail is on, and nobody else does', async () => {
  const tenant = await idOf('borgo')
  await setServices(server.db, tenant, [])
  const { address } = await appoint('tenant-admin', 'borgo', 'borgo')

  const attempt = (who: string) =>
    server.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in',
      payload: { address: who, password: 'password', shared: false },
    })
  await expect
    .poll(async () => (await attempt('anna@borgo.example')).json<{ code?: string }>().code, {
      timeout: 30_000,
    })
    .toBe('auth/service-disabled')
  const answer = await attempt(address)

  expect(answer.json()).toMatchObject({ services: [], roles: ['tenant-admin'] })
})

test('a role that ended lets nobody through any more', async () => {
  const { address, code, id } = await appoint('operator')
  const browser = await server.signIn(address)
  await enrol(browser, code)
  const grant = (await listGrants(server.db)).find((one) => one.id === id)!

  expect(await endRole(server.db, actor, grant)).toBe(true)
  expect(await endRole(server.db, actor, grant)).toBe(false)

  expect((await browser.call({ url: '/api/admin/access' })).json()).toEqual({ code: 'auth/role-required' })
})

test('statistics say nothing of fewer than five people, and of no body somebody does not administer', async () => {
  const operator = await appoint('operator')
  const browser = await server.signIn(operator.address)
  await enrol(browser, operator.code)
  await server.addTenant('alta', 'alta.example', { imapPort: dovecot.imapPort, smtpPort: 1 })
  const alta = await idOf('alta')
  const signedIn = async (count: number) => {
    for (let at = 0; at < count; at++)
      await sql`insert into account (tenant_id, address, signed_in_at)
        values (${alta}, ${`contata${at}@alta.example`}, now() - make_interval(days => ${at < 5 ? 1 : 40}))
        on conflict do nothing`.execute(server.db)
  }
  interface Body {
    tenantId: string
    people: number | null
    active: number | null
    sent: number | null
  }
  const ofAlta = async () =>
    (await browser.get<{ bodies: Body[] }>('/api/admin/statistics')).bodies.find(
      ({ tenantId }) => tenantId === alta,
    )

  await signedIn(4)
  expect(await ofAlta()).toMatchObject({ people: null, active: null, sent: 0 })
  await signedIn(7)
  expect(await ofAlta()).toMatchObject({ people: 7, active: 5, sent: 0 })
  const { body } = await browser.call({ url: '/api/admin/statistics.csv?language=it' })
  expect(body.split('\r\n')).toContain('Comune di alta,7,5,0')

  const local = await appoint('tenant-admin', 'monteverde', 'monteverde')
  const theirs = await server.signIn(local.address)
  await enrol(theirs, local.code)
  const { bodies } = await theirs.get<{ bodies: Body[] }>('/api/admin/statistics')
  expect(bodies.map(({ tenantId }) => tenantId)).toEqual([await idOf('monteverde')])
})

test('what administrators do to come in is in the register, refusals too', async () => {
  const { address, code } = await appoint('operator')
  const browser = await server.signIn(address)
  await enrol(browser, code)
  await answerOf(browser, 'prove', { code: '000000' })
  await browser.post('/api/auth/sign-out')
  await server.app.inject({
    method: 'POST',
    url: '/api/auth/sign-in',
    payload: { address, password: 'sbagliata', shared: false },
  })

  const acts = async () =>
    (await listEntries(server.db, { text: address }, 20)).map(({ act }) => act).toReversed()
  await expect
    .poll(acts, { timeout: 30_000 })
    .toEqual([
      'role/granted',
      'factor/invited',
      'session/began',
      'factor/set',
      'factor/refused',
      'session/ended',
      'session/refused',
    ])
})
