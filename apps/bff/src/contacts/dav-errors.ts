import { davErrors } from '../dav/errors.ts'

/** The one place that reads what the DAV client throws at the address books. */
export const { davError, told, codeOf } = davErrors('contacts', {
  collectionGone: 'contacts/book-gone',
  objectGone: 'contacts/card-gone',
  objectRefused: 'contacts/card-refused',
})
