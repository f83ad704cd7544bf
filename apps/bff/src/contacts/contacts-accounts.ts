import type { ContactsLiveEvent } from '@staffetta/contract'
import type { Standing } from '../dav/held-account.ts'
import { HeldAccounts } from '../dav/held-accounts.ts'
import { hrefOfId } from '../dav/refs.ts'
import type { Account } from '../http/account.ts'
import { ContactsAccount } from './contacts-account.ts'

/** What this node remembers of everybody's address books together, in bytes, about. */
const MOST_WEIGHT = 300_000_000

interface Publishing {
  publish: (key: string, events: ContactsLiveEvent[]) => void
  /** A word to every tab of the tenant. */
  tellTenant: (tenantId: string, events: ContactsLiveEvent[]) => void
}

/** The accounts whose address books this node works for. */
export class ContactsAccounts extends HeldAccounts<ContactsAccount> {
  readonly #deps: Publishing

  constructor(deps: Publishing) {
    super(MOST_WEIGHT)
    this.#deps = deps
  }

  protected open(account: Account, standing?: Standing): ContactsAccount {
    const publish = (key: string, events: ContactsLiveEvent[]) => {
      if (standing === undefined) this.#publish(account, key, events)
      else this.#deps.tellTenant(account.tenantId, events)
    }
    return new ContactsAccount(account, publish, standing)
  }

  /** What changed in one book changed for all who see it: their index is old, and their tabs ask again. */
  #publish(source: Account, key: string, events: ContactsLiveEvent[]): void {
    this.#deps.publish(key, events)
    const changed = events.flatMap((event) => (event.type === 'contacts.cards-changed' ? event.bookIds : []))
    if (changed.length === 0) return
    for (const other of this.accounts.values()) {
      const { account, indexes, standing } = other
      if (account.key === source.key || account.tenantId !== source.tenantId) continue
      const bookIds = changed.filter((id) => indexes.has(hrefOfId(id)))
      for (const id of bookIds) indexes.get(hrefOfId(id))!.stale = true
      if (bookIds.length === 0) continue
      const news: ContactsLiveEvent[] = [{ type: 'contacts.cards-changed', bookIds }]
      if (standing === undefined) this.#deps.publish(account.key, news)
      else this.#deps.tellTenant(account.tenantId, news)
    }
  }
}
