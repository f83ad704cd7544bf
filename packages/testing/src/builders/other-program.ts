import { ImapFlow } from 'imapflow'

/** Does something as another mail program would: a connection of its own, opened and closed. */
export async function asOtherProgram<T>(
  server: { host: string; imapPort: number },
  user: string,
  work: (imap: ImapFlow) => Promise<T>,
  mailbox = 'INBOX',
): Promise<T> {
  const imap = new ImapFlow({
    host: server.host,
    port: server.imapPort,
    secure: false,
    doSTARTTLS: false,
    logger: false,
    disableAutoIdle: true,
    auth: { user, pass: 'password' },
  })
  imap.on('error', () => {}) // the command that was running rejects, and says why
  await imap.connect()
  try {
    await imap.mailboxOpen(mailbox)
    return await work(imap)
  } finally {
    await imap.logout()
  }
}
