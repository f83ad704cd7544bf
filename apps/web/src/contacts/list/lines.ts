import type { Contact } from '../state/contact.ts'
import { givenFirst, indexOf } from '../find/index-of.ts'

export type ContactOrder = 'name' | 'organisation' | 'changed'

export const rowHeight = 52
export const headingHeight = 28

export interface Line {
  /** Of a heading: the letter, or the organisation. */
  heading: string | null
  /** Which contact; of a heading, the first below it. */
  at: number
  top: number
}

export interface Lines {
  lines: Line[]
  height: number
  /** Where each contact stands among the lines. */
  lineOf: number[]
  /** Letters there are, and the contact each begins with; none where the order is of time. */
  letters: ReadonlyMap<string, number>
}

/** How a list is looked at. */
export interface ListView {
  order: ContactOrder
  /** Names as one says them, and in that order. */
  givenFirst: boolean
}

/** Comes after all that is known. */
const last = '\uffff'

/** Sorted by what is folded: names are compared as they are found, and fast enough for all of them. */
export function sorted(contacts: readonly Contact[], view: ListView): Contact[] {
  const keyed = contacts.map((one) => ({ one, key: keyOf(one, view) }))
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ one }) => one)
}

function keyOf(contact: Contact, { order, givenFirst: given }: ListView): string {
  const { byName, organisation } = indexOf(contact)
  const name = given ? givenFirst(contact) : byName
  if (order === 'organisation') return `${organisation || last} ${name}`
  if (order === 'changed') return `${newestFirst(contact.changedAt)} ${name}`
  return name
}

const newestFirst = (at: string | undefined): string =>
  at === undefined ? last : String(1e14 - Date.parse(at)).padStart(15, '0')

/** Rows and what stands above them, each with its place: of twenty thousand only those in sight are drawn. */
export function linesOf(
  contacts: readonly Contact[],
  headingOf: (contact: Contact) => string,
  letterOf: ((contact: Contact) => string) | null = (one) => indexOf(one).letter,
): Lines {
  const lines: Line[] = []
  const lineOf: number[] = []
  const letters = new Map<string, number>()
  let top = 0
  let before: string | null = null
  contacts.forEach((contact, at) => {
    const heading = headingOf(contact)
    if (heading !== before) {
      lines.push({ heading, at, top })
      top += headingHeight
      before = heading
    }
    const letter = letterOf?.(contact)
    if (letter !== undefined && !letters.has(letter)) letters.set(letter, at)
    lineOf.push(lines.length)
    lines.push({ heading: null, at, top })
    top += rowHeight
  })
  return { lines, height: top, lineOf, letters }
}

/** The lines between two heights, by halving. */
export function linesIn({ lines }: Lines, from: number, to: number): Line[] {
  let low = 0
  let high = lines.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (lines[middle]!.top + rowHeight < from) low = middle + 1
    else high = middle
  }
  let end = low
  while (end < lines.length && lines[end]!.top < to) end++
  return lines.slice(low, end)
}
