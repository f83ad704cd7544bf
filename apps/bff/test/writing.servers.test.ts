import { randomUUID } from 'node:crypto'
import type {
  ComposedMessage,
  Mailbox,
  MessageDetail,
  MessageWindow,
  Submission,
  Upload,
} from '@staffetta/contract'
import {
  aMessage,
  appendMany,
  startDovecot,
  startSubmission,
  type Dovecot,
  type Postgres,
  type Submission as SmtpServer,
} from '@staffetta/testing'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { findTenant, setWorkRules } from '../src/db/tenants.ts'
import { startDatabase } from './database.ts'
import { startTestServer, type Browser, type TestServer } from './server.ts'

let dovecot: Dovecot
let postgres: Postgres
let smtp: SmtpServer
let server: TestServer
let users = 0

beforeAll(async () => {
  ;[dovecot, postgres] = await Promise.all([startDovecot({ fts: false }), startDatabase()])
  smtp = await startSubmission(dovecot)
  server = await startTestServer(postgres.url)
  await server.addTenant('monteverde', 'monteverde.example', {
    imapPort: dovecot.imapPort,
    smtpPort: smtp.port,
  })
})
afterEach(() => smtp.behave())
afterAll(async () => {
  await server?.close()
  await smtp?.stop()
  await Promise.all([dovecot?.stop(), postgres?.stop()])
})

/** Until what was set of a body is seen. */
const rested = () => new Promise((resolve) => setTimeout(resolve, 150))

const newUser = () => `persona${++users}@monteverde.example`

function composed(from: string, to: string[], more: Partial<ComposedMessage> = {}): ComposedMessage {
  return {
    from: { name: 'Elena Guidi', address: from },
    to: to.map((address) => ({ name: '', address })),
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
    ...more,
  }
}

const submit = (browser: Browser, message: ComposedMessage, more: object = {}) =>
  browser.post<Submission>('/api/mail/submissions', {
    key: randomUUID(),
    message,
    draft: null,
    holdSeconds: 0,
    ...more,
  })

async function inRole(browser: Browser, role: Mailbox['role']) {
  const { mailboxes } = await browser.get<{ mailboxes: Mailbox[] }>('/api/mail/mailboxes')
  const { id } = mailboxes.find((one) => one.role === role)!
  return browser.get<MessageWindow>(`/api/mail/mailboxes/${id}/messages`)
}

const state = async (browser: Browser, id: string) =>
  (await browser.get<{ submissions: Submission[] }>('/api/mail/submissions')).submissions.find(
    (one) => one.id === id,
  )?.state

const upload = async (browser: Browser, fileName: string, content: string) =>
  (
    await browser.call({
      method: 'POST',
      url: `/api/mail/uploads?fileName=${encodeURIComponent(fileName)}&type=application%2Fpdf`,
      headers: { 'content-type': 'application/octet-stream' },
      payload: content,
    })
  ).json<Upload>()

test('a message with an attachment arrives, its copy is in Sent, and what it answers is marked', async () => {
  const [anna, bruno] = [newUser(), newUser()]
  const [hers, his] = [await server.signIn(anna), await server.signIn(bruno)]
  await appendMany(dovecot, { user: anna }, 'INBOX', [
    {
      raw: aMessage().from(bruno).subject('Domanda').messageId('domanda@x.example').build(),
      receivedAt: new Date(),
    },
  ])
  const [question] = (await inRole(hers, 'inbox')).rows
  const file = await upload(hers, 'è stato.pdf', '%PDF-1.4 prova')

  await submit(
    hers,
    composed(anna, [bruno], {
      subject: 'Re: Domanda',
      attachments: [{ uploadId: file.id, fileName: file.fileName, contentId: null }],
      source: { kind: 'reply', ref: question!.ref },
    }),
  )

  await expect.poll(async () => (await inRole(his, 'inbox')).rows.length, { timeout: 30_000 }).toBe(1)
  const [received] = (await inRole(his, 'inbox')).rows
  const detail = await his.get<MessageDetail>(`/api/mail/messages/${received!.ref}`)
  expect(detail.references).toEqual(['<domanda@x.example>'])
  expect(detail.attachments[0]?.fileName).toBe('è stato.pdf')
  const part = await his.call({
    method: 'GET',
    url: `/api/mail/messages/${received!.ref}/parts/${detail.attachments[0]!.partId}`,
  })
  expect(part.body).toBe('%PDF-1.4 prova')
  await expect
    .poll(async () => (await inRole(hers, 'sent')).rows[0]?.messageId, { timeout: 30_000 })
    .toBe(received!.messageId)
  await expect
    .poll(async () => (await inRole(hers, 'inbox')).rows[0]?.flags, { timeout: 30_000 })
    .toContain('answered')
})

