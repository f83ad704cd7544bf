import type { Address, Book, CardRef, WrittenTo } from '@staffetta/contract'
import { membersOf } from '../list/members.ts'
import { type Contact, isGroup, nameOf } from '../state/contact.ts'
import { plainUid } from '../state/plain-uid.ts'
import { foldText, indexOf, wordsOf } from './index-of.ts'

/** Somebody one may mean: an address of a card, or a group with all its people. */
export interface Suggested extends Address {
  office: string
  /** Of a group: whom it stands for. */
  people: Address[] | null
  /** Where they are known from. */
  from: { kind: Book['kind'] | 'written'; name: string }
  /** The same person's other addresses, the preferred one first. */
  others: readonly string[]
  /** Their card; null of whoever has none. */
  ref: CardRef | null
}

interface Entry {
  suggested: Suggested
  /** Folded, each word after a space. */
  text: string
  /** One's own first, then those of others, then the whole body. */
  rank: number
  /** How much one writes to them, from 0 to nearly 1. */
  use: number
}

export type Completion = readonly Entry[]

const ranks = { own: 0, shared: 1, directory: 2 } satisfies Record<Book['kind'], number>

/** After so long a letter counts half. */
const halfLifeMs = 45 * 86_400_000

/** Three letters of today are 0.5; one of three months ago is 0.08. */
function useOf({ times, lastAt }: WrittenTo, now: number): number {
  const worth = times * 0.5 ** (Math.max(0, now - Date.parse(lastAt)) / halfLifeMs)
  return worth / (worth + 3)
}

/** All there is to complete from, made once for what the books hold and whom one writes to now. */
export function completionOf(
  books: readonly Book[],
  contacts: readonly Contact[],
  written: readonly WrittenTo[] = [],
): Completion {
  const now = Date.now()
  const uses = new Map(written.map((one) => [one.address, useOf(one, now)]))
  const placed = new Set<string>()
  const bookOf = new Map(books.map((book) => [book.id, book]))
  const among = { contacts, byUid: new Map(contacts.map((one) => [plainUid(one.uid), one])) }
  const entries: Entry[] = []
  for (const one of contacts) {
    const book = bookOf.get(one.bookId)
    const { kind, name: bookName } = book ?? { kind: 'directory' as const, name: '' }
    const known = { from: { kind, name: bookName }, ref: one.ref }
    const rank = ranks[kind]
    if (isGroup(one)) {
      const people = membersOf(one, among).flatMap(({ contact: { name, emails } }) =>
        emails[0] === undefined ? [] : [{ name, address: emails[0] }],
      )
      if (people.length > 0)
        entries.push({
          suggested: { name: nameOf(one), address: '', office: '', people, others: [], ...known },
          text: ` ${foldText(nameOf(one))}`,
          rank,
          use: 0,
        })
    } else
      for (const address of one.emails) {
        const { name, office, organisation } = one
        const key = address.toLowerCase()
        placed.add(key)
        entries.push({
          suggested: {
            name,
            address,
            office: office || organisation,
            people: null,
            others: one.emails.filter((other) => other !== address),
            ...known,
          },
          text: indexOf(one).text,
          rank,
          use: uses.get(key) ?? 0,
        })
      }
  }
  for (const { name, address } of written)
    if (!placed.has(address))
      entries.push({
        suggested: {
          name,
          address,
          office: '',
          people: null,
          from: { kind: 'written', name: '' },
          others: [],
          ref: null,
        },
        text: ` ${foldText(`${name} ${address}`)}`,
        rank: ranks.directory,
        use: uses.get(address) ?? 0,
      })
  return entries.sort((a, b) => (a.text < b.text ? -1 : 1))
}

let kept: { of: readonly unknown[]; completion: Completion } = { of: [], completion: [] }

/** The last, for as long as the books hold the same: every field of recipients asks for it. */
export function keptCompletion(
  books: readonly Book[],
  lists: readonly (readonly Contact[])[],
  written: readonly WrittenTo[],
): Completion {
  const of = [books, written, ...lists]
  if (kept.of.length !== of.length || of.some((one, at) => one !== kept.of[at]))
    kept = { of, completion: completionOf(books, lists.flat(), written) }
  return kept.completion
}

const most = 10

/**
 * Those with all these words, the nearer first: who has one only within a word comes last. Of the others those one writes
 * to, the more and the later the sooner; then a name that begins so, then a word that does.
 */
export function complete(completion: Completion, text: string): Suggested[] {
  const words = wordsOf(text)
  if (words.length === 0) return []
  // By score and not sorted anew at each letter: they are in order already.
  const found = new Map<number, Entry[]>()
  for (const entry of completion) {
    const score = scoreOf(entry, words)
    if (score === null) continue
    const alike = found.get(score)
    if (alike) alike.push(entry)
    else found.set(score, [entry])
  }
  const seen = new Set<string>()
  const shown: Suggested[] = []
  for (const entry of [...found].sort(([a], [b]) => a - b).flatMap(([, alike]) => alike)) {
    const key = entry.suggested.people
      ? `group ${entry.suggested.name}`
      : entry.suggested.address.toLowerCase()
    if (seen.has(key)) continue
    seen.add(key)
    shown.push(entry.suggested)
    if (shown.length === most) break
  }
  return shown
}

function scoreOf({ text, rank, use }: Entry, words: readonly string[]): number | null {
  let score = use > 0 ? -use : text.startsWith(words[0]!, 1) ? rank : rank + 3
  for (const word of words) {
    if (!text.includes(word)) return null
    if (!text.includes(` ${word}`)) score += 10
  }
  return score
}

/** The groups among them, for a field that takes all their people at once. */
export function groupsIn(cards: readonly Suggested[]): { name: string; people: Address[] }[] {
  return cards.flatMap(({ name, people }) => (people === null ? [] : [{ name, people }]))
}

/** Those one has to do with first, then those of the books: people alone, each address once. */
export function everybody(known: readonly Address[], cards: readonly Suggested[]): Address[] {
  const there = new Set(known.map(({ address }) => address.toLowerCase()))
  return [
    ...known,
    ...cards.filter(({ people, address }) => people === null && !there.has(address.toLowerCase())),
  ]
}
