import { davErrors } from '../dav/errors.ts'

const names = {
  collectionGone: 'contacts/book-gone',
  objectGone: 'contacts/card-gone',
  objectRefused: 'contacts/card-refused',
} as const

/** The one place that reads what the DAV client throws at the address books. */
export const ownErrors = davErrors('contacts', names)

/** The same of the directory and of what is lent: nobody who looks at it can mend the password of the account it is read with. */
export const serviceErrors = davErrors('contacts', {
  ...names,
  credentialsRefused: 'contacts/server-refused',
})