test('the same intent sent twice is one message', async () => {
  const [anna, bruno] = [newUser(), newUser()]
  const [hers, his] = [await server.signIn(anna), await server.signIn(bruno)]
  const key = randomUUID()

  const both = await Promise.all([
    submit(hers, composed(anna, [bruno]), { key }),
    submit(hers, composed(anna, [bruno]), { key }),
  ])
  await submit(hers, composed(anna, [bruno]), { key })

  expect(both[0].id).toBe(both[1].id)
  await expect.poll(async () => (await inRole(hers, 'sent')).total, { timeout: 30_000 }).toBe(1)
  expect((await inRole(his, 'inbox')).total).toBe(1)
})

test('called back in time it is never sent; afterwards it is too late', async () => {
  const [anna, bruno] = [newUser(), newUser()]
  const [hers, his] = [await server.signIn(anna), await server.signIn(bruno)]

  const held = await submit(hers, composed(anna, [bruno]), { holdSeconds: 1 })
  await hers.post(`/api/mail/submissions/${held.id}/cancel`)
  const sent = await submit(hers, composed(anna, [bruno], { subject: 'questa sì' }))
  await expect.poll(async () => (await inRole(his, 'inbox')).total, { timeout: 30_000 }).toBe(1)
  const late = await hers.call({
    method: 'POST',
    url: `/api/mail/submissions/${sent.id}/cancel`,
    payload: {},
  })

  expect(late.json()).toMatchObject({ code: 'mail/submission-too-late' })
  await new Promise((resolve) => setTimeout(resolve, 1_200))
  expect((await inRole(his, 'inbox')).rows.map(({ subject }) => subject)).toEqual(['questa sì'])
})

test('cut between the message and the answer it is uncertain, and trying again uses the same Message-ID', async () => {
  const [anna, bruno] = [newUser(), newUser()]
  const [hers, his] = [await server.signIn(anna), await server.signIn(bruno)]
  smtp.misbehave({ cutAfterData: 'lost' })

  const { id } = await submit(hers, composed(anna, [bruno]))
  await expect.poll(() => state(hers, id), { timeout: 30_000 }).toBe('uncertain')
  expect((await inRole(hers, 'sent')).total).toBe(0)
  smtp.behave()
  await hers.post(`/api/mail/submissions/${id}/retry`)

  await expect.poll(async () => (await inRole(hers, 'sent')).total, { timeout: 30_000 }).toBe(1)
  expect((await inRole(his, 'inbox')).rows[0]?.messageId).toBe(
    (await inRole(hers, 'sent')).rows[0]?.messageId,
  )
})

test('a refused recipient is named, a refused message is not sent, and nothing is in Sent', async () => {
  const anna = newUser()
  const hers = await server.signIn(anna)
  smtp.misbehave({ refuse: { at: 'recipient', code: 550, text: 'no such user' } })

  const { id } = await submit(hers, composed(anna, ['nessuno@altrove.example']))

  await expect.poll(() => state(hers, id), { timeout: 30_000 }).toBe('failed')
  const { submissions } = await hers.get<{ submissions: Submission[] }>('/api/mail/submissions')
  expect(submissions[0]).toMatchObject({
    error: 'mail/recipients-refused',
    refusedRecipients: ['nessuno@altrove.example'],
  })
  expect((await inRole(hers, 'sent')).total).toBe(0)
})

