import type { MailLiveEvent, MessageWindow, StreamFrame } from '@staffetta/contract'
import {
  aMessage,
  deliver,
  startDovecot,
  startFaultProxy,
  type Dovecot,
  type FaultProxy,
  type Postgres,
} from '@staffetta/testing'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { startDatabase } from './database.ts'
import { startTestServer, type Browser, type TestServer } from './server.ts'

let dovecot: Dovecot
let postgres: Postgres
let proxy: FaultProxy
let server: TestServer
let base: string
let users = 0
const open: AbortController[] = []

beforeAll(async () => {
  ;[dovecot, postgres] = await Promise.all([startDovecot({ fts: false }), startDatabase()])
  proxy = await startFaultProxy({ host: dovecot.host, port: dovecot.imapPort })
  server = await startTestServer(postgres.url)
  await server.addTenant('monteverde', 'monteverde.example', { imapPort: proxy.port, smtpPort: 1 })
  base = await server.app.listen({ host: '127.0.0.1', port: 0 })
})
afterEach(() => {
  proxy.heal()
  for (const stream of open.splice(0)) stream.abort()
})
afterAll(async () => {
  await server?.close()
  await proxy?.stop()
  await Promise.all([dovecot?.stop(), postgres?.stop()])
})

const newUser = () => `persona${++users}@monteverde.example`

/** Opens the stream as a browser does and collects its events. */
async function listen(browser: Browser, lastEventId?: string) {
  const stop = new AbortController()
  open.push(stop)
  const frames: StreamFrame[] = []
  const response = await fetch(`${base}/api/live`, {
    headers: { cookie: browser.cookie, ...(lastEventId !== undefined && { 'last-event-id': lastEventId }) },
    signal: stop.signal,
  })
  void (async () => {
    let held = ''
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      held += chunk
      for (let end = held.indexOf('\n\n'); end >= 0; end = held.indexOf('\n\n')) {
        const data = /^data: (.*)$/m.exec(held.slice(0, end))?.[1]
        if (data !== undefined) frames.push(JSON.parse(data) as StreamFrame)
        held = held.slice(end + 2)
      }
    }
  })().catch(() => undefined)
  const events = () => frames.flatMap((frame) => frame.events)
  const until = async <T extends MailLiveEvent['type']>(type: T) => {
    for (let i = 0; i < 200; i++) {
      const found = events().find((event) => event.type === type)
      if (found !== undefined) return found as Extract<MailLiveEvent, { type: T }>
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error(`no ${type} in 10 s: ${JSON.stringify(events())}`)
  }
  return { frames, events, until, stop: () => stop.abort() }
}

test('mail that arrives is told with its row, and the count with it', async () => {
  const user = newUser()
  const browser = await server.signIn(user)
  await browser.get('/api/mail/mailboxes')
  const stream = await listen(browser)
  await browser.get('/api/mail/mailboxes/inbox/messages')
  await new Promise((resolve) => setTimeout(resolve, 500))

  await deliver(dovecot, {
    recipients: [user],
    raw: aMessage().subject('appena arrivata').text('Ciao').build(),
  })

  const added = await stream.until('mail.messages-added')
  expect(added.summaries).toEqual([expect.objectContaining({ subject: 'appena arrivata', preview: 'Ciao' })])
  expect(await stream.until('mail.counts-changed')).toMatchObject({ mailboxId: 'inbox', total: 1, unread: 1 })
})

test('what happens in another mailbox, by another program, is told too', async () => {
  const user = newUser()
  const browser = await server.signIn(user)
  await browser.get('/api/mail/mailboxes')
  const stream = await listen(browser)
  await new Promise((resolve) => setTimeout(resolve, 800))

  await dovecot.doveadm('mailbox', 'create', '-u', user, 'Pratiche').catch(() => undefined)
  await deliver(dovecot, { recipients: [user], raw: aMessage().subject('x').build() })
  await dovecot.doveadm('move', '-u', user, 'Archive', 'mailbox', 'INBOX', 'all')

  const archive = async () =>
    stream
      .events()
      .some(
        (event) => event.type === 'mail.counts-changed' && event.mailboxId !== 'inbox' && event.total === 1,
      )
  await expect.poll(archive, { timeout: 30_000 }).toBe(true)
})

