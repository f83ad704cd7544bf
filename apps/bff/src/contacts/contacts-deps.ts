import type { Db } from '../db/open.ts'
import type { ContactsAccounts } from './contacts-accounts.ts'
import type { Directory } from './directory.ts'

/** What the address books need from outside themselves. */
export interface ContactsDeps {
  db: Db
  contacts: ContactsAccounts
  directory: Directory
}
