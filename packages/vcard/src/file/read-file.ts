import { describe, octetsOf } from '../card/describe.ts'
import { pictureFacts } from '../card/picture.ts'
import { createCard } from '../edit/create.ts'
import { cardsOfCsv } from '../formats/csv/csv-cards.ts'
import { type CsvColumn, type CsvTarget, readCsv } from '../formats/csv/read-csv.ts'
import { readLdif } from '../formats/ldif/read-ldif.ts'
import type { NewCard } from '../formats/new-card.ts'
import { type Encoding, textOfFile } from '../text/decode.ts'
import { type Card, readCards, writeCard } from '../text/read-cards.ts'

/** A file of contacts, whatever its kind: one text a card, and what of it makes none. */
export interface ContactsFile {
  kind: 'read'
  format: 'vcard' | 'csv' | 'ldif'
  encoding: Encoding
  cards: FileCard[]
  problems: FileProblem[]
  /** Of a table: what stands in it, and what each column is taken for. */
  columns: (CsvColumn & { target: CsvTarget })[]
}

export interface FileCard {
  /** As the file has it; of tables and directories a card of 3.0, without a UID where the file says none. */
  text: string
  /** The row of a table, the line of any other file, counted from 1. */
  at: number
  uid: string
  name: string
  organisation: string
  emails: string[]
  phone: string
  group: boolean
}

export interface FileProblem {
  at: number
  problem:
    | 'unreadable'
    | 'too-large'
    | 'photo'
    | 'quotes'
    | 'too-many-cells'
    | 'nobody'
    | 'not-an-address'
    | 'not-a-uid'
    | 'not-a-line'
    | 'link'
    | 'change'
    | 'member-unknown'
  column: string
  value: string
  /** It makes no card; else only this much of it is not taken. */
  whole: boolean
}

export type FileRead = ContactsFile | { kind: 'unreadable'; reason: 'empty' | 'not-contacts' | 'too-large' }

const mostCards = 50_000
/** What can be stored and read again. */
const mostCharacters = 3_900_000
const mostOfNote = 200_000

