import type { Readable } from 'node:stream'
import { createTransport } from 'nodemailer'
import type { Account } from '../http/account.ts'
import { AppError } from '../http/app-error.ts'
import { authentication } from './submission-login.ts'

const CONNECT_MS = 15_000
/** RFC 5321 §4.5.3.2.6: a server may take ten minutes to answer the end of DATA; nobody waits that long for a webmail. */
const SILENCE_MS = 120_000

interface SmtpError {
  code?: string
  command?: string
  responseCode?: number
  rejected?: string[]
}

/**
 * Hands a message to the tenant's submission server. Returns what it said, and the recipients it refused while taking the others.
 * Throws AppError; `mail/submission-uncertain` when the line was cut after the message had left and before the answer.
 */
export async function submitMessage(
  account: Account,
  envelope: { sender: string; recipients: string[] },
  raw: Readable,
): Promise<{ refused: string[]; code: number | null }> {
  const { credential, tenant } = account
  const endpoint = tenant.endpoints.smtp
  if (endpoint === undefined) throw new AppError('mail/submission-unreachable')
  const transport = createTransport({
    host: endpoint.host,
    port: endpoint.port,
    secure: endpoint.tls === 'tls',
    requireTLS: endpoint.tls === 'starttls',
    ignoreTLS: endpoint.tls === 'none',
    tls: { minVersion: 'TLSv1.2', ...(endpoint.verifyName !== null && { servername: endpoint.verifyName }) },
    ...authentication(credential),
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  let leaving = false
  raw.once('data', () => {
    leaving = true
  })
  raw.pause()
  try {
    const { rejected, response } = await transport.sendMail({
      envelope: { from: envelope.sender, to: envelope.recipients },
      raw,
    })
    return { refused: rejected.map(String), code: Number(/^\d{3}/.exec(response)?.[0] ?? 0) || null }
  } catch (error) {
    throw smtpError(error as SmtpError, leaving)
  } finally {
    transport.close()
    raw.destroy()
  }
}

/** What the server said, where it said anything. */
export function smtpCodeOf(error: unknown): number | null {
  return error instanceof Error ? ((error.cause as SmtpError | undefined)?.responseCode ?? null) : null
}

function smtpError(error: SmtpError, leaving: boolean): AppError {
  const cause = { cause: error }
  const { code, command, responseCode } = error
  if (code === 'EAUTH') return new AppError('auth/credentials-refused', undefined, cause)
  if (responseCode !== undefined) {
    if (responseCode === 552 || responseCode === 523)
      return new AppError('mail/message-too-large', undefined, cause)
    if (command === 'MAIL FROM') return new AppError('mail/sender-refused', { code: responseCode }, cause)
    if (command === 'RCPT TO')
      return new AppError('mail/recipients-refused', { addresses: error.rejected ?? [] }, cause)
    return new AppError('mail/submission-refused', { code: responseCode }, cause)
  }
  // The message had begun to leave and nobody said what became of it.
  if (leaving) return new AppError('mail/submission-uncertain', undefined, cause)
  return new AppError('mail/submission-unreachable', undefined, cause)
}
