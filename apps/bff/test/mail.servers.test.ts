import type { Mailbox, MessageDetail, MessageWindow } from '@staffetta/contract'
import {
  aMessage,
  appendMany,
  deliver,
  fillMailbox,
  startDovecot,
  startPostgres,
  type Dovecot,
  type Postgres,
} from '@staffetta/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type Browser, type TestServer } from './server.ts'

let dovecot: Dovecot
let postgres: Postgres
let server: TestServer
let users = 0

beforeAll(async () => {
  ;[dovecot, postgres] = await Promise.all([startDovecot({ fts: false }), startPostgres()])
  server = await startTestServer(await postgres.freshDatabase())
  await server.addTenant('monteverde', 'monteverde.example', { imapPort: dovecot.imapPort, smtpPort: 1 })
})
afterAll(async () => {
  await server?.close()
  await Promise.all([dovecot?.stop(), postgres?.stop()])
})

const newUser = () => `persona${++users}@monteverde.example`
const store = (user: string, mailbox: string, ...messages: Buffer[]) =>
  appendMany(
    dovecot,
    { user },
    mailbox,
    messages.map((raw) => ({ raw, receivedAt: new Date() })),
  )
const list = (browser: Browser, query = '', mailboxId = 'inbox') =>
  browser.get<MessageWindow>(`/api/mail/mailboxes/${mailboxId}/messages${query}`)

test('the tree shows the mailboxes with their roles, the Inbox first', async () => {
  const browser = await server.signIn(newUser())

  const { mailboxes } = await browser.get<{ mailboxes: Mailbox[] }>('/api/mail/mailboxes')

  expect(mailboxes.map(({ role }) => role)).toEqual(['inbox', 'drafts', 'sent', 'archive', 'junk', 'trash'])
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
  await dovecot.doveadm('flags', 'add', '-u', user, '\\Seen', 'mailbox', 'INBOX', 'uid', '2')
  await dovecot.doveadm('expunge', '-u', user, 'mailbox', 'INBOX', 'uid', '1')

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
  await fillMailbox(dovecot, user, 'INBOX', { count: 1_000 })
  const browser = await server.signIn(user)

  const middle = await list(browser, '?offset=500&limit=20')
  const bySize = await list(browser, '?order=size&limit=200')
  const ascending = await list(browser, '?order=date&ascending=true&limit=200')

  expect(middle).toMatchObject({ total: 1_000, offset: 500 })
  expect(middle.rows).toHaveLength(20)
  const sizes = bySize.rows.map(({ sizeBytes }) => sizeBytes)
  expect(sizes).toEqual(sizes.toSorted((a, b) => b - a))
  const dates = ascending.rows.map(({ sentAt }) => sentAt!)
  expect(dates).toEqual(dates.toSorted())
})

test('mail delivered while a date list is kept is placed where the server would place it', async () => {
  const user = newUser()
  await fillMailbox(dovecot, user, 'INBOX', { count: 50 })
  const browser = await server.signIn(user)
  const before = await list(browser, '?order=date')
  const between = new Date((Date.parse(before.rows[10]!.sentAt!) + Date.parse(before.rows[11]!.sentAt!)) / 2)

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
  await dovecot.doveadm('mailbox', 'delete', '-u', user, '-r', 'Pratiche')
  await new Promise((resolve) => setTimeout(resolve, 1_100))
  await store(user, 'Pratiche', aMessage().subject('nuova').build())

  const answer = await browser.call({
    method: 'POST',
    url: '/api/mail/move',
    payload: { messages: { refs: [row!.ref] }, to: { role: 'trash' } },
  })

  expect(answer.status).toBe(409)
  expect(answer.json()).toMatchObject({ code: 'mail/uidvalidity-changed' })
  expect((await list(browser, '', id)).rows.map(({ subject }) => subject)).toEqual(['nuova'])
})

test('deleting for good takes these messages only, not what another program marked as deleted', async () => {
  const user = newUser()
  const browser = await server.signIn(user)
  await store(user, 'INBOX', aMessage().subject('uno').build(), aMessage().subject('due').build())
  await dovecot.doveadm('flags', 'add', '-u', user, '\\Deleted', 'mailbox', 'INBOX', 'uid', '1')
  const { rows } = await list(browser)

  await browser.post('/api/mail/purge', { messages: { refs: [rows[0]!.ref] } })

  expect((await list(browser)).rows.map(({ subject }) => subject)).toEqual(['uno'])
})

test('previews show the first words', async () => {
  const user = newUser()
  const browser = await server.signIn(user)
  await deliver(dovecot, {
    recipients: [user],
    raw: aMessage().text('Buongiorno Elena,\n\ncome d’accordo').build(),
  })
  const { rows } = await list(browser)

  const { previews } = await browser.post<{ previews: { preview: string }[] }>('/api/mail/previews', {
    refs: [rows[0]!.ref],
  })

  expect(previews[0]?.preview).toBe('Buongiorno Elena, come d’accordo')
})
