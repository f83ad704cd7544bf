import { createHash } from 'node:crypto'
import type { CardRow } from '@staffetta/contract'
import { type Card, type CardData, describe, readCard, readCards } from '@staffetta/vcard'
import type { Remembered } from '../dav/collection-memory.ts'
import { fold } from '../dav/fold.ts'

/** Of a card that says more, the rest is seen when it is opened. */
const MOST_VALUES = 20
const MOST_MEMBERS = 2_000
const MOST_CHARACTERS = 300
const MOST_WORDS = 8_000
/** The event loop belongs to everybody: after so long the next card waits its turn. */
const SLICE_MS = 8

/** What is remembered of a card: its row, and what it is found by. Of a picture, only that it is another one. */
export interface CardEntry extends Remembered {
  row: Omit<CardRow, 'ref'>
  /** Rows stand in this order. */
  key: string
  /** What search looks into: every field, folded. */
  words: string
  /** The day, and the year where it is known. */
  birthday: { month: number; day: number; year: number | null } | null
  /** Somebody keeps it from the people of the directory. */
  hidden: boolean
}

/** The entries of texts, in small bites. */
export async function digestCards(objects: readonly { text: string; etag: string }[]): Promise<CardEntry[]> {
  return inSlices(
    (function* () {
      const entries: CardEntry[] = []
      for (const { text, etag } of objects) {
        entries.push(cardEntry(text, etag))
        yield
      }
      return entries
    })(),
  )
}

/** Work of many small steps, with a pause for everybody else after some of them. */
export async function inSlices<Result>(steps: Iterator<undefined, Result>): Promise<Result> {
  let since = performance.now()
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
    if (performance.now() - since < SLICE_MS) continue
    await new Promise((resolve) => setImmediate(resolve))
    since = performance.now()
  }
}

export function cardEntry(text: string, etag: string): CardEntry {
  const read = readCard(text)
  if (read.kind === 'unreadable')
    return brokenCard(etag, read.reason === 'no-card' ? 'unreadable' : 'too-large')
  const data = describe(read.card)
  const row = rowOf(data, photoMark(read.card))
  return entryOf(etag, {
    row,
    key: fold(row.sortName),
    words: wordsOf(data),
    birthday: birthdayOf(data),
    hidden: isHidden(text, read.card),
  })
}

/** One that cannot be read may be meant to be hidden. */
export function brokenCard(etag: string, problem: NonNullable<CardRow['problem']>): CardEntry {
  return entryOf(etag, { row: { ...empty, problem }, key: '', words: '', birthday: null, hidden: true })
}

const empty: Omit<CardRow, 'ref'> = {
  uid: '',
  kind: 'individual',
  name: '',
  sortName: '',
  nickname: '',
  organisation: '',
  office: '',
  units: [],
  title: '',
  emails: [],
  phones: [],
  categories: [],
  photo: '',
  members: [],
  problem: null,
}

/** Written and read once, since V8 keeps a whole answer of the server alive for a piece of it. */
function entryOf(etag: string, facts: Omit<CardEntry, keyof Remembered>): CardEntry {
  const text = JSON.stringify({ ...facts, etag })
  return { ...(JSON.parse(text) as typeof facts & { etag: string }), weight: text.length + 600, writtenAt: 0 }
}

function rowOf(data: CardData, photo: string): Omit<CardRow, 'ref'> {
  const { family, given, additional } = data.name
  const changed = changedAt(data)
  const sorted = [family, given, additional].filter((part) => part !== '').join(' ')
  return {
    uid: clipped(plainUid(data.uid), 1_000),
    kind: data.kind,
    name: clipped(data.fullName),
    sortName: clipped(data.kind === 'individual' && family !== '' ? sorted : data.fullName),
    nickname: clipped(data.nickname),
    organisation: clipped(data.organisation),
    office: clipped(data.units.at(-1) ?? ''),
    units: data.units.slice(0, MOST_VALUES).map((unit) => clipped(unit)),
    title: clipped(data.title || data.role),
    // The preferred one is what a list offers.
    emails: preferredFirst(data.emails),
    phones: preferredFirst(data.phones),
    categories: data.categories.slice(0, MOST_VALUES).map((one) => clipped(one)),
    photo,
    members: data.kind === 'group' ? data.members.slice(0, MOST_MEMBERS).map(plainMember) : [],
    ...(changed !== null && { changedAt: changed }),
    problem: null,
  }
}

/** When the card says it was changed, where that is a moment. */
export function changedAt({ revision }: CardData): string | null {
  const at = Date.parse(revision)
  return Number.isNaN(at) ? null : new Date(at).toISOString()
}

function preferredFirst(points: CardData['emails']): string[] {
  return points
    .toSorted((a, b) => Number(b.preferred) - Number(a.preferred))
    .slice(0, MOST_VALUES)
    .map(({ value }) => clipped(value))
}

function wordsOf(data: CardData): string {
  const said = [
    data.fullName,
    ...Object.values(data.name),
    ...Object.values(data.phonetic),
    data.nickname,
    ...data.emails.map(({ value }) => value),
    ...data.phones.flatMap(({ value }) => [value, value.replaceAll(/\D/g, '')]),
    data.organisation,
    ...data.units,
    data.title,
    data.role,
    data.manager,
    data.assistant,
    ...data.categories,
    ...data.addresses.flatMap(({ street, locality, region, postalCode, country }) => [
      street,
      locality,
      region,
      postalCode,
      country,
    ]),
    ...data.urls.map(({ value }) => value),
    ...data.messengers.map(({ value }) => value),
    ...data.custom.flatMap(({ label, value }) => [label, clipped(value, MOST_WORDS)]),
    clipped(data.note, MOST_WORDS),
  ]
  return fold(
    [...new Set(said)]
      .filter((one) => one !== '')
      .join('\n')
      .slice(0, MOST_WORDS),
  )
}

function birthdayOf({ kind, birthday }: CardData): CardEntry['birthday'] {
  if (kind !== 'individual' || birthday === null || birthday.month === null || birthday.day === null)
    return null
  const { month, day, year } = birthday
  return { month, day, year }
}

/** Another picture has another mark. One that lies elsewhere is not fetched, so it is none. */
function photoMark({ lines }: Card): string {
  const line = lines.find(({ name }) => name === 'PHOTO')
  const inline =
    line !== undefined && (/^\s*data:/i.test(line.value) || /[;=](?:b|base64)\b/i.test(line.head))
  return inline ? createHash('sha256').update(line.value).digest('base64url').slice(0, 12) : ''
}

/** Whether any card of the text asks not to be shown to everybody. */
export function isHidden(text: string, first: Card): boolean {
  const hides = ({ lines }: Card) =>
    lines.some(
      ({ name, value }) =>
        (name === 'X-STAFFETTA-HIDDEN' && !/^\s*(?:false|no|0)?\s*$/i.test(value)) ||
        (name === 'CLASS' && /^\s*(?:private|confidential)\s*$/i.test(value)),
    )
  if (hides(first)) return true
  if (!/END\s*:\s*VCARD[\s\S]*BEGIN\s*:\s*VCARD/i.test(text)) return false
  return [...readCards(text)].some((read) => read.kind === 'unreadable' || hides(read.card))
}

/** `urn:uuid:` is how versions 4 writes what older ones write bare; a group must find its people in both. */
export function plainUid(uid: string): string {
  return uid.replace(/^urn:uuid:/i, '')
}

const plainMember = (member: string): string => clipped(plainUid(member), 1_000)

function clipped(text: string, most = MOST_CHARACTERS): string {
  return text.length <= most ? text : text.slice(0, most)
}
