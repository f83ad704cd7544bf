import { randomBytes } from 'node:crypto'
import type { Mailbox, MessageWindow, Session, Upload } from '@staffetta/contract'
import {
  aMessage,
  appendMany,
  startDovecot,
  startFaultProxy,
  type Dovecot,
  type FaultProxy,
  type Postgres,
} from '@staffetta/testing'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { setServices, findTenant } from '../src/db/tenants.ts'
import { startDatabase } from './database.ts'
import { startTestServer, type TestServer } from './server.ts'

let dovecot: Dovecot
let postgres: Postgres
let proxy: FaultProxy
let server: TestServer
let databaseUrl: string
const key = randomBytes(32).toString('base64')
let users = 0

beforeAll(async () => {
  ;[dovecot, postgres] = await Promise.all([startDovecot({ fts: false }), startDatabase()])
  proxy = await startFaultProxy({ host: dovecot.host, port: dovecot.imapPort })
  databaseUrl = postgres.url
  server = await startTestServer(databaseUrl, { STAFFETTA_KEY: key })
  await server.addTenant('monteverde', 'monteverde.example', { imapPort: proxy.port, smtpPort: 1 })
  await server.addTenant('borgo', 'borgo.example', { imapPort: dovecot.imapPort, smtpPort: 1 })
  await server.addTenant('fermo', 'fermo.example', { imapPort: 1, smtpPort: 1 })
  await server.addTenant('spento', 'spento.example', { imapPort: dovecot.imapPort, smtpPort: 1 })
  await setServices(server.db, (await findTenant(server.db, 'slug', 'spento'))!.id, [])
})
afterEach(() => proxy.heal())
afterAll(async () => {
  await server?.close()
  await proxy?.stop()
  await Promise.all([dovecot?.stop(), postgres?.stop()])
})

const newUser = (domain = 'monteverde.example') => `persona${++users}@${domain}`
const attempt = (address: string, password: string) =>
  server.app.inject({
    method: 'POST',
    url: '/api/auth/sign-in',
    payload: { address, password, shared: false },
  })

test.each([
  ['a domain nobody has', 'anna@altrove.example', 'password', 401, 'auth/domain-unknown'],
  ['a tenant that is not enabled', 'anna@spento.example', 'password', 403, 'auth/service-disabled'],
  ['a wrong password', 'anna@monteverde.example', 'sbagliata', 401, 'auth/credentials-refused'],
  ['no address at all', 'anna', 'password', 401, 'auth/domain-unknown'],
  ['a line break in the name', 'an\r\nna@monteverde.example', 'password', 401, 'auth/credentials-refused'],
  ['a server that is down', 'anna@fermo.example', 'password', 502, 'auth/server-unreachable'],
])('%s gets its own plain answer', async (_what, address, password, status, code) => {
  const answer = await attempt(address, password)

  expect(answer.statusCode).toBe(status)
  expect(answer.json()).toEqual({ code })
  expect(answer.cookies).toEqual([])
})

test('guessing is slowed down, and a stranger elsewhere does not lock the person out', async () => {
  const address = newUser()
  const guess = (remoteAddress: string, password: string) =>
    server.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in',
      remoteAddress,
      payload: { address, password, shared: false },
    })

  const guesses = await Promise.all(Array.from({ length: 12 }, () => guess('198.51.100.7', 'sbagliata')))

  expect(guesses.filter(({ statusCode }) => statusCode === 429).length).toBeGreaterThan(0)
  expect(guesses.find(({ statusCode }) => statusCode === 429)?.headers['retry-after']).toBeDefined()
  expect((await guess('203.0.113.9', 'password')).statusCode).toBe(200)
})

test('the cookie is out of reach of scripts and other sites, and the password is nowhere in the database', async () => {
  const answer = await attempt(newUser(), 'password')

  expect(answer.cookies[0]).toMatchObject({
    name: '__Host-staffetta',
    path: '/',
    secure: true,
    httpOnly: true,
    sameSite: 'Strict',
  })
  const { rows } = await sql<{ dump: string }>`select session::text as dump from session`.execute(server.db)
  expect(rows.length).toBeGreaterThan(0)
  for (const { dump } of rows) expect(Buffer.from(dump).includes('password')).toBe(false)
})

test('a changed cookie opens nothing', async () => {
  const browser = await server.signIn(newUser())
  const [name, value] = browser.cookie.split('=') as [string, string]
  const other = Buffer.from(value, 'base64url')
  other[0]! ^= 1

  const answer = await server.app.inject({
    url: '/api/auth/me',
    headers: { cookie: `${name}=${other.toString('base64url')}` },
  })

  expect(answer.json()).toEqual({ code: 'auth/session-required' })
})

test('half a cookie opens nothing, also while the session is remembered', async () => {
  const browser = await server.signIn(newUser())
  const [name, value] = browser.cookie.split('=') as [string, string]
  const half = Buffer.concat([Buffer.from(value, 'base64url').subarray(0, 32), randomBytes(32)])

  const answer = await server.app.inject({
    url: '/api/auth/me',
    headers: { cookie: `${name}=${half.toString('base64url')}` },
  })

  expect(answer.json()).toEqual({ code: 'auth/session-required' })
})

test('without its token a request that changes something is refused', async () => {
  const browser = await server.signIn(newUser())

  const answer = await browser.call({
    method: 'POST',
    url: '/api/auth/sign-out',
    headers: { 'x-csrf-token': 'x' },
  })

  expect(answer.json()).toEqual({ code: 'request/forgery-suspected' })
  expect((await browser.call({ url: '/api/auth/me' })).status).toBe(200)
})

