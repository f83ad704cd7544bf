import type { Mailbox, MessageDetail, MessageWindow, SearchFrame } from '@staffetta/contract'
import { aMessage, appendMany, asOtherProgram, deliver } from '@staffetta/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { learnUids, syncView, viewOf } from '../src/mail/mailbox-sync.ts'
import { type MailOffice, type MailServer, mailServers, openMailOffice } from './mail-office.ts'
import { type Browser, type TestServer } from './server.ts'

describe.each(mailServers)('over %s', (name, start) => {
  let office: MailOffice
  let mailServer: MailServer
  let server: TestServer
  let users = 0

  beforeAll(async () => {
    office = await openMailOffice(start)
    ;({ mailServer, server } = office)
  })
  afterAll(() => office?.stop())

  const newUser = () => `persona${++users}@monteverde.example`
  const store = (user: string, mailbox: string, ...messages: Buffer[]) =>
    appendMany(
      mailServer,
      { user },
      mailbox,
      messages.map((raw) => ({ raw, receivedAt: new Date() })),
    )
  const list = (browser: Browser, query = '', mailboxId = 'inbox') =>
    browser.get<MessageWindow>(`/api/mail/mailboxes/${mailboxId}/messages${query}`)

  const fill = (user: string, count: number) =>
    appendMany(
      mailServer,
      { user },
      'INBOX',
      Array.from({ length: count }, (_, i) => ({
        raw: aMessage()
          .subject(`m${i}`)
          .text('x'.repeat(((i * 37) % 100) + 1))
          .date(new Date(Date.UTC(2026, 0, 1) + ((i * 7919) % count) * 3_600_000))
          .build(),
        receivedAt: new Date(Date.UTC(2026, 5, 1) + i * 60_000),
      })),
    )

  test('the tree shows the mailboxes with their roles, the Inbox first', async () => {
    const browser = await server.signIn(newUser())

    const { mailboxes } = await browser.get<{ mailboxes: Mailbox[] }>('/api/mail/mailboxes')

    expect(mailboxes.map(({ role }) => role)).toEqual(['inbox', 'drafts', 'sent', 'archive', 'junk', 'trash'])
  })

  test('what arrives while the order of a mailbox is learnt is told, not silently taken in', async () => {
    const user = newUser()
    await store(user, 'INBOX', aMessage().subject('prima').build())

    const told = await asOtherProgram(mailServer, user, async (imap) => {
      const view = viewOf(imap, { path: 'INBOX', mailboxId: 'inbox' })
      await store(user, 'INBOX', aMessage().subject('frattanto').build())
      await imap.noop()
      await learnUids(imap, view)
      return syncView(imap, view)
    })

    expect(told).toMatchObject([{ type: 'mail.messages-added', summaries: [{ subject: 'frattanto' }] }])
  })

  test('a list shows the newest first, and what another program stored meanwhile', async () => {
    const user = newUser()
    const browser = await server.signIn(user)
    await store(user, 'INBOX', aMessage().subject('prima').build(), aMessage().subject('seconda').build())
    expect((await list(browser)).rows.map(({ subject }) => subject)).toEqual(['seconda', 'prima'])

    await store(user, 'INBOX', aMessage().subject('terza').build())

    expect((await list(browser)).rows.map(({ subject }) => subject)).toEqual(['terza', 'seconda', 'prima'])
  })

  test('flags set here and elsewhere are seen, and messages expunged elsewhere go', async () => {
    const user = newUser()
    const browser = await server.signIn(user)
    await store(
      user,
      'INBOX',
      aMessage().subject('uno').build(),
      aMessage().subject('due').build(),
      aMessage().subject('tre').build(),
    )
    const { rows } = await list(browser)

    await browser.post('/api/mail/flags', {
      messages: { refs: [rows[0]!.ref] },
      add: ['flagged', '$Forwarded'],
      remove: [],
    })
    await asOtherProgram(mailServer, user, (imap) => imap.messageFlagsAdd('2', ['\\Seen'], { uid: true }))
    await asOtherProgram(mailServer, user, (imap) => imap.messageDelete('1', { uid: true }))

    const after = await list(browser)
    expect(after.total).toBe(2)
    expect(after.rows.map(({ subject, flags }) => [subject, flags])).toEqual([
      ['tre', ['$Forwarded', 'flagged']],
      ['due', ['seen']],
    ])
    expect((await list(browser, '?filter=flagged')).rows.map(({ subject }) => subject)).toEqual(['tre'])
    expect((await list(browser, '?filter=unread')).rows.map(({ subject }) => subject)).toEqual(['tre'])
  })

  test('a move says where the message went, and moving it back restores it with its flags', async () => {
    const user = newUser()
    const browser = await server.signIn(user)
    await store(user, 'INBOX', aMessage().subject('da archiviare').build())
    const [row] = (await list(browser)).rows
    await browser.post('/api/mail/flags', { messages: { refs: [row!.ref] }, add: ['seen'], remove: [] })

    const { moved, mailboxId } = await browser.post<{ moved: { to: string }[]; mailboxId: string }>(
      '/api/mail/move',
      {
        messages: { refs: [row!.ref] },
        to: { role: 'archive' },
      },
    )
    expect((await list(browser)).total).toBe(0)
    expect((await list(browser, '', mailboxId)).rows[0]?.subject).toBe('da archiviare')

    await browser.post('/api/mail/move', { messages: { refs: [moved[0]!.to] }, to: { mailboxId: 'inbox' } })

    expect((await list(browser)).rows[0]).toMatchObject({ subject: 'da archiviare', flags: ['seen'] })
  })

  test('a message opens with its bodies decoded and its attachments named', async () => {
    const user = newUser()
    const browser = await server.signIn(user)
    const raw = aMessage()
      .from('Sara Conti <s.conti@studiovalle.example>')
      .charset('windows-1252')
      .subject('Perché costa 5 €')
      .text('Così è: 5 €')
      .html('<p>Così è: <b>5 €</b></p>')
      .attach({ filename: 'è stato.pdf', type: 'application/pdf', content: Buffer.from('%PDF-1.4') })
      .build()
    await store(user, 'INBOX', raw)
    const [row] = (await list(browser)).rows

    const detail = await browser.get<MessageDetail>(`/api/mail/messages/${row!.ref}`)

    expect(detail.summary.subject).toBe('Perché costa 5 €')
    expect(detail.text?.content.trim()).toBe('Così è: 5 €')
    expect(detail.unsafeHtml?.content).toContain('<b>5 €</b>')
    expect(detail.attachments).toEqual([expect.objectContaining({ fileName: 'è stato.pdf', preview: 'pdf' })])
  })

  test('a page in the middle of a large mailbox and other orders show the same messages as the server sorts', async () => {
    const user = newUser()
    await fill(user, 300)
    const browser = await server.signIn(user)

    const middle = await list(browser, '?offset=150&limit=20')
    const bySize = await list(browser, '?order=size&limit=200')
    const ascending = await list(browser, '?order=date&ascending=true&limit=200')

    expect(middle).toMatchObject({ total: 300, offset: 150 })
    expect(middle.rows).toHaveLength(20)
    const sizes = bySize.rows.map(({ sizeBytes }) => sizeBytes)
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a))
    const dates = ascending.rows.map(({ sentAt }) => sentAt!)
    expect(dates).toEqual(dates.toSorted())
  })

  test('mail delivered while a date list is kept is placed where the server would place it', async () => {
    const user = newUser()
    await fill(user, 50)
    const browser = await server.signIn(user)
    const before = await list(browser, '?order=date')
    const between = new Date(
      (Date.parse(before.rows[10]!.sentAt!) + Date.parse(before.rows[11]!.sentAt!)) / 2,
    )

    await store(user, 'INBOX', aMessage().subject('in mezzo').date(between).build())

    const after = await list(browser, '?order=date')
    expect(after.rows[11]?.subject).toBe('in mezzo')
  })

  test('with UIDVALIDITY changed nothing is done to the message that has the number now', async () => {
    const user = newUser()
    const browser = await server.signIn(user)
    await store(user, 'Pratiche', aMessage().subject('vecchia').build())
    const tree = await browser.get<{ mailboxes: Mailbox[] }>('/api/mail/mailboxes')
    const { id } = tree.mailboxes.find(({ name }) => name === 'Pratiche')!
    const [row] = (await list(browser, '', id)).rows
    await asOtherProgram(mailServer, user, (imap) => imap.mailboxDelete('Pratiche'))
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    await store(user, 'Pratiche', aMessage().subject('nuova').build())

    const answer = await browser.call({
      method: 'POST',
      url: '/api/mail/move',
      payload: { messages: { refs: [row!.ref] }, to: { role: 'trash' } },
    })

    expect(answer.status).toBe(404)
    expect(answer.json()).toMatchObject({ code: 'mail/uidvalidity-changed' })
    expect((await list(browser, '', id)).rows.map(({ subject }) => subject)).toEqual(['nuova'])
  })

  test('deleting for good takes these messages only, not what another program marked as deleted', async () => {
    const user = newUser()
    const browser = await server.signIn(user)
    await store(user, 'INBOX', aMessage().subject('uno').build(), aMessage().subject('due').build())
    await asOtherProgram(mailServer, user, (imap) => imap.messageFlagsAdd('1', ['\\Deleted'], { uid: true }))
    const { rows } = await list(browser)

    await browser.post('/api/mail/purge', { messages: { refs: [rows[0]!.ref] } })

    expect((await list(browser)).rows.map(({ subject }) => subject)).toEqual(['uno'])
  })

  test('previews show the first words', async () => {
    const user = newUser()
    const browser = await server.signIn(user)
    await deliver(mailServer, {
      recipients: [user],
      raw: aMessage().text('Buongiorno Elena,\n\ncome d’accordo').build(),
    })
    const { rows } = await list(browser)

    const { previews } = await browser.post<{ previews: { preview: string }[] }>('/api/mail/previews', {
      refs: [rows[0]!.ref],
    })

    expect(previews[0]?.preview).toBe('Buongiorno Elena, come d’accordo')
  })

  test('a name with accents and an ampersand is a mailbox like any other', async () => {
    const user = newUser()
    const browser = await server.signIn(user)
    const { mailboxId } = await browser.post<{ mailboxId: string }>('/api/mail/mailboxes', {
      parentId: null,
      name: 'Attività & note',
    })
    await store(user, 'INBOX', aMessage().subject('da spostare').build())
    const [row] = (await list(browser)).rows

    await browser.post('/api/mail/move', { messages: { refs: [row!.ref] }, to: { mailboxId } })

    expect((await list(browser, '', mailboxId)).rows.map(({ subject }) => subject)).toEqual(['da spostare'])
    const renamed = await browser.call({
      method: 'PATCH',
      url: `/api/mail/mailboxes/${mailboxId}`,
      payload: { name: 'Però', parentId: null },
    })
    const { mailboxId: after } = renamed.json<{ mailboxId: string }>()
    expect((await list(browser, '', after)).total).toBe(1)
    expect(
      (await browser.call({ method: 'DELETE', url: `/api/mail/mailboxes/${after}` })).json(),
    ).toMatchObject({ code: 'mail/mailbox-not-empty' })
    expect(
      (await browser.call({ method: 'DELETE', url: `/api/mail/mailboxes/${after}?evenIfNotEmpty=true` }))
        .status,
    ).toBe(204)
  })

  test('a search finds a word in subject, people or body, in every folder, and reads operators', async () => {
    const user = newUser()
    const browser = await server.signIn(user)
    await store(
      user,
      'INBOX',
      aMessage().subject('Relazione idrica').text('niente').build(),
      aMessage().subject('altro').text('la relazione è pronta').build(),
    )
    await store(user, 'Pratiche', aMessage().from('Relazione <r@x.example>').subject('terza').build())
    await store(user, 'Sent', aMessage().to('r@x.example').subject('quarta').build())
    await browser.get('/api/mail/mailboxes')

    const search = async (criteria: object) => {
      const answer = await browser.call({
        method: 'POST',
        url: '/api/mail/search',
        payload: { criteria, limit: 50 },
      })
      const frames = answer.body
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as SearchFrame)
      expect(frames.at(-1)).toMatchObject({ kind: 'done' })
      return frames
        .flatMap((frame) => frame.rows ?? [])
        .map(({ subject }) => subject)
        .toSorted()
    }

    expect(await search({ text: ['relazione'] })).toEqual(['Relazione idrica', 'altro', 'terza'])
    expect(await search({ text: ['relazione'], not: { subject: ['idrica'] } })).toEqual(['altro', 'terza'])
    expect(await search({ from: ['r@x.example'] })).toEqual(['terza'])
    expect(await search({ with: ['r@x.example'] })).toEqual(['quarta', 'terza'])
    expect(await search({ text: ['è'], seen: false, since: '2026-01-01' })).toContain('altro')
    expect(await search({ before: '2000-01-01' })).toEqual([])
  })

  test('the conversation of a message has the answers that are in Sent, and not what only shares its subject', async () => {
    const user = newUser()
    const browser = await server.signIn(user)
    await store(
      user,
      'INBOX',
      aMessage().subject('Sopralluogo').messageId('a@x').build(),
      aMessage().subject('Sopralluogo').messageId('altra@x').build(),
      aMessage()
        .subject('Re: Sopralluogo')
        .messageId('c@x')
        .inReplyTo('b@x')
        .references('a@x', 'b@x')
        .build(),
    )
    await store(
      user,
      'Sent',
      aMessage().subject('Re: Sopralluogo').messageId('b@x').inReplyTo('a@x').references('a@x').build(),
    )
    await browser.get('/api/mail/mailboxes')
    const [newest] = (await list(browser)).rows

    const { messages } = await browser.get<{ messages: { messageId: string }[] }>(
      `/api/mail/messages/${newest!.ref}/thread`,
    )

    expect(messages.map(({ messageId }) => messageId).toSorted()).toEqual(['<a@x>', '<b@x>', '<c@x>'])
  })

  test('every selected message of a filter is acted on but those excepted', async () => {
    const user = newUser()
    const browser = await server.signIn(user)
    await fill(user, 20)
    const { rows } = await list(browser)

    const { changed } = await browser.post<{ changed: number }>('/api/mail/flags', {
      messages: { all: { mailboxId: 'inbox', filter: 'unread', except: [rows[0]!.ref] } },
      add: ['seen'],
      remove: [],
    })

    expect(changed).toBe(19)
    expect((await list(browser, '?filter=unread')).rows.map(({ ref }) => ref)).toEqual([rows[0]!.ref])
  })
})
