import type { ContactsLiveEvent } from '@staffetta/contract'
import type { Standing } from '../dav/held-account.ts'
import { HeldAccounts } from '../dav/held-accounts.ts'
import type { UndoPlace } from '../dav/undo-list.ts'
import { hrefOfId, idOfHref } from '../dav/refs.ts'
import type { Account } from '../http/account.ts'
import { ContactsAccount } from './contacts-account.ts'
import { LdapDirectory } from './ldap/ldap-directory.ts'

/** What this node remembers of everybody's address books together, in bytes, about. */
const MOST_WEIGHT = 300_000_000

interface Deps {
  undoPlace: UndoPlace
  publish: (key: string, events: ContactsLiveEvent[]) => void
  /** A word to every tab of the tenant. */
  tellTenant: (tenantId: string, events: ContactsLiveEvent[]) => void
  /** Told where the address books of an account are, once they are found. */
  learned: (account: Account, home: string) => void
  /** How often a directory in LDAP is read anew. */
  ldapMs: number
}

/** The accounts whose address books this node works for. */
export class ContactsAccounts extends HeldAccounts<ContactsAccount> {
  readonly #deps: Deps

  constructor(deps: Deps) {
    super(MOST_WEIGHT)
    this.#deps = deps
  }

  protected open(account: Account, standing?: Standing): ContactsAccount {
    const publish = (key: string, events: ContactsLiveEvent[]) => {
      if (standing?.alone) this.#deps.tellTenant(account.tenantId, events)
      else this.#publish(account, key, events)
    }
    const ldap =
      standing?.ldap === undefined
        ? undefined
        : new LdapDirectory({ ...standing, ldap: standing.ldap }, account.tenant.name, this.#deps.ldapMs)
    const { undoPlace, learned } = this.#deps
    return new ContactsAccount(account, publish, { undoPlace, standing, ldap, learned })
  }

  /** What changed in one book changed for all who see it: their tabs ask again. */
  #publish(source: Account, key: string, events: ContactsLiveEvent[]): void {
    this.#deps.publish(key, events)
    const changed = events.flatMap((event) => (event.type === 'contacts.cards-changed' ? event.bookIds : []))
    for (const { other, seen } of this.madeOld(source, changed.map(hrefOfId))) {
      const news: ContactsLiveEvent[] = [{ type: 'contacts.cards-changed', bookIds: seen.map(idOfHref) }]
      if (other.standing?.alone) this.#deps.tellTenant(source.tenantId, news)
      else this.#deps.publish(other.account.key, news)
    }
    // How far the reading of a lent book is, is told to whoever is lent it.
    if (events.some(({ type }) => type === 'contacts.books-changed'))
      for (const { account } of this.borrowersFrom(source))
        this.#deps.publish(account.key, [{ type: 'contacts.books-changed' }])
  }
}
