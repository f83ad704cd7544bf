import { ImapFlow } from 'imapflow'
import type { StoredMessage } from './fill.ts'

/** Puts messages into a folder over IMAP, in order, making the folder when it is missing. Gives back their UIDs. */
export async function appendMany(
  server: { host: string; imapPort: number },
  login: { user: string; password?: string },
  mailbox: string,
  messages: Iterable<StoredMessage>,
): Promise<number[]> {
  const client = new ImapFlow({
    host: server.host,
    port: server.imapPort,
    secure: false,
    doSTARTTLS: false,
    logger: false,
    disableAutoIdle: true,
    auth: {
      user: login.user,
      pass: login.password ?? 'password',
    },
  })
  client.on('error', () => {}) // the command that was running rejects, and says why
  await client.connect()
  try {
    const folders = await client.list()
    if (!folders.some(({ path }) => path.toUpperCase() === mailbox.toUpperCase()))
      await client.mailboxCreate(mailbox)
    const uids: number[] = []
    for (const { raw, receivedAt, flags } of messages) {
      const append = () => client.append(mailbox, raw, flags ?? [], receivedAt)
      // Dovecot makes the INBOX of a new person at the first command that needs it; of two at once it refuses one.
      const result = await append().catch((error: { serverResponseCode?: string }) => {
        if (error.serverResponseCode !== 'ALREADYEXISTS') throw error
        return append()
      })
      if (result && result.uid !== undefined) uids.push(result.uid)
    }
    return uids
  } catch (error) {
    // imapflow says "Command failed" of everything; the server has said why.
    const { responseText } = error as { responseText?: string }
    if (error instanceof Error && responseText !== undefined) error.message = `${mailbox}: ${responseText}`
    throw error
  } finally {
    // On a line that broke, this would be said in the place of why.
    if (client.usable) await client.logout()
  }
}
