import { randomBytes, randomUUID } from 'node:crypto'
import type { Mailbox, Submission as Sent } from '@staffetta/contract'
import {
  type DavGate,
  type Dovecot,
  freePort,
  type Oidc,
  type Postgres,
  type Radicale,
  startDavGate,
  startDovecot,
  startOidc,
  startRadicale,
  startSubmission,
  type Submission,
} from '@staffetta/testing'
import { generateKeyPair, SignJWT } from 'jose'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { setIdentityProvider } from '../src/db/identity-providers.ts'
import { findTenant } from '../src/db/tenants.ts'
import { startDatabase } from './database.ts'
import { arrive, comeBack, leave, Wanderer } from './identity.ts'
import { type Browser, startTestServer, type TestServer } from './server.ts'

/** Of every token; the last quarter is not counted on. */
const TOKEN_SECONDS = 4

let dovecot: Dovecot
let plain: Dovecot
let submission: Submission
let radicale: Radicale
let gate: DavGate
let postgres: Postgres
let oidc: Oidc
let product: string
let server: TestServer
let other: TestServer
const key = randomBytes(32)
const master = { user: 'staffetta', password: 'parola-del-master' }
let people = 0

beforeAll(async () => {
  const port = await freePort()
  product = `http://127.0.0.1:${port}`
  oidc = await startOidc({ products: [product], accessTokenSeconds: TOKEN_SECONDS })
  const { userinfoUrl } = oidc
  ;[dovecot, plain, radicale, postgres] = await Promise.all([
    startDovecot({ fts: false, userinfoUrl, master }),
    startDovecot({ fts: false }),
    startRadicale({ behindGate: true }),
    startDatabase(),
  ])
  submission = await startSubmission(dovecot, { tokens: true, domains: ['token.example', 'maestro.example'] })
  gate = await startDavGate({ behind: radicale, dovecot, userinfoUrl })
  const env = {
    STAFFETTA_KEY: key.toString('base64'),
    STAFFETTA_PUBLIC_URL: product,
    STAFFETTA_IDENTITY_NETWORKS: '127.0.0.0/8',
  }
  const databaseUrl = postgres.url
  server = await startTestServer(databaseUrl, env)
  for (const slug of ['token', 'maestro', 'altrove', 'chiuso', 'antico']) {
    await server.addTenant(slug, `${slug}.example`, {
      imapPort: (slug === 'antico' ? plain : dovecot).imapPort,
      smtpPort: submission.port,
      davPort: gate.port,
    })
  }
  await server.setService('maestro', 'master', master)
  await server.setService('chiuso', 'master', { ...master, password: 'sbagliata' })
  await identityOf('token', {})
  await identityOf('maestro', { servers: 'master' })
  await identityOf('chiuso', { servers: 'master' })
  await identityOf('antico', {})
  other = await startTestServer(databaseUrl, env)
  // Tenants are remembered for two seconds; this was the last that changed.
  for (const { app } of [server, other])
    while (!(await waysOf(app, 'antico.example')).identity) await sleep(100)
  // The provider says by itself who has left.
  await server.app.listen({ port, host: '127.0.0.1' })
}, 60_000)
afterEach(() => oidc.comeBack())
afterAll(async () => {
  await Promise.all([server?.close(), other?.close()])
  await Promise.all([gate?.stop(), submission?.stop(), oidc?.stop()])
  await Promise.all([dovecot?.stop(), plain?.stop(), radicale?.stop(), postgres?.stop()])
})

async function identityOf(
  slug: string,
  differently: Partial<Parameters<typeof setIdentityProvider>[3]>,
): Promise<void> {
  await setIdentityProvider(server.db, key, (await findTenant(server.db, 'slug', slug))!.id, {
    issuer: oidc.issuer,
    clientId: oidc.clientId,
    secret: oidc.clientSecret,
    scopes: 'openid email profile',
    addressClaim: 'email',
    trustsAddress: false,
    servers: 'token',
    passwords: false,
    ...differently,
  })
}

const waysOf = async (app: TestServer['app'], domain: string) =>
  (await app.inject({ url: '/api/auth/options', query: { domain } })).json<{ identity: boolean }>()
