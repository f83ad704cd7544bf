import { startCyrus, startDovecot } from '@staffetta/testing'
import { startDatabase } from './database.ts'
import { startTestServer, type TestServer } from './server.ts'

export interface MailServer {
  host: string
  imapPort: number
  lmtpPort: number
  stop: () => Promise<void>
}

/** The same sentences must be true over every server: Dovecot offers nearly everything, Cyrus other things, others less. */
export const mailServers: [string, () => Promise<MailServer>][] = [
  ['Dovecot', () => startDovecot({ fts: false })],
  ['Cyrus', startCyrus],
]

/** One Staffetta with one tenant, whose people are made by the mail server as they come. */
export interface MailOffice {
  mailServer: MailServer
  server: TestServer
  stop: () => Promise<void>
}

export async function openMailOffice(start: () => Promise<MailServer>): Promise<MailOffice> {
  const [mailServer, postgres] = await Promise.all([start(), startDatabase()])
  const server = await startTestServer(postgres.url)
  await server.addTenant('monteverde', 'monteverde.example', { imapPort: mailServer.imapPort, smtpPort: 1 })
  return {
    mailServer,
    server,
    stop: async () => {
      await server.close()
      await Promise.all([mailServer.stop(), postgres.stop()])
    },
  }
}