test('sessions are listed, one can be revoked from another, and signing out everywhere ends them all', async () => {
  const user = newUser()
  const [here, there] = [await server.signIn(user), await server.signIn(user)]
  const { sessions } = await here.get<{ sessions: Session[] }>('/api/auth/sessions')
  const other = sessions.find(({ current }) => !current)!

  await here.call({ method: 'DELETE', url: `/api/auth/sessions/${other.id}` })

  expect((await there.call({ url: '/api/auth/me' })).status).toBe(401)
  const third = await server.signIn(user)
  await third.post('/api/auth/sign-out-everywhere')
  expect((await here.call({ url: '/api/auth/me' })).status).toBe(401)
})

test('a session that nobody used for the idle time has ended', async () => {
  const browser = await server.signIn(newUser())
  await sql`update session set last_seen_at = now() - interval '2 hours'`.execute(server.db)
  const restarted = await startTestServer(databaseUrl, { STAFFETTA_KEY: key })
  const answer = await restarted.app.inject({ url: '/api/auth/me', headers: { cookie: browser.cookie } })
  await restarted.close()

  expect(answer.statusCode).toBe(401)
})

test('disabling the service ends what people may do, within seconds', async () => {
  const browser = await server.signIn(newUser('borgo.example'))
  const tenant = (await findTenant(server.db, 'slug', 'borgo'))!
  await setServices(server.db, tenant.id, [])

  const code = async () => (await browser.call({ url: '/api/mail/mailboxes' })).json<{ code?: string }>().code
  await expect.poll(code, { timeout: 30_000 }).toBe('auth/service-disabled')
  await setServices(server.db, tenant.id, ['mail'])
  await expect.poll(code, { timeout: 30_000 }).toBeUndefined()
})

test('the ids of another tenant are unknown here: 404, never another person’s mail', async () => {
  const [anna, bruno] = [newUser(), newUser('borgo.example')]
  const [hers, his] = [await server.signIn(anna), await server.signIn(bruno)]
  await appendMany(dovecot, { user: anna }, 'Segrete', [
    { raw: aMessage().subject('segreto').build(), receivedAt: new Date() },
  ])
  const { mailboxes } = await hers.get<{ mailboxes: Mailbox[] }>('/api/mail/mailboxes')
  const { id } = mailboxes.find(({ name }) => name === 'Segrete')!
  const { ref } = (await hers.get<MessageWindow>(`/api/mail/mailboxes/${id}/messages`)).rows[0]!
  const upload = (
    await hers.call({
      method: 'POST',
      url: '/api/mail/uploads?fileName=a&type=text%2Fplain',
      headers: { 'content-type': 'application/octet-stream' },
      payload: 'segreto',
    })
  ).json<Upload>()

  const foreign = [
    { url: `/api/mail/mailboxes/${id}/messages` },
    { url: `/api/mail/messages/${ref}` },
    { url: `/api/mail/messages/${ref}/thread` },
    { url: `/api/mail/messages/${ref}/headers` },
    { url: `/api/mail/messages/${ref}/source` },
    { url: `/api/mail/messages/${ref}/parts/1` },
    { url: `/api/mail/messages/${ref}/attachments.zip` },
    { url: `/api/mail/messages/${ref}/position` },
    { url: `/api/mail/uploads/${upload.id}` },
    { method: 'POST' as const, url: `/api/mail/submissions/${upload.id}/cancel`, payload: {} },
    {
      method: 'POST' as const,
      url: '/api/mail/flags',
      payload: { messages: { refs: [ref] }, add: ['seen'], remove: [] },
    },
    { method: 'POST' as const, url: '/api/mail/purge', payload: { messages: { refs: [ref] } } },
    {
      method: 'POST' as const,
      url: '/api/mail/move',
      payload: { messages: { refs: [ref] }, to: { role: 'trash' } },
    },
    { method: 'POST' as const, url: '/api/mail/previews', payload: { refs: [ref] } },
    { method: 'POST' as const, url: '/api/mail/drafts/open', payload: { ref } },
    { method: 'DELETE' as const, url: `/api/mail/mailboxes/${id}` },
  ]
  for (const request of foreign) {
    const answer = await his.call(request)

    expect(`${request.url} ${answer.status}`).toBe(`${request.url} 404`)
    expect(answer.body).not.toContain('segreto')
  }
})

test('when the mail server hangs, the last list comes within seconds and says that it is old', async () => {
  const user = newUser()
  await appendMany(dovecot, { user }, 'INBOX', [
    { raw: aMessage().subject('rimane').build(), receivedAt: new Date() },
  ])
  const browser = await server.signIn(user)
  const list = () => browser.get<MessageWindow>('/api/mail/mailboxes/inbox/messages')
  await list()

  proxy.stall()
  const start = Date.now()
  const stale = await list()

  expect(Date.now() - start).toBeLessThan(5_000)
  expect(stale.rows.map(({ subject }) => subject)).toEqual(['rimane'])
  expect(stale.staleSince).not.toBeNull()
  proxy.heal()
  await expect.poll(async () => (await list()).staleSince, { timeout: 30_000 }).toBeNull()
})

test('when the mail server goes the last list stays, with since when, and comes back by itself', async () => {
  const user = newUser()
  await appendMany(dovecot, { user }, 'INBOX', [
    { raw: aMessage().subject('rimane').build(), receivedAt: new Date() },
  ])
  const browser = await server.signIn(user)
  const list = () => browser.get<MessageWindow>('/api/mail/mailboxes/inbox/messages')
  await list()

  proxy.refuse()
  const stale = await list()

  expect(stale.rows.map(({ subject }) => subject)).toEqual(['rimane'])
  expect(stale.staleSince).not.toBeNull()
  proxy.heal()
  expect((await list()).staleSince).toBeNull()
})
