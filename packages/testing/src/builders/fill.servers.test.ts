import { ImapFlow } from 'imapflow'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Dovecot, startDovecot } from '../servers/dovecot.ts'
import { appendMany } from './append.ts'
import { fillMailbox, storeMessages } from './fill.ts'
import { aMessage } from './message.ts'

let dovecot: Dovecot

beforeAll(async () => {
  dovecot = await startDovecot()
})
afterAll(() => dovecot?.stop())

test('a folder is filled in the order of arrival, and the newest message is the last', async () => {
  const newestAt = new Date('2026-11-20T09:00:00Z')

  await fillMailbox(dovecot, 'piena', 'Archivio storico', { count: 500, newestAt })

  const rows = await list('piena', 'Archivio storico')
  const arrivals = rows.map(({ internalDate }) => new Date(internalDate!).getTime())
  expect(rows).toHaveLength(500)
  expect(arrivals.at(-1)).toBeGreaterThan(newestAt.getTime() - 3_600_000)
  expect(arrivals.filter((at, i) => i > 0 && at < arrivals[i - 1]!).length).toBe(0)
  expect(rows.filter(({ envelope }) => envelope?.inReplyTo).length).toBeGreaterThan(100)
  expect(dovecot.log()).not.toMatch(/Error|Panic|Fatal/)
})

test('stored and appended messages read the same', async () => {
  const message = {
    raw: aMessage().subject('Perché no – 5 €').charset('windows-1252').text('già').build(),
    receivedAt: new Date('2026-01-02T03:04:05Z'),
    flags: ['\\Seen'],
  }

  await storeMessages(dovecot, 'uguale', 'INBOX', [message])
  await appendMany(dovecot, { user: 'uguale' }, 'Pratiche/SCIA 2026', [message])

  const [stored] = await list('uguale', 'INBOX')
  const [appended] = await list('uguale', 'Pratiche/SCIA 2026')
  expect(stored?.envelope).toEqual(appended?.envelope)
  expect(stored?.envelope?.subject).toBe('Perché no – 5 €')
  expect(new Date(stored!.internalDate!)).toEqual(message.receivedAt)
  expect([...stored!.flags!].filter((flag) => flag.startsWith('\\') && flag !== '\\Recent')).toEqual([
    '\\Seen',
  ])
})

async function list(user: string, mailbox: string) {
  const client = new ImapFlow({
    host: dovecot.host,
    port: dovecot.imapPort,
    secure: false,
    doSTARTTLS: false,
    logger: false,
    auth: { user, pass: 'password' },
  })
  await client.connect()
  await client.mailboxOpen(mailbox)
  const rows = await client.fetchAll('1:*', { envelope: true, flags: true, internalDate: true })
  await client.logout()
  // Dovecot 2.4 answers the first FETCH of a message twice: the second time only with the keyword it has just given it.
  return rows.filter(({ envelope }) => envelope)
}
