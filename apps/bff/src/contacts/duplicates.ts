import { createHash } from 'node:crypto'
import type { BookId, CardRef, Duplicate } from '@staffetta/contract'
import { type Candidate, type Person, seekDuplicates } from '@staffetta/vcard'
import { hrefOfId, readRef } from '../dav/refs.ts'
import { deleteNotSame, listNotSame, type NotSame, putNotSame } from '../db/contacts-not-same.ts'
import { AppError } from '../http/app-error.ts'
import { type Access, accessTo, writableAccess } from './access.ts'
import { freshBook } from './book-sync.ts'
import { readableBooks } from './books.ts'
import { type CardEntry, inSlices } from './card-entry.ts'
import { refIn } from './cards.ts'
import type { ContactsAccount } from './contacts-account.ts'
import type { ContactsDeps } from './contacts-deps.ts'

/** What somebody looks through; of more there is a word. */
const MOST_SHOWN = 200

type Placed = readonly { href: string; entry: CardEntry }[]

interface Pair extends Candidate {
  notSame: NotSame
}

/** What was found among the cards of these books as they stood: `sorted()` gives another list as soon as one of them changes. */
interface Found {
  lists: readonly Placed[]
  pairs: Promise<Pair[]>
}
const found = new WeakMap<ContactsAccount, Found>()

/** Cards that may be one person's, among those one may change; what a person said is not, is left out. */
export async function listDuplicates(
  deps: ContactsDeps,
  account: ContactsAccount,
  bookId: BookId | undefined,
): Promise<{ duplicates: Duplicate[]; truncated: boolean; more: boolean }> {
  if (bookId !== undefined) await writableAccess(deps, account, hrefOfId(bookId))
  const books = (await readableBooks(deps, account)).filter(({ write }) => write)
  const { watched } = account
  await Promise.all(books.map(({ via, collection }) => freshBook(via, via.indexOf(collection), { watched })))
  const pairs = await pairsOf(account, books)
  const said = new Set((await listNotSame(deps.db, account.account)).map((pair) => pair.join(' ')))
  const shown = pairs.filter(
    ({ refs, notSame }) =>
      (bookId === undefined || refs.every((ref) => ref.startsWith(`${bookId}.`))) &&
      !said.has(notSame.join(' ')),
  )
  return {
    duplicates: shown.slice(0, MOST_SHOWN).map(({ refs, level, evidence }) => ({
      refs: [...refs],
      level,
      evidence: evidence.map(({ kind, value }) => ({ kind, value })),
    })),
    truncated: shown.length > MOST_SHOWN,
    more: books.some(({ via, collection }) => via.indexOf(collection).progress !== null),
  }
}

/** Looked for once for what the books hold now, in small bites: the event loop belongs to everybody. */
function pairsOf(account: ContactsAccount, books: readonly Access[]): Promise<Pair[]> {
  const lists = books.map(({ via, collection }) => via.indexOf(collection).sorted())
  const known = found.get(account)
  if (known?.lists.length === lists.length && lists.every((list, at) => list === known.lists[at]))
    return known.pairs
  const pairs = inSlices(seekPairs(books, lists))
  found.set(account, { lists, pairs })
  return pairs
}

function* seekPairs(books: readonly Access[], lists: readonly Placed[]): Generator<undefined, Pair[]> {
  const keys = new Map<CardRef, CardKey>()
  const people: Person[] = []
  for (const [at, list] of lists.entries())
    for (const { href, entry } of list) {
      yield
      if (entry.row.problem !== null) continue
      const ref = refIn(books[at]!, href)
      keys.set(ref, { href, uid: entry.row.uid })
      people.push(personOf(ref, entry))
    }
  const candidates = yield* seekDuplicates(people)
  return candidates.map((candidate) => {
    const [one, other] = candidate.refs
    return { ...candidate, notSame: pairOf(keys.get(one)!, keys.get(other)!) }
  })
}

function personOf(ref: CardRef, { row, birthday }: CardEntry): Person {
  const { uid, kind, name, nickname, organisation, emails, phones } = row
  const day = birthday?.year ? `${birthday.year}-${birthday.month}-${birthday.day}` : ''
  return { ref, uid, kind, name, nickname, organisation, emails, phones, birthday: day }
}

export async function setNotSame(
  deps: ContactsDeps,
  account: ContactsAccount,
  refs: readonly CardRef[],
  notSame: boolean,
): Promise<void> {
  const [one, other] = await Promise.all(refs.map((ref) => cardKey(deps, account, ref)))
  const pair = pairOf(one!, other!)
  await (notSame ? putNotSame : deleteNotSame)(deps.db, account.account, pair)
}

interface CardKey {
  href: string
  uid: string
}

async function cardKey(deps: ContactsDeps, account: ContactsAccount, ref: CardRef): Promise<CardKey> {
  const read = readRef(ref, account.dav.url)
  if (read === undefined) throw new AppError('contacts/card-gone')
  const { via, collection } = await accessTo(deps, account, read.folder)
  const index = via.indexOf(collection)
  await freshBook(via, index, { watched: account.watched })
  const entry = index.entries.get(read.href)
  if (entry === undefined) throw new AppError('contacts/card-gone')
  return { href: read.href, uid: entry.row.uid }
}

/** By their UIDs, which go along wherever a card is moved; by their places where the UIDs do not tell them apart. */
function pairOf(a: CardKey, b: CardKey): NotSame {
  const apart = a.uid !== '' && b.uid !== '' && a.uid !== b.uid
  const [one, other] = [a, b].map(({ uid, href }) => hash(apart ? uid.toLowerCase() : href)).sort()
  return [one!, other!]
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22)
}
