import type { Birthday, BookId, CardRef, CardRow } from '@staffetta/contract'
import { fold } from '../dav/fold.ts'
import { hrefOfId, idOfHref } from '../dav/refs.ts'
import { AppError } from '../http/app-error.ts'
import { type Access, accessTo, hidesPrivate } from './access.ts'
import { freshBook } from './book-sync.ts'
import { readableBooks } from './books.ts'
import type { CardEntry } from './card-entry.ts'
import type { ContactsAccount } from './contacts-account.ts'
import type { ContactsDeps } from './contacts-deps.ts'

const MOST_FOUND = 1_000
const MOST_BIRTHDAYS = 5_000

/** All cards of one book, by name, as true as they can be made while somebody waits. */
export async function listCards(
  deps: ContactsDeps,
  account: ContactsAccount,
  id: BookId,
): Promise<{ cards: CardRow[]; more: boolean }> {
  const access = await accessTo(deps, account, hrefOfId(id))
  const index = access.via.indexOf(access.collection)
  await freshBook(access.via, index, { watched: account.watched })
  // Nothing is remembered: an empty book would be a lie.
  if (index.error !== null && index.syncedAt === 0 && index.entries.size === 0)
    throw new AppError(index.error)
  const cards = shownOf(access).map(({ href, entry }) => ({ ref: refIn(access, href), ...entry.row }))
  return { cards, more: index.progress !== null }
}

/** Cards of all books that have every word in any field, whatever their accents. */
export async function searchCards(
  deps: ContactsDeps,
  account: ContactsAccount,
  text: string,
): Promise<{ refs: CardRef[]; truncated: boolean }> {
  const words = fold(text)
    .split(/\s+/)
    .filter((word) => word !== '')
  if (words.length === 0) return { refs: [], truncated: false }
  const books = await readableBooks(deps, account)
  const { watched } = account
  await Promise.all(books.map(({ via, collection }) => freshBook(via, via.indexOf(collection), { watched })))
  const found = books.flatMap((access) =>
    shownOf(access)
      .filter(({ entry }) => words.every((word) => entry.words.includes(word)))
      .map(({ href, entry }) => ({ ref: refIn(access, href), key: entry.key })),
  )
  found.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  return { refs: found.slice(0, MOST_FOUND).map(({ ref }) => ref), truncated: found.length > MOST_FOUND }
}

/** Whose birthdays one may want to know: not those of the directory, which everybody has. */
export async function listBirthdays(
  deps: ContactsDeps,
  account: ContactsAccount,
): Promise<{ birthdays: Birthday[] }> {
  const books = (await readableBooks(deps, account)).filter(({ kind }) => kind !== 'directory')
  const { watched } = account
  await Promise.all(books.map(({ via, collection }) => freshBook(via, via.indexOf(collection), { watched })))
  const birthdays = books.flatMap((access) =>
    shownOf(access).flatMap(({ href, entry: { birthday, row } }) =>
      birthday === null
        ? []
        : [
            {
              ref: refIn(access, href),
              bookId: idOfHref(access.collection.href),
              name: row.name,
              ...birthday,
            },
          ],
    ),
  )
  return { birthdays: birthdays.slice(0, MOST_BIRTHDAYS) }
}

/** Without what is kept from whoever may only read. */
export function shownOf(access: Access): readonly { href: string; entry: CardEntry }[] {
  const placed = access.via.indexOf(access.collection).sorted()
  return hidesPrivate(access) ? placed.filter(({ entry }) => !entry.hidden) : placed
}

export function refIn({ collection }: Access, href: string): CardRef {
  const name = href.slice(collection.href.length)
  return `${idOfHref(collection.href)}.${Buffer.from(name).toString('base64url')}`
}
