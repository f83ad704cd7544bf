import type { MessageSummary, MessageWindow, StreamFrame } from '@staffetta/contract'
import { aMessage, appendMany, asOtherProgram, startDovecot, storeMessages } from '@staffetta/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { learnThreads } from '../src/mail/thread-learning.ts'
import { viewOf } from '../src/mail/mailbox-sync.ts'
import { startDatabase } from './database.ts'
import { type MailOffice, type MailServer, mailServers, openMailOffice } from './mail-office.ts'
import { startTestServer, type Browser, type TestServer } from './server.ts'

describe.each(mailServers)('over %s', (_name, start) => {
  let office: MailOffice
  let mailServer: MailServer
  let server: TestServer
  let base: string | undefined
  let users = 0

  beforeAll(async () => {
    office = await openMailOffice(start)
    ;({ mailServer, server } = office)
  })
  afterAll(() => office?.stop())

  const newUser = () => `conversa${++users}@monteverde.example`
  const store = (user: string, ...messages: Buffer[]) =>
    appendMany(
      mailServer,
      { user },
      'INBOX',
      messages.map((raw, at) => ({ raw, receivedAt: new Date(Date.now() - (messages.length - at) * 2_000) })),
    )
  const list = (browser: Browser, query = '?threads=true') =>
    browser.get<MessageWindow>(`/api/mail/mailboxes/inbox/messages${query}`)
  const mail = (id: string, from: string, ...references: string[]) => {
    const message = aMessage().messageId(`${id}@x.example`).from(from).subject(id)
    return (
      references.length > 0 ? message.references(...references.map((one) => `${one}@x.example`)) : message
    ).build()
  }
  const told = ({ rows }: MessageWindow) =>
    rows.map(({ subject, thread }) => [
      subject,
      thread && [thread.count, thread.people.map(({ name }) => name).join(', '), thread.unread.length],
    ])
  const sara = 'Sara Conti <sara@x.example>'
  const paolo = 'Paolo Guerrini <paolo@x.example>'
  const ids = (rows: MessageSummary[]) => rows.map(({ ref }) => ref)

  test('a row is a conversation: its newest message, who wrote, how many, what is unread', async () => {
    const user = newUser()
    const browser = await server.signIn(user)
    await store(
      user,
      mail('verbale', sara),
      mail('altro', paolo),
      mail('risposta', paolo, 'verbale'),
      mail('foto', sara, 'verbale', 'risposta'),
    )

    const conversations = await list(browser)
    const flat = await list(browser, '')

    expect(conversations).toMatchObject({ total: 2, threaded: true })
    expect(told(conversations)).toEqual([
      ['foto', [3, 'Sara Conti, Paolo Guerrini', 3]],
      ['altro', null],
    ])
    expect(conversations.rows[0]!.thread!.refs).toEqual(
      [flat.rows[3]!, flat.rows[1]!, flat.rows[0]!].map(({ ref }) => ref),
    )
    expect(flat).toMatchObject({ total: 4, threaded: false })
    expect(flat.rows.map(({ thread }) => thread)).toEqual([null, null, null, null])
  })

  test('equal subjects are not one conversation', async () => {
    const user = newUser()
    const browser = await server.signIn(user)
    const ofSubject = (subject: string) => aMessage().subject(subject).build()
    await store(user, ofSubject('Ferie'), ofSubject('Re: Ferie'), ofSubject('Ferie'))

    expect((await list(browser)).total).toBe(3)
  })

  test('arrivals come into their conversation, also when what they answer is not here', async () => {
    const user = newUser()
    const browser = await server.signIn(user)
    await store(user, mail('uno', sara), mail('due', sara, 'perduto'), mail('tre', sara))
    expect((await list(browser)).total).toBe(3)

    await store(user, mail('quattro', paolo, 'uno'))
    await store(user, mail('cinque', paolo, 'perduto'))

    expect(told(await list(browser))).toEqual([
      ['cinque', [2, 'Sara Conti, Paolo Guerrini', 2]],
      ['quattro', [2, 'Sara Conti, Paolo Guerrini', 2]],
      ['tre', null],
    ])
  })

  test('what another program takes away leaves its conversation, and a message moved back is in it again', async () => {
    const user = newUser()
    const browser = await server.signIn(user)
    await store(user, mail('uno', sara), mail('due', paolo, 'uno'), mail('tre', sara, 'uno', 'due'))
    const [row] = (await list(browser)).rows

    await asOtherProgram(mailServer, user, (imap) => imap.messageDelete('2', { uid: true }))
    expect(told(await list(browser))).toEqual([['tre', [2, 'Sara Conti', 2]]])

    const first = row!.thread!.refs[0]!
    const { moved } = await browser.post<{ moved: { to: string }[] }>('/api/mail/move', {
      messages: { refs: [first] },
      to: { role: 'archive' },
    })
    expect(told(await list(browser))).toEqual([['tre', null]])
    await browser.post('/api/mail/move', {
      messages: { refs: [moved[0]!.to] },
      to: { mailboxId: 'inbox' },
    })
    expect(told(await list(browser))).toEqual([['uno', [2, 'Sara Conti', 2]]])
  })

  test('a conversation that was taken away and put back is told to the open windows as one', async () => {
    const user = newUser()
    await store(user, mail('uno', sara), mail('due', paolo, 'uno'), mail('tre', sara), mail('quattro', sara))
    const browser = await server.signIn(user)
    base ??= await server.app.listen({ host: '127.0.0.1', port: 0 })
    const stopped = new AbortController()
    const stream = await fetch(`${base}/api/live`, {
      headers: { cookie: browser.cookie },
      signal: stopped.signal,
    })
    const { rows } = await list(browser)
    await new Promise((resolve) => setTimeout(resolve, 500))

    const { moved } = await browser.post<{ moved: { to: string }[] }>('/api/mail/move', {
      messages: { refs: rows[2]!.thread!.refs },
      to: { role: 'archive' },
    })
    await browser.post('/api/mail/move', {
      messages: { refs: moved.map(({ to }) => to) },
      to: { mailboxId: 'inbox' },
    })
    const counts: unknown[] = []
    await until(stream, (frame) => {
      for (const event of frame.events) {
        if (event.type !== 'mail.messages-added') continue
        counts.push(...event.summaries.map(({ thread }) => [event.threaded, thread?.count]))
      }
      return counts.length >= 2
    })
    stopped.abort()

    expect(counts.at(-1)).toEqual([true, 2])
  })

  test('a flag set on one message is seen in its conversation', async () => {
    const user = newUser()
    const browser = await server.signIn(user)
    await store(user, mail('uno', sara), mail('due', paolo, 'uno'))
    const [row] = (await list(browser)).rows

    const [older] = row!.thread!.refs
    await browser.post('/api/mail/flags', { messages: { refs: [older] }, add: ['seen'], remove: [] })

    expect((await list(browser)).rows[0]!.thread!.unread).toEqual([row!.ref])
  })

  test('a message is found at the place of its conversation', async () => {
    const user = newUser()
    const browser = await server.signIn(user)
    await store(user, mail('uno', sara), mail('due', sara), mail('tre', sara), mail('quattro', sara, 'due'))
    const flat = await list(browser, '')
    const [, , second, first] = ids(flat.rows)

    const at = (ref: string) => browser.get(`/api/mail/messages/${ref}/position?threads=true`)

    expect(await at(second!)).toEqual({ offset: 0, total: 3 })
    expect(await at(first!)).toEqual({ offset: 2, total: 3 })
  })

  test('filtered and otherwise ordered lists stay flat', async () => {
    const user = newUser()
    const browser = await server.signIn(user)
    await store(user, mail('uno', sara), mail('due', paolo, 'uno'))

    expect(await list(browser, '?threads=true&filter=unread')).toMatchObject({ total: 2, threaded: false })
    expect(await list(browser, '?threads=true&order=date')).toMatchObject({ total: 2, threaded: false })
  })

  test('where the server knows no conversations they are read from the headers, and are the same', async () => {
    const user = newUser()
    await store(
      user,
      mail('uno', sara),
      mail('due', paolo, 'uno'),
      mail('tre', sara, 'perduto'),
      mail('quattro', sara, 'perduto'),
      mail('cinque', paolo),
    )

    const learnt = await asOtherProgram(mailServer, user, async (imap) => {
      const view = () => viewOf(imap, { path: 'INBOX', mailboxId: 'inbox' })
      const byServer = await learnThreads(imap, view())
      imap.capabilities.delete('THREAD=REFS')
      const byHeaders = await learnThreads(imap, view())
      return [byServer, byHeaders].map((threads) =>
        [...threads!.newest].map((uid) => threads!.membersOf(uid)),
      )
    })

    expect(learnt[0]).toEqual([[1, 2], [3, 4], [5]])
    expect(learnt[1]).toEqual(learnt[0])
  })
})

