import Papa from 'papaparse'
import type { CardData, PartialDate } from '../../card/card-data.ts'
import { dateText } from '../../card/partial-date.ts'
import { kindText } from './kinds.ts'

/**
 * A table of cards, in Google's columns where it has some. Semicolons are what Excel opens in Italy. With a byte order mark,
 * without which it takes UTF-8 for windows-1252.
 */
export function writeCsv(cards: readonly CardData[], delimiter: ';' | ',' | '\t' = ';'): string {
  const columns = columnsFor(cards)
  const rows = cards.map((card) => columns.map(([, cell]) => guarded(cell(card))))
  const fields = columns.map(([name]) => name)
  return `\uFEFF${Papa.unparse({ fields, data: rows }, { delimiter, newline: '\r\n' })}\r\n`
}

type Column = readonly [name: string, cell: (card: CardData) => string]

function columnsFor(cards: readonly CardData[]): Column[] {
  const names: Column[] = [
    ['Full Name', (card) => card.fullName],
    ['Name Prefix', ({ name }) => name.prefix],
    ['First Name', ({ name }) => name.given],
    ['Middle Name', ({ name }) => name.additional],
    ['Last Name', ({ name }) => name.family],
    ['Name Suffix', ({ name }) => name.suffix],
    ['Phonetic First Name', ({ phonetic }) => phonetic.given],
    ['Phonetic Last Name', ({ phonetic }) => phonetic.family],
    ['Nickname', (card) => card.nickname],
    ['Organization Name', (card) => card.organisation],
    ...numbered(
      cards,
      ({ units }) => units,
      (at) => [[`Unit ${at}`, (unit) => unit]],
    ),
    ['Organization Title', (card) => card.title],
    ['Role', (card) => card.role],
    ['Manager', (card) => card.manager],
    ['Assistant', (card) => card.assistant],
    ['Birthday', ({ birthday }) => dateCell(birthday)],
    ['Anniversary', ({ anniversary }) => dateCell(anniversary)],
    ['Labels', ({ categories }) => listCell(categories)],
    ['Notes', (card) => card.note],
    ['Time Zone', (card) => card.timeZone],
    ['UID', (card) => card.uid],
    ['Kind', (card) => card.kind],
    ['Members', ({ members }) => listCell(members)],
  ]
  return [
    ...names,
    ...numbered(
      cards,
      ({ emails }) => emails,
      (at) => [
        [`E-mail ${at} - Label`, kindText],
        [`E-mail ${at} - Value`, ({ value }) => value],
      ],
    ),
    ...numbered(
      cards,
      ({ phones }) => phones,
      (at) => [
        [`Phone ${at} - Label`, kindText],
        [`Phone ${at} - Value`, ({ value }) => value],
      ],
    ),
    ...numbered(
      cards,
      ({ addresses }) => addresses,
      (at) => [
        [`Address ${at} - Label`, kindText],
        [`Address ${at} - Street`, ({ street }) => street],
        [`Address ${at} - Extended Address`, ({ extended }) => extended],
        [`Address ${at} - PO Box`, ({ poBox }) => poBox],
        [`Address ${at} - Postal Code`, ({ postalCode }) => postalCode],
        [`Address ${at} - City`, ({ locality }) => locality],
        [`Address ${at} - Region`, ({ region }) => region],
        [`Address ${at} - Country`, ({ country }) => country],
      ],
    ),
    ...numbered(
      cards,
      ({ urls }) => urls,
      (at) => [
        [`Website ${at} - Label`, kindText],
        [`Website ${at} - Value`, ({ value }) => value],
      ],
    ),
    ...numbered(
      cards,
      ({ messengers }) => messengers,
      (at) => [
        [`IM ${at} - Label`, kindText],
        [`IM ${at} - Value`, ({ service, value }) => (service === '' ? value : `${service}:${value}`)],
      ],
    ),
    ...numbered(
      cards,
      ({ custom }) => custom,
      (at) => [
        [`Custom Field ${at} - Label`, ({ label }) => label],
        [`Custom Field ${at} - Value`, ({ value }) => value],
      ],
    ),
  ]
}

/** As many columns as the card with the most needs; what nobody has gets none. */
function numbered<Item>(
  cards: readonly CardData[],
  of: (card: CardData) => readonly Item[],
  columns: (at: number) => (readonly [string, (item: Item) => string])[],
): Column[] {
  const most = cards.reduce((count, card) => Math.max(count, of(card).length), 0)
  return Array.from({ length: most }, (_, at) =>
    columns(at + 1).map(([name, cell]): Column => [
      name,
      (card) => {
        const item = of(card)[at]
        return item === undefined ? '' : cell(item)
      },
    ]),
  ).flat()
}

/** One with a comma in it says by what it ends that it is one. */
function listCell(all: readonly string[]): string {
  return all.join(' ::: ') + (all.length === 1 && /[;,]/.test(all[0]!) ? ' ::: ' : '')
}

function dateCell(date: PartialDate | null): string {
  return date === null ? '' : date.text || dateText(date, '4.0').value
}

/** What a spreadsheet would run gets an apostrophe; a number with its +39 it does not run, and others could not read it. */
function guarded(cell: string): string {
  return /^'*[=+\-@\t\r]/.test(cell) && !/^\+\d[\d ().]*$/.test(cell) ? `'${cell}` : cell
}
