import { isDavError, type DavError, type DavFailure } from '@staffetta/dav'
import type { ErrorCode } from '@staffetta/contract'
import { AppError } from '../../http/app-error.ts'

/** What was asked of the server: the same refusal means another thing of an event than of a calendar or of all of them. */
export type Asked = 'calendars' | 'calendar' | 'event' | 'writing'

const always: Partial<Record<DavFailure, ErrorCode>> = {
  'auth-refused': 'calendar/credentials-refused',
  dns: 'calendar/server-unreachable',
  unreachable: 'calendar/server-unreachable',
  tls: 'calendar/server-unreachable',
  timeout: 'calendar/server-slow',
  busy: 'calendar/server-slow',
}
const ofCalendar: Partial<Record<DavFailure, ErrorCode>> = {
  forbidden: 'calendar/not-permitted',
  unsupported: 'calendar/not-permitted',
  'not-found': 'calendar/calendar-gone',
  outside: 'calendar/calendar-gone',
}
const ofEvent: Partial<Record<DavFailure, ErrorCode>> = {
  forbidden: 'calendar/not-permitted',
  unsupported: 'calendar/not-permitted',
  'not-found': 'calendar/event-gone',
  outside: 'calendar/event-gone',
  precondition: 'calendar/conflict',
  conflict: 'calendar/conflict',
  'uid-conflict': 'calendar/conflict',
  quota: 'calendar/over-quota',
  'too-large': 'calendar/event-refused',
  rejected: 'calendar/event-refused',
  'managed-id': 'calendar/attachment-gone',
}
const byAsked: Record<Asked, Partial<Record<DavFailure, ErrorCode>>> = {
  calendars: {},
  calendar: ofCalendar,
  event: ofEvent,
  // Asked to store and silent: it may have done it all the same.
  writing: { ...ofEvent, timeout: 'calendar/write-uncertain' },
}

/** The one place that reads what the DAV client throws. Unknown things pass through: they are our bugs and become a 500. */
export function davError(error: unknown, asked: Asked): unknown {
  if (error instanceof AppError) return error
  if (isDavError(error)) {
    const code = byAsked[asked][error.kind] ?? always[error.kind] ?? 'calendar/server-refused'
    return new AppError(code, undefined, { cause: error, ...retryOf(error) })
  }
  // AbortSignal.timeout: we stopped waiting.
  if (error instanceof Error && error.name === 'TimeoutError')
    return new AppError(byAsked[asked].timeout ?? 'calendar/server-slow', undefined, { cause: error })
  return error
}

function retryOf({ retryAfterSeconds }: DavError): { retryAfter?: number } {
  return retryAfterSeconds === undefined ? {} : { retryAfter: retryAfterSeconds }
}

/** Awaits something asked of the server and throws its failure as a code of the contract. */
export async function told<T>(asked: Asked, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw davError(error, asked)
  }
}

/** The code of a failed synchronisation, for whoever looks at what is remembered. Anything unforeseen is thrown. */
export function codeOf(error: unknown, asked: Asked): ErrorCode {
  const known = davError(error, asked)
  if (known instanceof AppError) return known.code
  throw known
}