/** Told by what stands in it, not by what it is called. Never throws. */
export function readFile(octets: Uint8Array, targets?: readonly CsvTarget[]): FileRead {
  const { text, encoding } = textOfFile(octets)
  const head = text.slice(0, 20_000)
  if (text.trim() === '') return { kind: 'unreadable', reason: 'empty' }
  const read = /^\s*(?:[\w-]+\.)?BEGIN\s*:\s*VCARD\s*$/im.test(text)
    ? readVcards(text)
    : /^(?:version:\s*1\s*$|dn::?\s*\S|#)/im.test(head) && /^dn::?\s*\S/im.test(text)
      ? readDirectory(octets)
      : readTable(octets, head, targets)
  if (read.kind === 'unreadable') return read
  if (read.cards.length > mostCards) return { kind: 'unreadable', reason: 'too-large' }
  return { ...read, encoding, problems: read.problems.toSorted((a, b) => a.at - b.at) }
}

type Read = Omit<ContactsFile, 'encoding'> | Extract<FileRead, { kind: 'unreadable' }>

function readVcards(text: string): Read {
  const cards: FileCard[] = []
  const problems: FileProblem[] = []
  for (const read of readCards(text)) {
    const { line: at } = read
    if (read.kind === 'unreadable')
      problems.push(problemAt(at, read.reason === 'no-card' ? 'unreadable' : 'too-large', read.source))
    else if (read.card.lines.every(({ name }) => name === ''))
      problems.push(problemAt(at, 'unreadable', read.source))
    else take(read.card, { at, cards, problems })
    if (cards.length > mostCards) break
  }
  return { kind: 'read', format: 'vcard', cards, problems, columns: [] }
}

function readDirectory(octets: Uint8Array): Read {
  const read = readLdif(octets)
  const cards: FileCard[] = []
  const problems = read.problems.map(({ line, problem, value, whole }) => {
    const kind = problem === 'base64' ? 'not-a-line' : problem === 'no-dn' ? 'unreadable' : problem
    return { ...problemAt(line, kind, value), whole }
  })
  for (const { line, ...made } of read.cards) take(cardOf(made), { at: line, cards, problems })
  return { kind: 'read', format: 'ldif', cards, problems, columns: [] }
}

function readTable(octets: Uint8Array, head: string, targets: readonly CsvTarget[] | undefined): Read {
  // Texts of other programs that a table could be made of.
  // oxlint-disable-next-line no-control-regex -- a zero is in none
  if (/\u0000/.test(head) || /^\s*(?:<|[{[]|BEGIN\s*:|%PDF|\{\\rtf)/i.test(head))
    return { kind: 'unreadable', reason: 'not-contacts' }
  const file = readCsv(octets)
  if ('problem' in file)
    return { kind: 'unreadable', reason: file.problem === 'not-csv' ? 'not-contacts' : file.problem }
  const chosen = file.columns.map(({ suggested }, at) => targets?.[at] ?? suggested)
  // One column that nobody knows is any text at all.
  const isKnown = file.columns.some(({ suggested }) => suggested.kind === 'field')
  if (!isKnown && file.columns.filter(({ name }) => name !== '').length < 2)
    return { kind: 'unreadable', reason: 'not-contacts' }
  const { cards: made, problems: found } = cardsOfCsv(file, chosen)
  const cards: FileCard[] = []
  const problems = found.map(({ row, problem, column, value, whole }) => ({
    ...problemAt(row, problem, value),
    column: shown(column),
    whole,
  }))
  for (const { row, ...one } of made) take(cardOf(one), { at: row, cards, problems })
  const columns = file.columns.map((column, at) => ({
    ...column,
    name: shown(column.name),
    target: chosen[at]!,
  }))
  return { kind: 'read', format: 'csv', cards, problems, columns }
}

function cardOf({ uid, fields }: NewCard): Card {
  return createCard(fields, { uid, version: '3.0', now: '1970-01-01T00:00:00Z', product: '-//Staffetta//IT' })
}

function take(
  card: Card,
  { at, cards, problems }: { at: number; cards: FileCard[]; problems: FileProblem[] },
): void {
  const data = describe(card)
  const photo = data.photo?.kind === 'inline' ? octetsOf(card, 'photo') : undefined
  const bad = photo !== undefined && pictureFacts(photo) === undefined
  if (bad) problems.push({ ...problemAt(at, 'photo', data.fullName), whole: false })
  // What is no line of a card makes servers refuse the rest.
  const noise = card.lines.filter(({ name, raw }) => name === '' && raw.trim() !== '')
  if (noise.length > 0)
    problems.push({ ...problemAt(at, 'not-a-line', noise.map(({ raw }) => raw).join(' ')), whole: false })
  const lines = card.lines.filter(({ name }) => name !== '' && !(bad && name === 'PHOTO'))
  const taken = { ...card, lines }
  // oxlint-disable-next-line no-control-regex -- a zero is in no text, and servers break at it
  const text = writeCard(taken).replaceAll(/\u0000/g, '')
  if (text.length > mostCharacters || data.note.length > mostOfNote) {
    problems.push(problemAt(at, 'too-large', data.fullName))
    return
  }
  cards.push({
    text,
    at,
    uid: data.uid,
    name: data.fullName,
    organisation: shown(data.organisation),
    emails: data.emails.map(({ value }) => value),
    phone: shown(data.phones[0]?.value ?? ''),
    group: data.kind === 'group',
  })
}

function problemAt(at: number, problem: FileProblem['problem'], value: string): FileProblem {
  return { at, problem, column: '', value: shown(value), whole: true }
}

function shown(text: string): string {
  return text.slice(0, 200)
}
