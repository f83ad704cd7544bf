import { randomBytes, randomUUID } from 'node:crypto'
import { blankEvent } from '@staffetta/contract'
import { startDovecot, startRadicale, type Dovecot, type Postgres, type Radicale } from '@staffetta/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findTenant, setWorkRules } from '../src/db/tenants.ts'
import { startDatabase } from './database.ts'
import { listen } from './listen.ts'
import { startTestServer, type Browser, type TestServer } from './server.ts'

/** Two processes' worth of the product on one database; a browser's next request may go to either. */
let dovecot: Dovecot
let postgres: Postgres
let radicale: Radicale
let nodes: [TestServer, TestServer]
let people = 0

beforeAll(async () => {
  ;[dovecot, postgres, radicale] = await Promise.all([
    startDovecot({ fts: false }),
    startDatabase(),
    startRadicale({ users: 'any' }),
  ])
  const databaseUrl = postgres.url
  const env = { STAFFETTA_KEY: randomBytes(32).toString('base64') }
  const first = await startTestServer(databaseUrl, env)
  const servers = { imapPort: dovecot.imapPort, smtpPort: 1, davPort: radicale.port }
  await first.addTenant('monteverde', 'monteverde.example', servers)
  nodes = [first, await startTestServer(databaseUrl, env)]
})
afterAll(async () => {
  await Promise.all(nodes?.map((node) => node.close()) ?? [])
  await Promise.all([dovecot?.stop(), radicale?.stop(), postgres?.stop()])
})

/** Signed in at the first node, and the same browser at the second. */
async function signIn(): Promise<[Browser, Browser]> {
  const here = await nodes[0].signIn(`persona${++people}@monteverde.example`)
  return [here, await nodes[1].resume(here.cookie)]
}

test('who signs in at one node goes on at the other, and what is done at one is there at the other', async () => {
  const [here, there] = await signIn()
  await here.post('/api/mail/mailboxes', { parentId: null, name: 'Pratiche' })
  await there.call({
    method: 'PUT',
    url: '/api/settings/preferences',
    payload: { ...(await here.get<object>('/api/settings/preferences')), displayName: 'Elena Guidi' },
  })

  const { mailboxes } = await there.get<{ mailboxes: { name: string }[] }>('/api/mail/mailboxes')
  expect(mailboxes.map(({ name }) => name)).toContain('Pratiche')
  expect(await here.get('/api/auth/me')).toMatchObject({ displayName: 'Elena Guidi' })
  const { id } = (
    await here.call({
      method: 'POST',
      url: '/api/mail/uploads?fileName=a.txt&type=text%2Fplain',
      headers: { 'content-type': 'application/octet-stream' },
      payload: 'contenuto',
    })
  ).json<{ id: string }>()
  expect((await there.call({ url: `/api/mail/uploads/${id}` })).body).toBe('contenuto')
})

test('what was made, changed or removed at one node is there at the other in the next request, and taken back there', async () => {
  const [here, there] = await signIn()
  interface Listed {
    calendars: { id: string; name: string }[]
  }
  const { calendars } = await there.get<Listed>('/api/calendar/calendars')
  const at = (time: string) => ({ kind: 'zoned', local: `2026-12-01T${time}:00`, zone: 'Europe/Rome' })
  const titles = async (browser: Browser) => {
    const url = '/api/calendar/events?from=2026-12-01T00:00:00Z&to=2026-12-02T00:00:00Z&zone=Europe/Rome'
    const { occurrences } = await browser.get<{ occurrences: { title: string }[] }>(url)
    return occurrences.map(({ title }) => title)
  }
  expect(await titles(there)).toEqual([])
  expect(await titles(here)).toEqual([])

  const made = await here.post<{ undo: string }>('/api/calendar/events', {
    id: randomUUID(),
    calendarId: calendars[0]!.id,
    zone: 'Europe/Rome',
    fields: { ...blankEvent, title: 'Giunta', start: at('09:00'), end: at('10:00') },
  })
  expect(await titles(there)).toEqual(['Giunta'])
  await there.post('/api/calendar/undo', { undo: made.undo })
  expect(await titles(here)).toEqual([])
  const again = await here.call({
    method: 'POST',
    url: '/api/calendar/undo',
    payload: { undo: made.undo },
  })
  expect(again.json()).toMatchObject({ code: 'calendar/undo-too-late' })
})

test('of what one person sends within an hour both nodes count all, also at the same moment', async () => {
  const [here, there] = await signIn()
  const address = `persona${people}@monteverde.example`
  const { id, workRules, patron } = (await findTenant(nodes[0].db, 'slug', 'monteverde'))!
  await setWorkRules(nodes[0].db, id, { ...workRules, patron, hourlyMessages: 3 })
  await new Promise((resolve) => setTimeout(resolve, 150))
  const mine = { name: '', address }
  const message = {
    from: mine,
    to: [mine],
    cc: [],
    bcc: [],
    replyTo: [],
    subject: 'Molte',
    html: '',
    text: '',
    attachments: [],
    source: null,
    priority: 'normal',
    requestReadReceipt: false,
  }

  const answers = await Promise.all(
    [here, there, here, there, here, there].map((browser) =>
      browser.call({
        method: 'POST',
        url: '/api/mail/submissions',
        payload: { key: randomUUID(), message, draft: null, holdSeconds: 60 },
      }),
    ),
  )

  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 429, 429, 429])
})

test('a tab at one node hears at once what was done in the calendar at the other', async () => {
  const [here, there] = await signIn()
  await there.get('/api/calendar/calendars')
  const tab = await listen(nodes[1], there)
  await here.post('/api/calendar/calendars', { name: 'Cantieri', colour: 'bosco', description: '' })

  await expect
    .poll(() => tab.heard.map(({ type }) => type), { timeout: 30_000 })
    .toEqual(expect.arrayContaining([expect.stringMatching(/^calendar\./)]))
  await tab.close()
})

test('what one node rang while the line of another was cut is asked for again', async () => {
  const [here, there] = await signIn()
  const tab = await listen(nodes[1], there)
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%'`.execute(
    nodes[0].db,
  )
  const heardAgain = async () => {
    await here.post('/api/calendar/calendars', {
      name: `Dopo ${Date.now()}`,
      colour: 'bosco',
      description: '',
    })
    return tab.heard.some(({ type }) => type.startsWith('calendar.'))
  }

  await expect.poll(heardAgain, { timeout: 30_000, interval: 500 }).toBe(true)
  await tab.close()
})

test('a session that is revoked at one node is over at the other within five seconds, on screen too', async () => {
  const [here, there] = await signIn()
  const tab = await listen(nodes[1], there)
  await there.get('/api/auth/me')
  const at = Date.now()
  await here.post('/api/auth/sign-out-everywhere')

  await expect
    .poll(async () => (await there.call({ url: '/api/auth/me' })).status, { timeout: 6000, interval: 100 })
    .toBe(401)
  expect(Date.now() - at).toBeLessThan(5500)
  await expect
    .poll(() => tab.heard.map(({ type }) => type), { timeout: 5000 })
    .toContain('auth.session-ended')
  await tab.close()
})
