import { ImapFlow } from 'imapflow'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Dovecot, startDovecot } from './dovecot.ts'

let dovecot: Dovecot

beforeAll(async () => {
  dovecot = await startDovecot()
})
afterAll(() => dovecot?.stop())

test('anybody may sign in, over plain TCP and over TLS, and finds the special mailboxes', async () => {
  const plain = await signIn({ port: dovecot.imapPort, secure: false, doSTARTTLS: false })
  const tls = await signIn({ port: dovecot.imapsPort, secure: true, tls: { ca: dovecot.ca } })

  const roles = (await tls.list()).map((mailbox) => mailbox.specialUse).filter(Boolean)

  expect(roles.sort()).toEqual(['\\Archive', '\\Drafts', '\\Inbox', '\\Junk', '\\Sent', '\\Trash'])
  expect([...tls.capabilities.keys()]).toEqual(
    expect.arrayContaining(['NOTIFY', 'CONDSTORE', 'QRESYNC', 'QUOTA', 'ACL', 'ESORT']),
  )
  expect(dovecot.log()).not.toMatch(/Error|Panic|Fatal/)
  await plain.logout()
  await tls.logout()
})

test('a wrong password is refused at once', async () => {
  const client = new ImapFlow({
    host: dovecot.host,
    port: dovecot.imapPort,
    secure: false,
    doSTARTTLS: false,
    logger: false,
    auth: { user: 'nuovo', pass: 'no' },
  })
  client.on('error', () => {})

  await expect(client.connect()).rejects.toMatchObject({ authenticationFailed: true })
})

async function signIn(how: { port: number; secure: boolean; doSTARTTLS?: boolean; tls?: object }) {
  const client = new ImapFlow({
    host: dovecot.host,
    ...how,
    logger: false,
    auth: { user: 'nuovo', pass: 'password' },
  })
  await client.connect()
  return client
}