test.each([
  [{ to: [] }, 'mail/no-recipients'],
  [{ to: [{ name: '', address: 'senza chiocciola' }] }, 'mail/recipient-invalid'],
  [{ to: [{ name: '', address: 'a@b.it\r\nBcc: x@y.it' }] }, 'mail/recipient-invalid'],
  [{ from: { name: '', address: 'altri@monteverde.example' } }, 'mail/sender-refused'],
])('%j is refused before anything leaves', async (wrong, code) => {
  const anna = newUser()
  const hers = await server.signIn(anna)

  const answer = await hers.call({
    method: 'POST',
    url: '/api/mail/submissions',
    payload: { key: randomUUID(), message: composed(anna, ['a@b.it'], wrong), draft: null, holdSeconds: 0 },
  })

  expect(answer.json()).toMatchObject({ code })
})

test('a body that wants fewer recipients and smaller messages is obeyed, and nothing of them is sent', async () => {
  const { id } = (await findTenant(server.db, 'slug', 'monteverde'))!
  const rules = {
    passwordPage: null,
    messageBytes: 1_000_000,
    recipients: 2,
    hourlyMessages: null,
    hourlyRecipients: null,
    hours: null,
    patron: null,
  }
  await setWorkRules(server.db, id, rules)
  await rested()
  const anna = newUser()
  const hers = await server.signIn(anna)
  const send = (message: ComposedMessage) =>
    hers.call({
      method: 'POST',
      url: '/api/mail/submissions',
      payload: { key: randomUUID(), message, draft: null, holdSeconds: 0 },
    })

  const many = await send(
    composed(anna, ['a@a.example', 'b@b.example'], { bcc: [{ name: '', address: anna }] }),
  )
  const large = await send(composed(anna, [anna], { text: 'x'.repeat(1_100_000) }))

  expect(many.json()).toEqual({ code: 'mail/too-many-recipients', details: { most: 2 } })
  expect(large.json()).toMatchObject({ code: 'mail/message-too-large', details: { maxBytes: 1_000_000 } })
  expect((await inRole(hers, 'inbox')).total).toBe(0)
  await setWorkRules(server.db, id, { ...rules, messageBytes: null, recipients: null })
  await rested()
})

