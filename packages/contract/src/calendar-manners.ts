import type { ErrorCode } from './errors.ts'
import { string } from './schema.ts'

// What the routes of the calendar have in common.

export const calendarUser = { access: 'user', service: 'calendar' } as const

/** IANA's name of a zone; whether there is such a one is found out where it is used. */
export const Zone = string({ minLength: 1, maxLength: 100, pattern: '^[A-Za-z0-9_+/-]+$' })

/** What any question to the DAV server may come to. */
export const serverErrors = [
  'calendar/server-unreachable',
  'calendar/server-slow',
  'calendar/server-refused',
  'calendar/credentials-refused',
] as const satisfies ErrorCode[]

/** The same of something in one calendar. */
export const inCalendarErrors = [
  ...serverErrors,
  'calendar/calendar-gone',
  'calendar/not-permitted',
] as const satisfies ErrorCode[]

/** What reading a part of a mail may come to. */
export const inMail = [
  'mail/server-unreachable',
  'mail/server-slow',
  'mail/connection-limit',
  'mail/mailbox-gone',
  'mail/uidvalidity-changed',
  'mail/not-permitted',
  'mail/message-gone',
  'mail/message-unreadable',
  'mail/part-gone',
] as const satisfies ErrorCode[]
