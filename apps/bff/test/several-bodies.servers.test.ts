import type { Me } from '@staffetta/contract'
import { startDovecot, type Dovecot, type Postgres } from '@staffetta/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startDatabase } from './database.ts'
import { startTestServer, type TestServer } from './server.ts'

/** One person with an address at each of two bodies. */
let dovecot: Dovecot
let postgres: Postgres
let server: TestServer
let people = 0

beforeAll(async () => {
  ;[dovecot, postgres] = await Promise.all([startDovecot({ fts: false }), startDatabase()])
  server = await startTestServer(postgres.url)
  for (const slug of ['monteverde', 'borgo', 'unione', 'acqua', 'terra', 'aria'])
    await server.addTenant(slug, `${slug}.example`, { imapPort: dovecot.imapPort, smtpPort: 1 })
})
afterAll(async () => {
  await server?.close()
  await Promise.all([dovecot?.stop(), postgres?.stop()])
})

/** A browser that keeps the cookies it is given, as browsers do. */
function aBrowser() {
  const jar = new Map<string, string>()
  let token = ''
  const call = async (method: 'GET' | 'POST', url: string, payload?: object, headers = {}) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await server.app.inject({
      method,
      url,
      ...(payload && { payload }),
      headers: { cookie, 'x-csrf-token': token, ...headers },
    })
    for (const { name, value } of answer.cookies)
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    return answer
  }
  const become = async (answer: Promise<{ statusCode: number; json: <T>() => T; body: string }>) => {
    const { statusCode, json, body } = await answer
    if (statusCode !== 200) throw new Error(body)
    const me = json<Me>()
    token = me.csrfToken
    return me
  }
  return {
    jar,
    call,
    signIn: (address: string, keep: boolean) =>
      become(call('POST', '/api/auth/sign-in', { address, password: 'password', shared: false, keep })),
    switchTo: (accountId: string) => become(call('POST', '/api/auth/switch', { accountId })),
    me: async () => (await call('GET', '/api/auth/me')).json<Me>(),
  }
}

const twoAddresses = () => {
  const name = `doppia${++people}`
  return [`${name}@monteverde.example`, `${name}@borgo.example`] as const
}

test('whoever works for two bodies goes from one to the other without signing in again', async () => {
  const [here, there] = twoAddresses()
  const browser = aBrowser()
  const first = await browser.signIn(here, false)
  const second = await browser.signIn(there, true)
  expect(second.others).toMatchObject([{ address: here, tenant: { slug: 'monteverde' } }])

  const back = await browser.switchTo(first.accountId)

  expect(back).toMatchObject({ address: here, others: [{ address: there }] })
  expect(await browser.me()).toMatchObject({ address: here, tenant: { slug: 'monteverde' } })
  expect((await browser.call('POST', '/api/auth/extend')).statusCode).toBe(200)
})

test('a tab of the body before is given nothing of the other, by whatever it asks with', async () => {
  const [here, there] = twoAddresses()
  const browser = aBrowser()
  const first = await browser.signIn(here, false)
  const second = await browser.signIn(there, true)
  const old = { 'x-account': first.accountId }

  const answers = await Promise.all([
    browser.call('GET', '/api/mail/mailboxes', undefined, old),
    browser.call('GET', '/api/settings/preferences', undefined, old),
    browser.call('POST', '/api/auth/extend', {}, old),
    browser.call('GET', `/api/live?account=${first.accountId}`),
  ])
  for (const answer of answers) {
    expect(answer.statusCode).toBe(409)
    expect(answer.json()).toEqual({ code: 'auth/elsewhere' })
  }
  const own = { 'x-account': second.accountId }
  expect((await browser.call('GET', '/api/mail/mailboxes', undefined, own)).statusCode).toBe(200)
})

test('whoever signs in without the wish to stay puts the person before them out, and who waited too', async () => {
  const [here, there] = twoAddresses()
  const browser = aBrowser()
  const first = await browser.signIn(here, false)
  await browser.signIn(there, true)
  const before = new Map(browser.jar)

  const next = await browser.signIn(`altro${++people}@monteverde.example`, false)

  expect(next.others).toEqual([])
  const refused = await browser.call('POST', '/api/auth/switch', { accountId: first.accountId })
  expect(refused.json()).toEqual({ code: 'auth/other-body-ended' })
  for (const [name, value] of before) browser.jar.set(name, value)
  expect((await browser.call('GET', '/api/auth/me')).statusCode).toBe(401)
})

test('who leaves the browser leaves it at every body', async () => {
  const [here, there] = twoAddresses()
  const browser = aBrowser()
  const first = await browser.signIn(here, false)
  await browser.signIn(there, true)
  const before = new Map(browser.jar)

  expect((await browser.call('POST', '/api/auth/sign-out', {})).statusCode).toBe(200)

  expect([...browser.jar]).toEqual([])
  for (const [name, value] of before) browser.jar.set(name, value)
  expect((await browser.call('GET', '/api/auth/me')).statusCode).toBe(401)
  const refused = await browser.call('POST', '/api/auth/switch', { accountId: first.accountId })
  expect(refused.json()).toEqual({ code: 'auth/other-body-ended' })
})

test('a session that waited and was ended elsewhere is no way in any more', async () => {
  const [here, there] = twoAddresses()
  const browser = aBrowser()
  const first = await browser.signIn(here, false)
  await browser.signIn(there, true)
  const home = await server.signIn(here)

  await home.post('/api/auth/sign-out-everywhere')

  expect(await browser.me()).toMatchObject({ address: there, others: [] })
  const refused = await browser.call('POST', '/api/auth/switch', { accountId: first.accountId })
  expect(refused.json()).toEqual({ code: 'auth/other-body-ended' })
})

test('another person’s account is nobody’s to switch to', async () => {
  const [here] = twoAddresses()
  const stranger = await server.signIn(`estraneo${++people}@borgo.example`)
  const browser = aBrowser()
  await browser.signIn(here, false)

  const refused = await browser.call('POST', '/api/auth/switch', { accountId: stranger.me.accountId })

  expect(refused.json()).toEqual({ code: 'auth/other-body-ended' })
  expect(await browser.me()).toMatchObject({ address: here })
})

test('of more bodies than a cookie holds the one that waited longest is out', async () => {
  const browser = aBrowser()
  const name = `molti${++people}`
  const bodies = ['monteverde', 'borgo', 'unione', 'acqua', 'terra', 'aria']
  for (const slug of bodies) await browser.signIn(`${name}@${slug}.example`, true)

  const { tenant, others } = await browser.me()

  expect([tenant.slug, ...others.map((other) => other.tenant.slug)]).toEqual(bodies.slice(1).toReversed())
})