test('within an hour one person sends so much, however many letters come at once, and is told when to go on', async () => {
  const { id, workRules, patron } = (await findTenant(server.db, 'slug', 'monteverde'))!
  const free = { ...workRules, patron }
  await setWorkRules(server.db, id, { ...free, hourlyMessages: 3, hourlyRecipients: 10 })
  await rested()
  const anna = newUser()
  const hers = await server.signIn(anna)
  const send = (to: string[], holdSeconds = 0) =>
    hers.call({
      method: 'POST',
      url: '/api/mail/submissions',
      payload: { key: randomUUID(), message: composed(anna, to), draft: null, holdSeconds },
    })

  const held = await send([anna], 60)
  const answers = await Promise.all(Array.from({ length: 6 }, () => send([anna])))

  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 429, 429, 429, 429])
  const refused = answers
    .find(({ status }) => status === 429)!
    .json<{ code: string; details: { at: string } }>()
  expect(refused.code).toBe('mail/too-many-sent')
  expect(Date.parse(refused.details.at) - Date.now()).toBeGreaterThan(59 * 60_000)
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from blob where account_id = ${hers.me.accountId}`.execute(server.db)
  expect(rows[0]!.count).toBeLessThanOrEqual(3)

  // What was called back was never sent.
  await hers.post(`/api/mail/submissions/${held.json<{ id: string }>().id}/cancel`)
  const eight = Array.from({ length: 8 }, (_, at) => `persona${at}@altrove.example`)
  expect((await send([...eight, anna])).json()).toMatchObject({ code: 'mail/too-many-sent' })
  expect((await send(eight)).status).toBe(200)
  const many = Array.from({ length: 11 }, (_, at) => `persona${at}@altrove.example`)
  expect((await send(many)).json()).toEqual({ code: 'mail/too-many-recipients', details: { most: 10 } })
  await sql`update submission set counts_at = counts_at - interval '61 minutes' where account_id = ${hers.me.accountId}`.execute(
    server.db,
  )
  expect((await send([anna])).status).toBe(200)
  await setWorkRules(server.db, id, free)
  await rested()
})

test('a line break in a subject or a name begins no header', async () => {
  const [anna, bruno] = [newUser(), newUser()]
  const [hers, his] = [await server.signIn(anna), await server.signIn(bruno)]

  await submit(
    hers,
    composed(anna, [bruno], { subject: 'a\r\nX-Evil: 1', from: { name: 'x\r\nBcc: z@z.it', address: anna } }),
  )

  await expect.poll(async () => (await inRole(his, 'inbox')).total, { timeout: 30_000 }).toBe(1)
  const [row] = (await inRole(his, 'inbox')).rows
  const { headers } = await his.get<{ headers: { name: string }[] }>(`/api/mail/messages/${row!.ref}/headers`)
  expect(headers.map(({ name }) => name.toLowerCase())).not.toContain('x-evil')
  expect(headers.map(({ name }) => name.toLowerCase())).not.toContain('bcc')
})

test('a draft saved again and again is one message, keeps its blind recipients, and opens as it was', async () => {
  const anna = newUser()
  const hers = await server.signIn(anna)
  const draftId = randomUUID()
  const file = await upload(hers, 'a.pdf', '%PDF-1.4')
  const message = composed(anna, ['b@b.example'], {
    bcc: [{ name: 'Cieco', address: 'c@c.example' }],
    attachments: [{ uploadId: file.id, fileName: 'a.pdf', contentId: null }],
  })

  const first = await hers.post<{ ref: string }>('/api/mail/drafts', { draftId, replaces: null, message })
  const second = await hers.post<{ ref: string }>('/api/mail/drafts', {
    draftId,
    replaces: first.ref,
    message: { ...message, subject: 'seconda' },
  })

  const drafts = await inRole(hers, 'drafts')
  expect(drafts.rows.map(({ subject }) => subject)).toEqual(['seconda'])
  const opened = await hers.post<{ draftId: string; message: ComposedMessage }>('/api/mail/drafts/open', {
    ref: second.ref,
  })
  expect(opened).toMatchObject({
    draftId,
    message: { bcc: [{ name: 'Cieco', address: 'c@c.example' }], subject: 'seconda' },
  })
  expect(opened.message.attachments).toHaveLength(1)

  await submit(hers, composed(anna, [anna]), { draft: second.ref })
  await expect.poll(async () => (await inRole(hers, 'drafts')).total, { timeout: 30_000 }).toBe(0)
})

test('people written to are proposed, the most written first', async () => {
  const anna = newUser()
  await appendMany(
    dovecot,
    { user: anna },
    'Sent',
    [
      'Nicolò Rossi <rossi@x.example>',
      'Nicolò Rossi <rossi@x.example>',
      'Nicola Bianchi <bianchi@x.example>',
    ].map((to) => ({
      raw: aMessage().from(anna).to(to).build(),
      receivedAt: new Date(),
    })),
  )
  const hers = await server.signIn(anna)

  const { recipients } = await hers.get<{ recipients: { address: string }[] }>(
    '/api/mail/recipients?text=nicolo',
  )

  expect(recipients.map(({ address }) => address)).toEqual(['rossi@x.example'])
  const both = await hers.get<{ recipients: { address: string }[] }>('/api/mail/recipients?text=nic')
  expect(both.recipients.map(({ address }) => address)).toEqual(['rossi@x.example', 'bianchi@x.example'])
})
