import type { AdminAccess, Factors, KeyCreation, KeyRequest } from '@staffetta/contract'
import { softwareKey, startDovecot, type Dovecot, type Postgres, type SoftwareKey } from '@staffetta/testing'
import { sql } from 'kysely'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { grantRole, inviteAnew } from '../src/admin/roles.ts'
import { roleCommands } from '../src/cli/role-commands.ts'
import { listEntries } from '../src/db/register.ts'
import { listGrants } from '../src/db/roles.ts'
import { findTenant } from '../src/db/tenants.ts'
import { commandLine } from '../src/register/record.ts'
import { startDatabase } from './database.ts'
import { startTestServer, type Browser, type TestServer } from './server.ts'

let dovecot: Dovecot
let postgres: Postgres
let server: TestServer
let people = 0
const actor = commandLine({ USER: 'root' })
const here = { origin: 'https://posta.provincia.example', host: 'posta.provincia.example' }
const elsewhere = { origin: 'https://mail.altrove.example', host: 'mail.altrove.example' }
type Where = typeof here

beforeAll(async () => {
  ;[dovecot, postgres] = await Promise.all([startDovecot({ fts: false }), startDatabase()])
  server = await startTestServer(postgres.url)
  await server.addTenant('provincia', 'provincia.example', { imapPort: dovecot.imapPort, smtpPort: 1 })
  await sql`update tenant set is_provider = true`.execute(server.db)
})
afterAll(async () => {
  await server?.close()
  await Promise.all([dovecot?.stop(), postgres?.stop()])
})

async function appoint() {
  const address = `persona${++people}@provincia.example`
  const { id: tenantId } = (await findTenant(server.db, 'slug', 'provincia'))!
  const person = {
    tenantId,
    address,
    name: 'Marta',
    role: 'operator',
    scopeId: null,
    appointment: '',
  } as const
  return { address, ...(await grantRole(server.db, actor, person)) }
}

const at = (where: Where) => ({ origin: where.origin, host: where.host, 'sec-fetch-site': 'same-origin' })
const send = (browser: Browser, url: string, payload: object, where: Where = here) =>
  browser.call({ method: 'POST', url: `/api/admin/${url}`, payload, headers: at(where) })
const codeFrom = async (answer: ReturnType<typeof send>) => (await answer).json<{ code?: string }>().code

async function addKey(
  browser: Browser,
  given: { invitation?: string; name?: string; key?: SoftwareKey; where?: Where },
) {
  const { invitation, name = 'Chiavetta blu', key = softwareKey(), where = here } = given
  const begun = await send(browser, 'keys/begin', invitation === undefined ? {} : { invitation }, where)
  const { challenge, rp } = begun.json<KeyCreation>()
  expect(rp?.id).toBe(where.host)
  const made = key.make({ ...where, challenge })
  const payload = { ...(invitation !== undefined && { invitation }), name, transports: ['usb'], ...made }
  const answer = await send(browser, 'keys', payload, where)
  return { key, answer: answer.json<{ code?: string; recoveryCodes: string[]; access: AdminAccess }>() }
}

async function challengeOf(browser: Browser, where: Where = here) {
  return (await send(browser, 'prove/begin', {}, where)).json<KeyRequest>()
}

async function entered() {
  const { address, code, id } = await appoint()
  const browser = await server.signIn(address)
  const { key, answer } = await addKey(browser, { invitation: code })
  return { address, browser, key, id, code, recoveryCodes: answer.recoveryCodes }
}

const notFresh = () => sql`update session set proved_at = now() - interval '10 minutes'`.execute(server.db)

test('the invitation sets up a key as the first factor, with codes for the day it is lost, and the key opens the next session', async () => {
  const { address, code } = await appoint()
  const first = await server.signIn(address)
  expect(await codeFrom(send(first, 'keys/begin', {}))).toBe('admin/invitation-refused')
  const { key, answer } = await addKey(first, { invitation: code })
  expect(answer.access).toMatchObject({ hasFactor: true, hasCode: false, keyHosts: [here.host] })
  expect(answer.access.provedAt).not.toBeNull()
  expect(new Set(answer.recoveryCodes).size).toBe(10)

  const second = await server.signIn(address)
  expect(await second.get('/api/admin/access')).toMatchObject({ provedAt: null, hasFactor: true })
  // The invitation is used up, and is no way around the key.
  expect(await codeFrom(send(second, 'keys/begin', { invitation: code }))).toBe('admin/proof-required')
  const { challenge, allowCredentials, userVerification } = await challengeOf(second)
  expect(allowCredentials).toEqual([{ id: key.id, type: 'public-key', transports: ['usb'] }])
  expect(userVerification).toBe('required')
  const proved = await send(second, 'prove/key', key.sign({ ...here, challenge }))
  expect(proved.json<AdminAccess>().provedAt).not.toBeNull()

  const third = await server.signIn(address)
  expect((await send(third, 'prove', { code: answer.recoveryCodes[0]! })).status).toBe(200)
  const { keys, recoveryLeft } = await third.get<Factors>('/api/admin/factors')
  expect(keys).toMatchObject([
    { name: 'Chiavetta blu', host: here.host, usedAt: expect.any(String) as string },
  ])
  expect(recoveryLeft).toBe(9)
})

