import { type Listener, lookedAt, rested } from '../dav/beat.ts'
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
  readonly #beatMs: number

  constructor(deps: { contacts: ContactsAccounts; directory: Directory; beatMs: number }) {
    this.#contacts = deps.contacts
    this.#directory = deps.directory
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
