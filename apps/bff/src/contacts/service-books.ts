import type { Db } from '../db/open.ts'
import { ServiceAccounts } from '../dav/service-accounts.ts'
import type { ContactsAccount } from './contacts-account.ts'
import type { ContactsAccounts } from './contacts-accounts.ts'

/** Address books that are opened for somebody else. */
export class ServiceBooks extends ServiceAccounts<ContactsAccount> {
  constructor(deps: { db: Db; key: Buffer; accounts: ContactsAccounts }) {
    super({ ...deps, service: 'contacts' })
  }
}