test('a large mailbox is answered flat at once, and as conversations once they are known', async () => {
  const [dovecot, postgres] = await Promise.all([startDovecot({ fts: false }), startDatabase()])
  const server = await startTestServer(postgres.url)
  try {
    await server.addTenant('monteverde', 'monteverde.example', { imapPort: dovecot.imapPort, smtpPort: 1 })
    const user = 'grande@monteverde.example'
    await storeMessages(
      dovecot,
      user,
      'INBOX',
      Array.from({ length: 5_002 }, (_, at) => ({
        raw: Buffer.from(
          `From: a@x.example\r\nMessage-ID: <${at}@x>\r\nReferences: <${at - (at % 2)}@x>\r\n\r\nx\r\n`,
        ),
        receivedAt: new Date(Date.UTC(2026, 0, 1) + at * 1000),
      })),
    )
    const browser = await server.signIn(user)
    const list = () => browser.get<MessageWindow>('/api/mail/mailboxes/inbox/messages?threads=true&limit=3')
    const base = await server.app.listen({ host: '127.0.0.1', port: 0 })
    const stopped = new AbortController()
    const stream = await fetch(`${base}/api/live`, {
      headers: { cookie: browser.cookie },
      signal: stopped.signal,
    })

    expect(await list()).toMatchObject({ total: 5_002, threaded: false })
    // Where no connection was free the list stays flat until it is asked for again.
    const again = setInterval(() => void list().catch(() => undefined), 3_000)
    await until(stream, (frame) => frame.events.some(({ type }) => type === 'mail.mailbox-changed'))
    clearInterval(again)
    stopped.abort()

    const known = await list()
    expect(known).toMatchObject({ total: 2_501, threaded: true })
    expect(known.rows.map(({ thread }) => thread?.count)).toEqual([2, 2, 2])
  } finally {
    await server.close()
    await Promise.all([dovecot.stop(), postgres.stop()])
  }
}, 90_000)

async function until(stream: Response, wanted: (frame: StreamFrame) => boolean): Promise<void> {
  let text = ''
  for await (const chunk of stream.body!) {
    text += Buffer.from(chunk).toString()
    const lines = text.split('\n')
    text = lines.pop()!
    for (const line of lines) {
      if (line.startsWith('data:') && wanted(JSON.parse(line.slice(5)) as StreamFrame)) return
    }
  }
  throw new Error('the stream ended')
}
