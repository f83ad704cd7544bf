import { parentOf } from '@staffetta/dav'
import { idOfHref } from '../dav/refs.ts'
import { askAgain, type Writer } from '../dav/write.ts'
import { syncBook } from './book-sync.ts'
import { digestCards } from './card-entry.ts'
import type { ContactsAccount } from './contacts-account.ts'

/** What one request writes: its memories say so at once, and everybody is told when all of it is done. */
export class Writing {
  readonly #touched = new Map<string, ContactsAccount>()

  at(account: ContactsAccount): Writer {
    return {
      dav: account.dav,
      told: account.errors.told,
      shown: async (href, stored) => {
        const [entry] = await digestCards([stored])
        account.indexes.get(parentOf(href))?.putOwn(href, entry!)
        this.#touched.set(parentOf(href), account)
      },
      notShown: (href) => {
        account.indexes.get(parentOf(href))?.removeOwn(href)
        this.#touched.set(parentOf(href), account)
      },
    }
  }

  tell(): void {
    for (const [folder, account] of this.#touched) {
      account.publish([{ type: 'contacts.cards-changed', bookIds: [idOfHref(folder)] }])
      const index = account.indexes.get(folder)
      askAgain(index, () => {
        if (!account.closed) void syncBook(account, index!)
      })
    }
    this.#touched.clear()
  }
}

/** Does it, and tells of what was written also when it breaks off. */
export async function writing<T>(work: (writing: Writing) => Promise<T>): Promise<T> {
  const own = new Writing()
  try {
    return await work(own)
  } finally {
    own.tell()
  }
}
