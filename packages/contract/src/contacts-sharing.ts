import { Colleague, ShareRight, Sharing } from './calendar-sharing.ts'
import { BookId } from './contacts.ts'
import {
  contactsUser as user,
  contactsServerErrors as serverErrors,
  inBookErrors as inBook,
} from './contacts-manners.ts'
import { defineRoute } from './route.ts'
import { array, nullable, object, string } from './schema.ts'

const byBook = object({ bookId: BookId })

/** Who else sees a book of one's own. */
export const contactsSharing = {
  getSharing: defineRoute({
    ...user,
    method: 'GET',
    path: '/api/contacts/books/:bookId/sharing',
    params: byBook,
    answer: 'json',
    response: Sharing,
    errors: [...inBook],
  }),
  /** Gives a right, changes it, or takes it back (null). */
  putShare: defineRoute({
    ...user,
    method: 'PUT',
    path: '/api/contacts/books/:bookId/sharing',
    params: byBook,
    body: object({
      address: nullable(string({ minLength: 3, maxLength: 320 })),
      right: nullable(ShareRight),
    }),
    answer: 'json',
    response: Sharing,
    errors: [...inBook, 'contacts/share-outside'],
  }),
  /** People of one's own body, by a piece of their name or address. */
  listColleagues: defineRoute({
    ...user,
    method: 'GET',
    path: '/api/contacts/colleagues',
    query: object({ text: string({ minLength: 1, maxLength: 200 }) }),
    answer: 'json',
    response: object({ colleagues: array(Colleague) }),
    errors: [...serverErrors],
  }),
} as const