const newPerson = (slug = 'token') => `persona${++people}@${slug}.example`
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const status = async (at: TestServer, cookie: string) =>
  (await at.app.inject({ url: '/api/auth/me', headers: { cookie } })).statusCode

const letter = (from: string) => ({
  key: randomUUID(),
  message: {
    from: { name: '', address: from },
    to: [{ name: '', address: 'fuori@lontano.example' }],
    cc: [],
    bcc: [],
    replyTo: [],
    subject: 'Oggetto',
    html: '<p>Corpo</p>',
    text: 'Corpo',
    attachments: [],
    source: null,
    priority: 'normal',
    requestReadReceipt: false,
  },
  draft: null,
  holdSeconds: 0,
})

async function send(browser: Browser, from: string): Promise<void> {
  const { id } = await browser.post<Sent>('/api/mail/submissions', letter(from))
  await expect
    .poll(
      async () => {
        const { submissions } = await browser.get<{ submissions: Sent[] }>('/api/mail/submissions')
        return submissions.find((one) => one.id === id)?.state ?? 'filed'
      },
      { timeout: 30_000 },
    )
    .toBe('filed')
}

/** The whole way in, as far as it must go well. */
async function signedIn(address: string, more: Record<string, string> = {}) {
  const arrived = await arrive(server, address, { more })
  expect(arrived).toMatchObject({ at: more['to'] ?? '/' })
  return { ...arrived, browser: await server.resume(arrived.cookie) }
}

test('whoever adds their body by its provider comes back to both, although the browser sends no strict cookie on the way', async () => {
  const [here, there] = [newPerson('altrove'), newPerson()]
  const first = await server.signIn(here)
  const wanderer = new Wanderer()
  const { kept, url } = await leave(server, { address: there, keep: 'yes' }, first.cookie)
  const form = await wanderer.visit(url)
  const back = await wanderer.visit(form.at, { login: there, password: 'password', do: 'in' })
  const { pathname, search } = new URL(back.at)

  const answer = await server.app.inject({ url: pathname + search, headers: { cookie: kept } })

  const cookie = answer.cookies
    .filter(({ value }) => value !== '')
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ')
  const me = await server.app.inject({ url: '/api/auth/me', headers: { cookie } })
  expect(me.json()).toMatchObject({ address: there, others: [{ address: here }] })
})

test('whoever proved who they are at their provider reads, writes and has calendars, by the token alone', async () => {
  const address = newPerson()

  const { browser } = await signedIn(address, { to: '/calendar/week/2026-11-26' })

  expect(browser.me).toMatchObject({ address })
  const { mailboxes } = await browser.get<{ mailboxes: Mailbox[] }>('/api/mail/mailboxes')
  expect(mailboxes.map(({ role }) => role)).toContain('inbox')
  await browser.get('/api/calendar/calendars')
  await send(browser, address)
  expect(submission.outgoing.at(-1)).toMatchObject({ user: address, sender: address })
  expect(dovecot.log()).toMatch(new RegExp(`user=<${address}>, method=OAUTHBEARER`))
  expect(dovecot.log()).not.toMatch(new RegExp(`user=<${address}>, method=PLAIN`))
})

test('whom their body has disabled is told so once the provider has said who they are', async () => {
  const address = newPerson()
  const { cookie } = await signedIn(address)
  await sql`update account set state = 'disabled' where address = ${address}`.execute(server.db)

  expect(await arrive(server, address)).toMatchObject({
    at: '/login?problem=auth%2Fperson-not-enabled',
    cookie: '',
  })
  await expect.poll(() => status(other, cookie), { timeout: 30_000 }).toBe(401)
})

test('a token that ends while somebody works is renewed once for all who wait, and on another node too', async () => {
  const address = newPerson()
  const { browser, cookie } = await signedIn(address)
  const there = await other.resume(cookie)
  const before = oidc.renewals()

  await sleep(TOKEN_SECONDS * 1000)
  // Both nodes want new connections at the same time; the refresh token is good once.
  const since = Date.now()
  await Promise.all([browser, there, browser, there].map((one) => one.get('/api/calendar/calendars')))

  // On a machine where that takes long the next token comes to its last quarter meanwhile.
  const lives = Math.ceil((Date.now() - since) / (TOKEN_SECONDS * 750))
  expect(oidc.renewals() - before).toBeGreaterThan(0)
  expect(oidc.renewals() - before).toBeLessThanOrEqual(lives)
  await Promise.all([send(browser, address), send(there, address)])
  expect([await status(server, cookie), await status(other, cookie)]).toEqual([200, 200])
})