test('what a key signed is good once, for its session, its host, its moment and a person it looked at', async () => {
  const { address, browser, key, code } = await entered()
  const refused = async (payload: object, where: Where = here, who = browser) =>
    codeFrom(send(who, 'prove/key', payload, where))
  const { challenge } = await challengeOf(browser)
  const answer = key.sign({ ...here, challenge })
  expect((await send(browser, 'prove/key', answer)).status).toBe(200)
  expect(await refused(answer)).toBe('admin/key-refused')

  const other = await server.signIn(address)
  const theirs = await challengeOf(other)
  expect(await refused(key.sign({ ...here, challenge: theirs.challenge }))).toBe('admin/key-refused')
  const fresh = async () => (await challengeOf(browser)).challenge
  expect(await refused(key.sign({ ...here, challenge: await fresh(), looked: false }))).toBe(
    'admin/key-refused',
  )
  // The limit of five at once is for whoever tries; this is another person each time.
  const again = await entered()
  const late = await challengeOf(again.browser)
  await sql`update passkey_challenge set ends_at = now() - interval '1 second'`.execute(server.db)
  expect(await refused(again.key.sign({ ...here, challenge: late.challenge }), here, again.browser)).toBe(
    'admin/key-refused',
  )
  const phished = { ...here, origin: 'https://posta.provincia.example.evil.example' }
  const asked = await challengeOf(again.browser)
  expect(await refused(again.key.sign({ ...phished, challenge: asked.challenge }), here, again.browser)).toBe(
    'admin/key-refused',
  )
  const { challenge: mine } = await challengeOf(again.browser)
  expect(await refused(key.sign({ ...here, challenge: mine }), here, again.browser)).toBe('admin/key-refused')
  // A challenge for making is none for proving.
  const last = await entered()
  const making = (await send(last.browser, 'keys/begin', {})).json<KeyCreation>()
  expect(await refused(last.key.sign({ ...here, challenge: making.challenge }), here, last.browser)).toBe(
    'admin/key-refused',
  )
  expect(code).not.toBe('')
})

test('a copy of a key that counts behind is refused, on two nodes at once too', async () => {
  const { browser, key } = await entered()
  for (const want of [200, 200]) {
    const { challenge } = await challengeOf(browser)
    expect((await send(browser, 'prove/key', key.sign({ ...here, challenge }))).status).toBe(want)
  }
  key.count(0)
  const { challenge } = await challengeOf(browser)
  expect(await codeFrom(send(browser, 'prove/key', key.sign({ ...here, challenge })))).toBe(
    'admin/key-refused',
  )

  key.count(10)
  const [one, two] = [await challengeOf(browser), await challengeOf(browser)]
  const first = key.sign({ ...here, challenge: one.challenge })
  key.count(10)
  const second = key.sign({ ...here, challenge: two.challenge })
  const answers = await Promise.all([send(browser, 'prove/key', first), send(browser, 'prove/key', second)])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 422])
})

test('a key made at one host is offered there alone, and another host can have one of its own', async () => {
  const { browser, key } = await entered()
  const away = await send(browser, 'prove/begin', {}, elsewhere)
  expect(away.json()).toEqual({ code: 'admin/second-factor-required' })
  expect(
    await codeFrom(send(browser, 'prove/key', key.sign({ ...elsewhere, challenge: 'AAAA' }), elsewhere)),
  ).toBe('admin/key-refused')
  const { answer } = await addKey(browser, { name: 'Portatile', where: elsewhere })
  expect(answer.access.keyHosts).toEqual([here.host, elsewhere.host])
  expect(answer.recoveryCodes).toEqual([])
  expect((await challengeOf(browser, elsewhere)).allowCredentials).toHaveLength(1)
})

