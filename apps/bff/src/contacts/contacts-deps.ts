import type { Db } from '../db/open.ts'
import type { ContactsAccounts } from './contacts-accounts.ts'
import type { Directory } from './directory.ts'
import type { ServiceBooks } from './service-books.ts'

/** What the address books need from outside themselves. */
export interface ContactsDeps {
  db: Db
  contacts: ContactsAccounts
  directory: Directory
  services: ServiceBooks
}

/** Enough to know which books somebody has. */
export type BookDeps = Pick<ContactsDeps, 'db' | 'directory' | 'services'>