test('when the provider is away for a moment nothing is lost, and when it is back all goes on', async () => {
  const address = newPerson()
  const { browser, cookie } = await signedIn(address)

  oidc.goAway()
  await sleep(TOKEN_SECONDS * 1000)
  const refused = await browser.call({ url: '/api/calendar/calendars' })
  const stranger = await leave(other, { address: newPerson() })
  oidc.comeBack()

  expect(refused.json()).toEqual({ code: 'auth/identity-unreachable' })
  expect(await status(server, cookie)).toBe(200)
  await browser.get('/api/calendar/calendars')
  expect(stranger.url).toMatch(/^(http|\/login\?problem=auth%2Fidentity-unreachable)/)
})

test('who leaves at the provider has left here, on every node, within seconds, and every tab is told', async () => {
  const address = newPerson()
  const { cookie } = await signedIn(address)
  const stays = await signedIn(newPerson())
  await other.resume(cookie)
  const stream = await fetch(`${product}/api/live`, { headers: { cookie } })
  const told = readUntil(stream, 'auth.session-ended')

  await oidc.endSessionsOf(address)

  await told
  expect(await status(server, cookie)).toBe(401)
  await expect.poll(() => status(other, cookie), { timeout: 30_000 }).toBe(401)
  expect(await status(server, stays.cookie)).toBe(200)
})

test('a logout token of somebody else, an old one, one for another or one that is none ends nothing', async () => {
  const address = newPerson()
  const { cookie } = await signedIn(address)
  const { privateKey } = await generateKeyPair('RS256')
  const claims = { events: { 'http://schemas.openid.net/event/backchannel-logout': {} }, sub: address }
  const forged = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256' })
    .setIssuer(oidc.issuer)
    .setAudience(oidc.clientId)
    .setIssuedAt()
    .setJti('forged')
    .sign(privateKey)
  const unsigned = [{ alg: 'none' }, { ...claims, iss: oidc.issuer, aud: oidc.clientId, iat: 1, jti: 'none' }]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')

  for (const token of [forged, `${unsigned}.`, 'no token at all']) {
    const answer = await server.app.inject({
      method: 'POST',
      url: '/api/auth/identity/logout',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ logout_token: token }).toString(),
    })
    expect(answer.statusCode).toBe(400)
  }

  expect(await status(server, cookie)).toBe(200)
})

test('who signs out here is sent on to sign out there', async () => {
  const { browser, cookie, wanderer } = await signedIn(newPerson())

  const { continueAt } = await browser.post<{ continueAt: string }>('/api/auth/sign-out')

  expect(await status(server, cookie)).toBe(401)
  const question = await wanderer.visit(continueAt)
  const [, xsrf = ''] = /name="xsrf" value="(\w+)"/.exec(question.html) ?? []
  const { at } = await wanderer.visit(`${oidc.issuer}/session/end/confirm`, { xsrf, logout: 'yes' })
  expect(at).toBe(`${product}/login`)
})

test.each([
  ['of another body', { email: 'anna@altrove.example' }, 'auth/address-outside'],
  ['that nobody verified', { email_verified: false }, 'auth/address-missing'],
  ['that is missing', { email: undefined }, 'auth/address-missing'],
  ['that is none', { email: 'anna' }, 'auth/address-missing'],
])('an address %s lets nobody in', async (_what, claims, code) => {
  const address = newPerson()
  oidc.says(address, claims)

  const { at, cookie } = await arrive(server, address)

  expect(at).toBe(`/login?problem=${encodeURIComponent(code)}`)
  expect(cookie).toBe('')
})

test.each([
  ['knows another master', 'chiuso'],
  ['takes no tokens', 'antico'],
])('a mail server that %s lets nobody in, and it is said who can mend it', async (_what, slug) => {
  const { at, cookie } = await arrive(server, newPerson(slug))

  expect(at).toBe('/login?problem=auth%2Ftoken-not-accepted')
  expect(cookie).toBe('')
})