test('adding and removing want a recent proof, a known key is not taken twice, and the last factor stays', async () => {
  const { browser, key, address } = await entered()
  expect((await addKey(browser, { key })).answer.code).toBe('admin/key-known')
  await addKey(browser, { name: 'Telefono https://evil.example' })
  await notFresh()
  expect(await codeFrom(send(browser, 'keys/begin', {}))).toBe('admin/proof-required')
  const { keys } = await browser.get<Factors>('/api/admin/factors')
  const remove = (id: string) =>
    browser.call({ method: 'DELETE', url: `/api/admin/keys/${id}`, headers: at(here) })
  expect((await remove(keys[0]!.id)).json()).toEqual({ code: 'admin/proof-required' })
  const { challenge } = await challengeOf(browser)
  await send(browser, 'prove/key', key.sign({ ...here, challenge }))
  const renamed = await browser.call({
    method: 'PATCH',
    url: `/api/admin/keys/${keys[1]!.id}`,
    payload: { name: ' Telefono di lavoro ' },
    headers: at(here),
  })
  expect(renamed.json<Factors>().keys[1]?.name).toBe('Telefono di lavoro')
  expect((await remove(keys[1]!.id)).json<Factors>().keys).toHaveLength(1)
  expect((await remove(keys[1]!.id)).status).toBe(404)
  expect((await remove(keys[0]!.id)).json()).toEqual({ code: 'admin/factor-last' })

  // With an authenticator beside it, the key may go; then the authenticator is the last.
  const { secret, pending } = (await send(browser, 'factor/begin', {})).json<{
    secret: string
    pending: string
  }>()
  const totp = new TOTP({ secret: Secret.fromBase32(secret) })
  expect((await send(browser, 'factor/confirm', { pending, code: totp.generate() })).status).toBe(200)
  expect((await remove(keys[0]!.id)).json<Factors>()).toMatchObject({ keys: [], code: {}, recoveryLeft: 10 })
  const code = await browser.call({ method: 'DELETE', url: '/api/admin/factor', headers: at(here) })
  expect(code.json()).toEqual({ code: 'admin/factor-last' })
  const { recoveryCodes } = (await send(browser, 'recovery', {})).json<{ recoveryCodes: string[] }>()
  expect(recoveryCodes).toHaveLength(10)

  const acts = (await listEntries(server.db, { text: address }, 20)).map(({ act }) => act).toReversed()
  expect(acts).toEqual([
    'role/granted',
    'factor/invited',
    'session/began',
    'factor/key-added',
    'factor/key-added',
    'factor/proved',
    'factor/key-renamed',
    'factor/key-removed',
    'factor/set',
    'factor/key-removed',
    'factor/recovery-renewed',
  ])
  const { rows } = await sql<{ subject: string; text: string }>`
    select says->>'subject' as subject, says->>'text' as text from notice where address = ${address}
    order by created_at`.execute(server.db)
  expect(rows.map(({ subject }) => subject)).toEqual([
    'Gestione: hai un incarico in più',
    'Gestione: chiave aggiunta al tuo accesso',
    'Gestione: chiave aggiunta al tuo accesso',
    'Gestione: chiave tolta dal tuo accesso',
    'Gestione: app di codici impostata',
    'Gestione: chiave tolta dal tuo accesso',
    'Gestione: codici di riserva nuovi',
  ])
  // Whoever got in chooses the name: it is no way to put an address into a letter.
  expect(rows[2]!.text).toContain('«Telefono https evil example»')
})

test('nobody reaches the key of another, and a new invitation takes all of them away', async () => {
  const [marta, luca] = [await entered(), await entered()]
  const { keys } = await marta.browser.get<Factors>('/api/admin/factors')
  const url = `/api/admin/keys/${keys[0]!.id}`
  expect((await luca.browser.call({ method: 'DELETE', url, headers: at(here) })).status).toBe(404)
  const rename = { method: 'PATCH', url, payload: { name: 'Mia' }, headers: at(here) } as const
  expect((await luca.browser.call(rename)).status).toBe(404)

  const standing = { db: server.db, env: {}, actor }
  const listed = await roleCommands.factors!(standing, [marta.id], {})
  expect(listed.text).toContain('Chiavetta blu')
  await expect(roleCommands['remove-factor']!(standing, [marta.id, keys[0]!.id], {})).rejects.toThrow('last')
  await addKey(marta.browser, { name: 'Seconda' })
  await roleCommands['remove-factor']!(standing, [marta.id, keys[0]!.id], {})
  expect((await marta.browser.get<Factors>('/api/admin/factors')).keys).toMatchObject([{ name: 'Seconda' }])

  const grant = (await listGrants(server.db)).find(({ id }) => id === marta.id)!
  const code = await inviteAnew(server.db, actor, grant)
  expect(await marta.browser.get<Factors>('/api/admin/factors')).toEqual({
    keys: [],
    code: null,
    recoveryLeft: 0,
  })
  await notFresh()
  expect((await addKey(marta.browser, { invitation: code })).answer.recoveryCodes).toHaveLength(10)
})
