import { AuthenticationFailure } from 'imapflow'
import { AppError } from '../http/app-error.ts'

interface LibraryError {
  code?: string
  responseStatus?: string
  serverResponseCode?: string
  responseText?: string
  authenticationFailed?: boolean
}

const slow = new Set([
  'ETIMEOUT',
  'CONNECT_TIMEOUT',
  'GREETING_TIMEOUT',
  'UPGRADE_TIMEOUT',
  'ETIMEDOUT',
  'LockTimeout',
])

/** RFC 5530 and RFC 9051: what a server says machine-readably. */
const byResponseCode: Record<string, () => AppError> = {
  OVERQUOTA: () => new AppError('mail/over-quota'),
  NONEXISTENT: () => new AppError('mail/mailbox-gone'),
  TRYCREATE: () => new AppError('mail/mailbox-gone'),
  ALREADYEXISTS: () => new AppError('mail/mailbox-exists'),
  CANNOT: () => new AppError('mail/mailbox-name-refused'),
  NOPERM: () => new AppError('mail/not-permitted'),
  LIMIT: () => new AppError('mail/connection-limit'),
  INUSE: () => new AppError('mail/connection-limit'),
  TOOBIG: () => new AppError('mail/message-too-large'),
  UNAVAILABLE: () => new AppError('mail/server-unreachable'),
  SERVERBUG: () => new AppError('mail/server-unreachable'),
  AUTHENTICATIONFAILED: () => new AppError('auth/credentials-refused'),
}

/** The one place that reads what imapflow throws. Unknown things pass through: they are our bugs and become a 500. */
export function imapError(error: unknown): unknown {
  if (error instanceof AppError) return error
  const { code, responseStatus, serverResponseCode, responseText, authenticationFailed } =
    error as LibraryError
  const known =
    serverResponseCode === undefined ? undefined : byResponseCode[serverResponseCode.toUpperCase()]
  if (known !== undefined) return known()
  // Neither a mechanism for tokens nor one for passwords is offered.
  if (error instanceof Error && error.message === 'Unsupported authentication mechanism')
    return new AppError('auth/credentials-refused', undefined, { cause: error })
  if (error instanceof AuthenticationFailure || authenticationFailed === true) {
    return new AppError('auth/credentials-refused', undefined, { cause: error })
  }
  if (code !== undefined && slow.has(code))
    return new AppError('mail/server-slow', undefined, { cause: error })
  if (responseStatus === 'NO') {
    // Dovecot 2.3 and Cyrus 3 say these in words only.
    if (/quota/i.test(responseText ?? '')) return new AppError('mail/over-quota')
    if (/permission denied/i.test(responseText ?? '')) return new AppError('mail/not-permitted')
    if (/(doesn't|does not) exist|unknown mailbox/i.test(responseText ?? ''))
      return new AppError('mail/mailbox-gone')
    if (/invalid mailbox name|character not allowed/i.test(responseText ?? ''))
      return new AppError('mail/mailbox-name-refused')
    return new AppError('mail/not-permitted', undefined, { cause: error })
  }
  if (code !== undefined) return new AppError('mail/server-unreachable', undefined, { cause: error })
  return error
}

/** The connection died under the command: the same command may be tried once on a new one, if it changes nothing. */
export function isConnectionLost(error: unknown): boolean {
  return (
    error instanceof AppError &&
    (error.code === 'mail/server-unreachable' || error.code === 'mail/server-slow')
  )
}
