import { randomBytes } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { blankCard, blankEvent } from '@staffetta/contract'
import {
  aMessage,
  appendMany,
  startDovecot,
  startRadicale,
  type Dovecot,
  type Postgres,
  type Radicale,
} from '@staffetta/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertMailLog } from '../src/db/mail-log.ts'
import { findTenant } from '../src/db/tenants.ts'
import { startDatabase } from './database.ts'
import { startTestServer, type Browser, type TestServer } from './server.ts'

let dovecot: Dovecot
let postgres: Postgres
let radicale: Radicale
let server: TestServer
let origin: string

beforeAll(async () => {
  ;[dovecot, postgres, radicale] = await Promise.all([
    startDovecot({ fts: false }),
    startDatabase(),
    startRadicale({ users: 'any' }),
  ])
  server = await startTestServer(postgres.url)
  await server.addTenant('monteverde', 'monteverde.example', {
    imapPort: dovecot.imapPort,
    smtpPort: 1,
    davPort: radicale.port,
  })
  origin = await server.app.listen({ port: 0, host: '127.0.0.1' })
}, 60_000)
afterAll(async () => {
  await server?.close()
  await radicale?.stop()
  await Promise.all([dovecot?.stop(), postgres?.stop()])
})

const mail = (subject: string, text: string) =>
  aMessage().from('mittente@altrove.example').subject(subject).text(text).build()
const copyOf = (browser: Browser, query = '') =>
  fetch(`${origin}/api/own-data/copy${query}`, { headers: { cookie: browser.cookie } })

/** What lies in the archive, by another program's reading. */
async function unpacked(answer: Response): Promise<(name: string) => string> {
  const folder = mkdtempSync(join(tmpdir(), 'st-copy-'))
  writeFileSync(join(folder, 'copy.zip'), Buffer.from(await answer.arrayBuffer()))
  execFileSync('python3', ['-m', 'zipfile', '-e', join(folder, 'copy.zip'), join(folder, 'all')])
  const names = readdirSync(join(folder, 'all'), { recursive: true, encoding: 'utf8' })
  return (name) => (names.includes(name) ? readFileSync(join(folder, 'all', name), 'utf8') : names.join(' '))
}

test('all that is somebody’s own comes as one archive that other programs read', async () => {
  const address = 'elena@monteverde.example'
  await appendMany(dovecot, { user: address }, 'INBOX', [
    { raw: mail('Prima', 'From qui si riparte'), receivedAt: new Date('2026-11-06T09:05:07Z') },
    { raw: mail('Seconda', 'x'), receivedAt: new Date() },
  ])
  await appendMany(dovecot, { user: address }, 'Pratiche', [
    { raw: mail('Terza', 'y'), receivedAt: new Date() },
  ])
  const elena = await server.signIn(address)
  const { calendars } = await elena.get<{ calendars: { id: string; name: string }[] }>(
    '/api/calendar/calendars',
  )
  const at = (hour: string) => ({ kind: 'zoned', local: `2026-11-26T${hour}:00`, zone: 'Europe/Rome' })
  await elena.post('/api/calendar/events', {
    id: crypto.randomUUID(),
    calendarId: calendars[0]!.id,
    zone: 'Europe/Rome',
    fields: { ...blankEvent, title: 'Giunta', start: at('10:00'), end: at('11:00') },
  })
  const tenantId = (await findTenant(server.db, 'slug', 'monteverde'))!.id
  await insertMailLog(server.db, {
    tenant_id: tenantId,
    at: new Date(),
    account_id: elena.me.accountId,
    account: address,
    sender: address,
    recipients: ['luca@altrove.example'],
    refused: [],
    size_bytes: 1200,
    attachments: 0,
    message_id: '<1@monteverde.example>',
    result: 'accepted',
    smtp_code: 250,
    client: null,
  })
  const { books } = await elena.get<{ books: { id: string; name: string }[] }>('/api/contacts/books')
  await elena.post('/api/contacts/cards', {
    id: crypto.randomUUID(),
    bookId: books[0]!.id,
    fields: { ...blankCard, fullName: 'Lucia Sarti' },
  })
  const preferences = await elena.get<object>('/api/settings/preferences')
  await elena.call({
    method: 'PUT',
    url: '/api/settings/preferences',
    payload: { ...preferences, signatureHtml: '<p>Elena</p>' },
  })

  const answer = await copyOf(elena)

  expect(answer.headers.get('content-type')).toBe('application/zip')
  expect(answer.headers.get('cache-control')).toBe('no-store')
  const read = await unpacked(answer)
  expect(JSON.parse(read('staffetta.json'))).toMatchObject({
    address,
    preferences: { signatureHtml: '<p>Elena</p>' },
    kept: {
      preference: [{ value: { signatureHtml: '<p>Elena</p>' } }],
      mail_log: [{ recipients: ['luca@altrove.example'], result: 'accepted' }],
    },
  })
  const inbox = read('posta/INBOX.mbox')
  expect(inbox).toMatch(/^From - Fri Nov {2}6 09:05:07 2026\n/)
  expect(inbox).toContain('\n>From qui si riparte')
  expect(inbox.match(/^From - /gm)).toHaveLength(2)
  expect(read('posta/Pratiche.mbox')).toContain('Subject: Terza')
  expect(read(`agenda/${calendars[0]!.name}.ics`)).toContain('SUMMARY:Giunta')
  expect(read(`rubriche/${books[0]!.name}.vcf`)).toContain('Lucia Sarti')
  expect(await elena.get('/api/own-data/copy/progress')).toEqual({ running: null, stopping: false })
}, 20_000)

test('one at a time, seen by every tab, stopped by whoever began it', async () => {
  const address = 'bruno@monteverde.example'
  // Nothing of it can be made smaller, or all of it would be on its way before it is stopped.
  const raw = mail('Grande', randomBytes(750_000).toString('base64').replaceAll(/.{76}/g, '$&\r\n'))
  const messages = Array.from({ length: 60 }, () => ({ raw, receivedAt: new Date() }))
  await appendMany(dovecot, { user: address }, 'INBOX', messages)
  const bruno = await server.signIn(address)
  // Nobody reads what comes, so it does not come to an end.
  const first = await copyOf(bruno, '?calendar=no&contacts=no')
  const progress = () =>
    bruno.get<{ running: { totalMessages: number; messages: number } | null }>('/api/own-data/copy/progress')

  await expect.poll(async () => (await progress()).running?.totalMessages, { timeout: 30_000 }).toBe(60)
  const second = await copyOf(bruno)
  expect([second.status, await second.json()]).toEqual([409, { code: 'own-data/under-way' }])
  const carla = await server.signIn('carla@monteverde.example')
  expect((await carla.call({ method: 'DELETE', url: '/api/own-data/copy' })).status).toBe(204)
  expect((await progress()).running).not.toBeNull()

  expect((await bruno.call({ method: 'DELETE', url: '/api/own-data/copy' })).status).toBe(204)
  await expect(first.arrayBuffer()).rejects.toThrow('terminated')
  await expect.poll(async () => (await progress()).running, { timeout: 30_000 }).toBeNull()
}, 25_000)
