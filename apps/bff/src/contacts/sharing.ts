import type { ContactsLiveEvent } from '@staffetta/contract'
import { bringBookBack } from '../db/book-choices.ts'
import type { SharingArea } from '../dav/sharing.ts'
import type { ContactsAccount } from './contacts-account.ts'
import type { ContactsDeps } from './contacts-deps.ts'
import { ownErrors } from './dav-errors.ts'

export interface SharingDeps extends ContactsDeps {
  /** A word to every tab of one person that is open on this node. */
  tellAccount: (tenantId: string, address: string, events: ContactsLiveEvent[]) => void
}

/** To a person, to read or to write; what is for everyone of the body is in its directory. */
export function bookSharing({
  db,
  services,
  contacts,
  tellAccount,
}: SharingDeps): SharingArea<ContactsAccount> {
  return {
    db,
    services,
    told: ownErrors.told,
    rights: { person: ['read', 'write'], everyone: [] },
    codes: { notPermitted: 'contacts/not-permitted', outside: 'contacts/share-outside' },
    bringBack: bringBookBack,
    tell: (tenantId, address) => {
      contacts.forgetShared(tenantId)
      if (address !== null) tellAccount(tenantId, address, [{ type: 'contacts.books-changed' }])
    },
  }
}
