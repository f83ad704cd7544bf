import { CardRef } from './contacts.ts'
import type { ErrorCode } from './errors.ts'
import { object, string } from './schema.ts'

// What the routes of the address books have in common.

export const contactsUser = { access: 'user', service: 'contacts' } as const

/** What any question to the DAV server may come to. */
export const contactsServerErrors = [
  'contacts/server-unreachable',
  'contacts/server-slow',
  'contacts/server-refused',
  'contacts/credentials-refused',
] as const satisfies ErrorCode[]

export const inBookErrors = [
  ...contactsServerErrors,
  'contacts/book-gone',
  'contacts/not-permitted',
] as const satisfies ErrorCode[]

export const onCardErrors = [
  ...inBookErrors,
  'contacts/card-gone',
  'contacts/card-unreadable',
] as const satisfies ErrorCode[]

export const cardWritingErrors = [
  'contacts/conflict',
  'contacts/over-quota',
  'contacts/card-refused',
  'contacts/write-uncertain',
] as const satisfies ErrorCode[]

/** `undo`: takes it back, for as long as nobody has changed it since. */
export const CardDone = object({ ref: CardRef, etag: string(), undo: string() })
