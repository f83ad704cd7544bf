import { ImapFlow } from 'imapflow'
import { expect, test } from 'vitest'
import { aMessage } from '../builders/message.ts'
import { startDovecot } from './dovecot.ts'
import { deliver } from './lmtp.ts'

test('words inside a body are found, also in the middle of them', async () => {
  const dovecot = await startDovecot({ fts: true })
  const user = 'cerca@monteverde.example'
  for (const text of ['La deliberazione è pubblicata.', 'Nulla di nuovo.']) {
    await deliver(dovecot, { recipients: [user], raw: aMessage().text(text).build() })
  }
  const client = new ImapFlow({
    host: dovecot.host,
    port: dovecot.imapPort,
    secure: false,
    doSTARTTLS: false,
    logger: false,
    auth: { user, pass: 'password' },
  })
  await client.connect()
  await client.mailboxOpen('INBOX')

  expect(await client.search({ body: 'liberaz' })).toEqual([1])
  expect((await client.list()).map(({ path }) => path)).not.toContain('xapian-indexes')
  // A search that comes while the index is being made says that there is none, and reads the messages.
  const log = dovecot.log().replace(/^.*Can not open RO index .* DatabaseNotFoundError.*$/gm, '')
  expect(log).not.toMatch(/Error|Panic|Fatal/)

  await client.logout()
  await dovecot.stop()
})
