import { ImapFlow } from 'imapflow'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Dovecot, startDovecot } from '../servers/dovecot.ts'
import { seedMail } from './mail.ts'
import { elena, lucia } from './organisations.ts'

let dovecot: Dovecot

beforeAll(async () => {
  dovecot = await startDovecot({ fts: false })
  await seedMail(dovecot, { archiveCount: 50 })
}, 120_000)
afterAll(() => dovecot?.stop())

test('an inbox as a municipal office has it: threads, unread, keywords, folders within folders', async () => {
  const client = await signIn(elena.address)

  const folders = (await client.list()).map(({ path }) => path)
  await client.mailboxOpen('INBOX')
  const rows = await client.fetchAll('1:*', { envelope: true, flags: true, internalDate: true })
  await client.logout()

  expect(folders).toEqual(
    expect.arrayContaining(['Pratiche edilizie/SCIA 2026', 'PNRR – scuola via Fonte', 'Drafts']),
  )
  expect(rows.at(-1)?.envelope?.subject).toBe('SCIA via del Mulino 14')
  expect(rows.length).toBeGreaterThan(1200)
  expect(new Set(rows.map(({ envelope }) => envelope?.messageId)).size).toBe(rows.length)
  expect(rows.filter(({ flags }) => !flags?.has('\\Seen')).length).toBeGreaterThan(4)
  expect(
    rows.find(({ envelope }) => envelope?.messageId === '<proroga-mercato@demo.example>')?.flags,
  ).toContain('Lavori_pubblici')
  expect(dovecot.log()).not.toMatch(/Error|Panic|Fatal/)
})

test('the registry mailbox is shared with the people of the office', async () => {
  const client = await signIn(lucia.address)

  const shared = (await client.list()).find(({ path }) => path.startsWith('shared/anagrafe@'))

  expect(shared).toBeDefined()
  await client.logout()
})

async function signIn(user: string) {
  const client = new ImapFlow({
    host: dovecot.host,
    port: dovecot.imapPort,
    secure: false,
    doSTARTTLS: false,
    logger: false,
    auth: { user, pass: 'password' },
  })
  await client.connect()
  return client
}
