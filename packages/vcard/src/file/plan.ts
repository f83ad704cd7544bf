import { createHash } from 'node:crypto'
import { replaceMember } from '../duplicates/merge.ts'
import { convertCard, withDemanded } from '../formats/convert.ts'
import { compareForImport, type ImportVerdict, updateCard } from '../formats/import.ts'
import { type Line, lineOf, rewritten } from '../text/line.ts'
import { type Card, readCard, readCards, writeCard } from '../text/read-cards.ts'

export interface PlanOptions {
  /** all: everything becomes a card of its own · skip: what is there already stays as it is · update: it takes what the file says. */
  mode: 'all' | 'skip' | 'update'
  /** A table or a directory, which cannot say all. */
  isPartial: boolean
  /** What the server keeps. */
  version: '3.0' | '4.0'
  now: string
  /** Names the import: a card without a UID gets the same one whenever it is planned. */
  seed: string
}

/** What is to be done with one card of a file. */
export type PlanStep =
  | { kind: 'add'; text: string }
  | { kind: 'update'; ref: string; text: string }
  | { kind: 'keep' }

/** A card of the book. */
export interface BookCard {
  ref: string
  text: string
}

export function verdictsFor(
  texts: readonly string[],
  book: readonly BookCard[],
  { isPartial }: Pick<PlanOptions, 'isPartial'>,
): ImportVerdict[] {
  return compareForImport(texts.map(readOne), known(book), { isPartial })
}

/** A step for each card, in the order of the file. */
export function planImport(
  texts: readonly string[],
  book: readonly BookCard[],
  options: PlanOptions,
): PlanStep[] {
  const { mode, seed, isPartial, now } = options
  const cards = texts.map(readOne)
  const read = known(book)
  const verdicts = compareForImport(cards, read, { isPartial })
  const stored = new Map(book.map(({ ref, text }) => [ref, text]))
  const there = new Set(read.map(({ card }) => plainUid(uidOf(card))))
  const taken = new Set(there)
  const renamed = new Map<string, string>()
  const steps = cards.map((card, at): PlanStep => {
    const verdict = verdicts[at]!
    if (mode !== 'all' && verdict.kind !== 'new') {
      if (verdict.kind !== 'changed' || mode !== 'update') return { kind: 'keep' }
      const [first, ...others] = [...readCards(stored.get(verdict.ref)!)]
      if (first?.kind !== 'card') return { kind: 'keep' }
      const changed = writeCard(updateCard(first.card, card, { isPartial, now }))
      return { kind: 'update', ref: verdict.ref, text: changed + others.map(({ source }) => source).join('') }
    }
    const said = uidOf(card)
    // Two of one UID cannot lie in one book (RFC 6352 §5.1).
    const isFree = said !== '' && !taken.has(plainUid(said))
    const uid = isFree ? said : uidFor(seed, at)
    taken.add(plainUid(uid))
    if (there.has(plainUid(said)) && !renamed.has(said)) renamed.set(said, uid)
    return { kind: 'add', text: writeCard(ready(card, uid, options)) }
  })
  return renamed.size === 0 ? steps : steps.map((step) => withMembers(step, renamed, options))
}

/** A group of the file means the people of the file, whatever they are called now. */
function withMembers(step: PlanStep, renamed: ReadonlyMap<string, string>, { now }: PlanOptions): PlanStep {
  if (step.kind !== 'add' || !/^(?:X-ADDRESSBOOKSERVER-)?MEMBER\b/im.test(step.text)) return step
  let card = readOne(step.text)
  for (const [gone, kept] of renamed) card = replaceMember(card, { gone, kept }, { now }) ?? card
  return { ...step, text: writeCard(card) }
}

/** As the server takes it: its version, with a UID and what the version demands. */
function ready(card: Card, uid: string, { version }: PlanOptions): Card {
  const { lines } = convertCard(card, version)
  const value = version === '4.0' && /^[0-9a-f-]{36}$/i.test(uid) ? `urn:uuid:${uid}` : uid
  const named = lines.some((line) => line.name === 'UID' && line.value.trim() === value)
    ? lines
    : [lineOf(`UID:${value}`), ...lines.filter(({ name }) => name !== 'UID')]
  return { version, lines: withDemanded(named.map(mended), card, version) }
}

/** What servers refuse or double: base64 that goes on without a fold, as in 2.1; colons that Google and Apple escape. */
function mended(line: Line): Line {
  const isFolded = !/\r\n(?![ \t])/.test(line.raw)
  const value = line.value.includes('\\:')
    ? line.value.replaceAll(/\\[^]/g, (one) => (one === '\\:' ? ':' : one))
    : line.value
  return isFolded && value === line.value ? line : rewritten(line, line.head, value)
}

/** To describe all of a card for it takes a tenth of a millisecond: seconds of a large book. */
function uidOf({ lines }: Card): string {
  return lines.find(({ name }) => name === 'UID')?.value.trim() ?? ''
}

function uidFor(seed: string, at: number): string {
  const hex = createHash('sha256').update(`${seed} ${at}`).digest('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}

function plainUid(uid: string): string {
  return uid.replace(/^urn:uuid:/i, '').toLowerCase()
}

/** What cannot be read is like nothing. */
function readOne(text: string): Card {
  const read = readCard(text)
  return read.kind === 'card' ? read.card : { version: '3.0', lines: [] }
}

function known(book: readonly BookCard[]): { ref: string; card: Card }[] {
  return book.flatMap(({ ref, text }) => {
    const read = readCard(text)
    return read.kind === 'card' ? [{ ref, card: read.card }] : []
  })
}
