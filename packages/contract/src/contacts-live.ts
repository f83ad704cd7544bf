import type { BookId } from './contacts.ts'

/** What can happen to address books while one looks. */
export type ContactsLiveEvent =
  /** Cards came, went or changed; also while the first reading goes on. */
  | { type: 'contacts.cards-changed'; bookIds: BookId[] }
  /** Books came, went, changed their name, colour or state. */
  | { type: 'contacts.books-changed' }
  /** Favourites, or saved searches. */
  | { type: 'contacts.kept-changed' }
  /** Whom the person writes to is another list. */
  | { type: 'contacts.written-changed' }
  /** A file on its way into a book is further, or at its end. */
  | { type: 'contacts.import-changed'; importId: string }
