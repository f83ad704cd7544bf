import type { ContactsComparison } from '@staffetta/contract'
import { type Collection, fetchObjects } from '@staffetta/dav'
import type { BookCard, CardThreads, ContactsFile, FileCard } from '@staffetta/vcard/worker'
import { fold } from '../../dav/fold.ts'
import { AppError } from '../../http/app-error.ts'
import { syncBook } from '../book-sync.ts'
import { plainUid } from '../card-entry.ts'
import type { ContactsAccount } from '../contacts-account.ts'

const MOST_CHANGES = 20

/** The cards of a book that those of a file may be, by their paths. */
export interface Standing {
  book: ReadonlyMap<string, { text: string; etag: string | undefined }>
  /** Everything that is there. */
  hrefs: ReadonlySet<string>
}

/**
 * What of a file may be in the book, as the server has it now. The memory names who has a UID, a name or an address in common;
 * only those are fetched, since all of a large book would take longer than the import.
 */
export async function standingOf(
  account: ContactsAccount,
  collection: Collection,
  { cards, own = new Set() }: { cards: readonly FileCard[]; own?: ReadonlySet<string> },
): Promise<Standing> {
  const index = account.indexOf(collection)
  index.lookedAt = Date.now()
  await syncBook(account, index)
  if (index.error !== null) throw new AppError(index.error)
  const wanted = new Set(cards.flatMap(({ uid, name, emails }) => keysOf({ uid, name, emails })))
  const hrefs = [...index.entries].flatMap(([href, { row }]) =>
    !own.has(href) && keysOf(row).some((key) => wanted.has(key)) ? [href] : [],
  )
  const book = new Map<string, { text: string; etag: string | undefined }>()
  const batches = fetchObjects(account.dav, collection, hrefs)
  for (;;) {
    const { value, done } = await account.errors.told('collection', batches.next())
    if (done === true) return { book, hrefs: new Set(index.entries.keys()) }
    for (const { href, etag, text } of value.found) book.set(href, { text, etag })
  }
}

/** As they are compared. */
export function bookCards({ book }: Standing): BookCard[] {
  return Array.from(book, ([ref, { text }]) => ({ ref, text }))
}

/** Rows are cut at some length: no more of it is compared. */
function keysOf({ uid, name, emails }: { uid: string; name: string; emails: readonly string[] }): string[] {
  const plain = (text: string) => fold(text).trim().slice(0, 100)
  return [
    ...(uid === '' ? [] : [`uid ${plain(plainUid(uid))}`]),
    // Without a name and an address they are all alike.
    ...(name === '' && emails.length > 0 ? [] : [`name ${plain(name)}`]),
    ...emails.map((email) => `email ${plain(email)}`),
  ]
}

export async function comparisonOf(
  threads: CardThreads,
  { cards, format }: ContactsFile,
  standing: Standing,
): Promise<ContactsComparison> {
  const texts = cards.map(({ text }) => text)
  const verdicts = await threads.verdicts(texts, bookCards(standing), { isPartial: format !== 'vcard' })
  const count = (kind: (typeof verdicts)[number]['kind']) =>
    verdicts.filter((verdict) => verdict.kind === kind).length
  const changes = verdicts.flatMap((verdict, at) =>
    verdict.kind === 'changed' ? [{ name: cards[at]!.name.slice(0, 200), fields: verdict.fields }] : [],
  )
  return {
    fresh: count('new'),
    same: count('same'),
    changed: count('changed'),
    repeated: count('repeated'),
    changes: changes.slice(0, MOST_CHANGES),
  }
}
