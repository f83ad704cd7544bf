import { ImapFlow } from 'imapflow'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aMessage } from '../builders/message.ts'
import { type Cyrus, startCyrus } from './cyrus.ts'
import { deliver } from './lmtp.ts'

let cyrus: Cyrus

beforeAll(async () => {
  cyrus = await startCyrus()
}, 180_000)
afterAll(() => cyrus?.stop())

test('a new user finds delivered mail, the special mailboxes, and a calendar home', async () => {
  const user = 'elena@monteverde.example'
  const raw = aMessage().to(user).subject('Da Cyrus').text('Ciao').build()

  expect(await deliver(cyrus, { recipients: [user], raw })).toEqual({ accepted: [user], refused: [] })

  const client = signIn(user, 'password')
  await client.connect()
  const roles = (await client.list()).map((mailbox) => mailbox.specialUse).filter(Boolean)
  await client.mailboxOpen('INBOX')
  const row = await client.fetchOne('*', { envelope: true })
  await client.logout()
  expect(row && row.envelope?.subject).toBe('Da Cyrus')
  expect(roles.sort()).toEqual(['\\Archive', '\\Drafts', '\\Inbox', '\\Junk', '\\Sent', '\\Trash'])
  const home = await fetch(`${cyrus.davUrl}dav/calendars/user/${user}/`, {
    method: 'PROPFIND',
    headers: { depth: '1', authorization: `Basic ${Buffer.from(`${user}:password`).toString('base64')}` },
  })
  expect(home.status).toBe(207)
})

test('a wrong password is refused', async () => {
  const client = signIn('elena@monteverde.example', 'sbagliata')
  client.on('error', () => {})

  await expect(client.connect()).rejects.toMatchObject({ authenticationFailed: true })
})

function signIn(user: string, pass: string) {
  return new ImapFlow({
    host: cyrus.host,
    port: cyrus.imapPort,
    secure: false,
    doSTARTTLS: false,
    logger: false,
    auth: { user, pass },
  })
}