test('events applied to the old list equal a fresh list, whatever happened meanwhile', async () => {
  const user = newUser()
  for (let i = 0; i < 6; i++)
    await deliver(dovecot, { recipients: [user], raw: aMessage().subject(`m${i}`).build() })
  const browser = await server.signIn(user)
  const fresh = () => browser.get<MessageWindow>('/api/mail/mailboxes/inbox/messages')
  const stream = await listen(browser)
  const before = await fresh()
  await new Promise((resolve) => setTimeout(resolve, 800))

  await dovecot.doveadm('flags', 'add', '-u', user, '\\Flagged', 'mailbox', 'INBOX', 'uid', '2')
  await dovecot.doveadm('expunge', '-u', user, 'mailbox', 'INBOX', 'uid', '3')
  await deliver(dovecot, { recipients: [user], raw: aMessage().subject('nuova').build() })
  await dovecot.doveadm('flags', 'add', '-u', user, '\\Seen', 'mailbox', 'INBOX', 'uid', '4')

  const apply = () => {
    let rows = before.rows
    for (const event of stream.events()) {
      if (event.type === 'mail.messages-added') rows = [...event.summaries.toReversed(), ...rows]
      if (event.type === 'mail.messages-removed') rows = rows.filter((row) => !event.refs.includes(row.ref))
      if (event.type === 'mail.flags-changed') {
        rows = rows.map((row) => ({
          ...row,
          flags: event.changes.find((change) => change.ref === row.ref)?.flags ?? row.flags,
        }))
      }
    }
    return rows.map(({ subject, flags }) => `${subject} ${flags.join(',')}`)
  }
  await expect
    .poll(apply, { timeout: 30_000 })
    .toEqual(['nuova ', 'm5 ', 'm4 ', 'm3 seen', 'm1 flagged', 'm0 '])
  expect((await fresh()).rows.map(({ subject, flags }) => `${subject} ${flags.join(',')}`)).toEqual(apply())
})

test('signing out everywhere ends the stream of every tab', async () => {
  const browser = await server.signIn(newUser())
  const stream = await listen(browser)

  await browser.post('/api/auth/sign-out-everywhere')

  await expect.poll(() => stream.events().map(({ type }) => type)).toContain('auth.session-ended')
  expect((await browser.call({ method: 'GET', url: '/api/auth/me' })).status).toBe(401)
})

test('a message that was just told can be opened at once, though another connection heard of it', async () => {
  const user = newUser()
  const browser = await server.signIn(user)
  await browser.get('/api/mail/mailboxes')
  const stream = await listen(browser)
  await browser.get('/api/mail/mailboxes/inbox/messages')
  await new Promise((resolve) => setTimeout(resolve, 800))

  await deliver(dovecot, { recipients: [user], raw: aMessage().text('Ciao').build() })
  const { summaries } = await stream.until('mail.messages-added')
  const answer = await browser.call({ method: 'GET', url: `/api/mail/messages/${summaries[0]!.ref}` })

  expect(answer.status).toBe(200)
})

test('a watched list is no longer taken for true when the server hangs, and is again when it answers', async () => {
  const user = newUser()
  await deliver(dovecot, { recipients: [user], raw: aMessage().subject('rimane').build() })
  const browser = await server.signIn(user)
  await listen(browser)
  const list = () => browser.get<MessageWindow>('/api/mail/mailboxes/inbox/messages')
  await list()
  await new Promise((resolve) => setTimeout(resolve, 1_000))

  proxy.stall()

  await expect.poll(async () => (await list()).staleSince, { timeout: 20_000 }).not.toBeNull()
  expect((await list()).rows.map(({ subject }) => subject)).toEqual(['rimane'])
  proxy.heal()
  await expect.poll(async () => (await list()).staleSince, { timeout: 30_000 }).toBeNull()
})
