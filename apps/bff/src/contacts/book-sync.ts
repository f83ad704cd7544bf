import { queryAllCards } from '@staffetta/dav'
import { freshen } from '../dav/freshen.ts'
import { idOfHref } from '../dav/refs.ts'
import { synchronise } from '../dav/sync.ts'
import type { BookIndex } from './book-index.ts'
import { brokenCard, digestCards } from './card-entry.ts'
import type { ContactsAccount } from './contacts-account.ts'

/** Makes a book's memory true. */
export function syncBook(account: ContactsAccount, index: BookIndex): Promise<void> {
  const tellObjects = () =>
    account.publish([{ type: 'contacts.cards-changed', bookIds: [idOfHref(index.href)] }])
  const tellCollections = () => account.tellCollections()
  if (account.ldap !== undefined)
    return account.ldap.sync(index, { objects: tellObjects, state: tellCollections })
  return synchronise(index, () => ({
    dav: account.dav,
    digest: digestCards,
    // A server that cannot answer it costs the order of reading, nothing else.
    quickList: () => queryAllCards(account.dav, index.collection, index.signal).catch(() => []),
    notFetched: (etag) => brokenCard(etag, 'not-fetched'),
    shownOf: ({ row, words, hidden }) => [row, words, hidden],
    tellObjects,
    tellCollections,
    codeOf: (error) => account.errors.codeOf(error, 'collection'),
    onFailure: (code) => {
      if (code === 'contacts/book-gone') account.forgetCollections()
    },
  }))
}

/** A book's memory, as true as it can be made while somebody waits. */
export async function freshBook(
  account: ContactsAccount,
  index: BookIndex,
  { watched }: { watched: boolean },
): Promise<void> {
  await freshen(index, { watched, whole: false, sync: () => syncBook(account, index) })
}