test('beside work that goes on, the same person is let in and no other', async () => {
  const [address, somebodyElse] = [newPerson(), newPerson()]

  const same = await arrive(server, address, { more: { beside: 'yes' } })
  const another = await arrive(server, address, { who: somebodyElse, more: { beside: 'yes' } })

  expect(same.at).toBe('/login?beside=done')
  expect(another).toMatchObject({ at: '/login?problem=auth%2Fother-person&beside=no', cookie: '' })
})

test('an answer that was not asked for here, is another, or comes twice lets nobody in', async () => {
  const address = newPerson()
  const wanderer = new Wanderer()
  const { kept, url } = await leave(server, { address })
  const stranger = await leave(server, { address })
  const form = await wanderer.visit(url)
  const { at: answer } = await wanderer.visit(form.at, { login: address, password: 'password', do: 'in' })
  const changed = (name: string, value: string) => {
    const other = new URL(answer)
    other.searchParams.set(name, value)
    return other.href
  }

  const unfinished = { at: '/login?problem=auth%2Fidentity-unfinished', cookie: undefined }
  expect(await comeBack(server, answer, '')).toEqual(unfinished)
  expect(await comeBack(server, answer, stranger.kept)).toEqual(unfinished)
  expect(await comeBack(server, changed('state', 'x'), kept)).toEqual(unfinished)
  expect(await comeBack(server, changed('iss', 'https://altrove.example'), kept)).toEqual(unfinished)
  expect(await comeBack(server, changed('code', 'x'), kept)).toEqual(unfinished)
  expect((await comeBack(server, answer, kept)).cookie).toBeDefined()
  expect(await comeBack(server, answer, kept)).toEqual(unfinished)
})

test('who goes back at the provider is told so', async () => {
  const wanderer = new Wanderer()
  const { kept, url } = await leave(server, { address: newPerson() })
  const form = await wanderer.visit(url)
  const { at } = await wanderer.visit(form.at, { do: 'no' })

  expect((await comeBack(server, at, kept)).at).toBe('/login?problem=auth%2Fidentity-refused')
})

test('where the servers take no token, they are signed in to as master for whoever came from the provider', async () => {
  const address = newPerson('maestro')

  const { browser } = await signedIn(address)

  await browser.get('/api/mail/mailboxes')
  await browser.get('/api/calendar/calendars')
  await send(browser, address)
  expect(submission.outgoing.at(-1)).toMatchObject({ user: address })
  expect(dovecot.log()).toMatch(new RegExp(`user=<${address}>, method=PLAIN`))
})

test('a password is not asked for where the body has its own way, unless it keeps both', async () => {
  const [theirs, others, nobodys] = await Promise.all(
    ['token', 'altrove', 'nessuno'].map((name) => waysOf(server.app, `${name}.example`)),
  )

  expect(theirs).toMatchObject({ password: false, identity: true })
  expect(others).toMatchObject({ password: true, identity: false })
  expect(nobodys).toEqual(others)
  await expect(server.signIn(newPerson())).rejects.toThrow('auth/password-not-used')
})

test('neither a token nor a secret is in clear in the database', async () => {
  const { cookie } = await signedIn(newPerson())
  await status(server, cookie)
  const { rows } = await sql<{ dump: string }>`
    select token_grant::text as dump from token_grant union all select session::text from session
    union all select tenant_identity::text from tenant_identity union all select service_account::text from service_account
    union all select submission::text from submission`.execute(server.db)
  const bytes = Buffer.concat(
    rows.flatMap(({ dump }) => [
      Buffer.from(dump),
      ...[...dump.matchAll(/\\x([0-9a-f]+)/g)].map(([, hex]) => Buffer.from(hex!, 'hex')),
    ]),
  ).toString('latin1')

  expect(rows.length).toBeGreaterThan(3)
  for (const secret of ['accessToken', 'refreshToken', oidc.clientSecret, master.password, 'eyJhbGciOi'])
    expect(bytes).not.toContain(secret)
})

async function readUntil(stream: Response, words: string): Promise<void> {
  let text = ''
  for await (const piece of stream.body!.pipeThrough(new TextDecoderStream())) {
    text += piece
    if (text.includes(words)) return
  }
  throw new Error(`The stream ended without ${words}: ${text}`)
}
