import { type Listener, lookedAt, rested } from '../dav/beat.ts'
import type { Lent } from '../dav/held-account.ts'
import type { Account } from '../http/account.ts'
import { syncBook } from './book-sync.ts'
import type { ContactsAccount } from './contacts-account.ts'
import type { ContactsAccounts } from './contacts-accounts.ts'
import type { Directory } from './directory.ts'

const LISTED_EVERY_MS = 60_000

/** What is read of address books while tabs are open. */
export class ContactsNews implements Listener {
  readonly service = 'contacts'
  readonly #contacts: ContactsAccounts
  readonly #directory: Directory
  readonly #lent: (account: ContactsAccount) => Promise<Lent<ContactsAccount>[]>
  readonly #beatMs: number

  constructor(deps: {
    contacts: ContactsAccounts
    directory: Directory
    /** What others share with somebody now: it may be another list than before. */
    lent: (account: ContactsAccount) => Promise<Lent<ContactsAccount>[]>
    beatMs: number
  }) {
    this.#contacts = deps.contacts
    this.#directory = deps.directory
    this.#lent = deps.lent
    this.#beatMs = deps.beatMs
  }

  unwatch(key: string): void {
    this.#contacts.unwatch(key)
  }

  async readNews(account: Account): Promise<void> {
    const own = this.#contacts.known(account)
    if (own === undefined) return
    own.watched = true
    await readNews(own, 0)
    for (const { via, collection } of await this.#lent(own)) {
      const index = via.indexes.get(collection.href)
      if (index !== undefined && !via.closed && rested(index)) await syncBook(via, index)
    }
    const directory = this.#directory.of(account.tenant)
    // Everybody's beat asks for it: once is enough.
    if (directory !== null) await readNews(directory.via, this.#beatMs / 2)
  }
}

async function readNews(account: ContactsAccount, youngMs: number): Promise<void> {
  const looked = lookedAt(account.indexes.values()).filter(({ syncedAt }) => Date.now() - syncedAt >= youngMs)
  if (looked.length === 0) return
  // A password that is no longer right does not get right by repeating: servers lock accounts for that.
  if (looked.some(({ error }) => error === 'contacts/credentials-refused')) return
  await account.collections(LISTED_EVERY_MS)
  for (const index of looked) {
    if (account.closed) return
    if (rested(index)) await syncBook(account, index)
  }
}
