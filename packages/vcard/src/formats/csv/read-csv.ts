import Papa from 'papaparse'
import { type Encoding, textOfFile } from '../../text/decode.ts'
import { type CsvField, fieldOfHeader, isOfProgram } from './headers.ts'

export interface CsvFile {
  encoding: Encoding
  delimiter: string
  columns: CsvColumn[]
  rows: CsvRow[]
  problems: CsvProblem[]
}

export interface CsvColumn {
  name: string
  /** What the name tells it to be. */
  suggested: CsvTarget
  /** The first few things that stand in it. */
  samples: string[]
}

/** Where a column goes: into a field, into one of a person's own, or nowhere. `undecided`: only a person can say. */
export type CsvTarget =
  | { kind: 'field'; field: CsvField }
  | { kind: 'custom'; label: string }
  | { kind: 'leave-out' }
  | { kind: 'undecided' }

export interface CsvRow {
  /** As a spreadsheet counts: the names of the columns are row 1. */
  row: number
  cells: string[]
}

export interface CsvProblem {
  row: number
  column: string
  problem: 'quotes' | 'too-many-cells' | 'nobody' | 'not-an-address' | 'not-a-uid'
  value: string
  /** The row makes no card; else only this cell is not taken. */
  whole: boolean
}

const mostRows = 50_000
const mostColumns = 1_000

/** The table in a file, with what its columns seem to be. Nothing is made of it yet. Never throws. */
export function readCsv(octets: Uint8Array): CsvFile | { problem: 'empty' | 'too-large' | 'not-csv' } {
  const { text: whole, encoding } = textOfFile(octets)
  // Excel's own line that names the delimiter.
  const told = /^\uFEFF?sep=(.)\r?\n/i.exec(whole)
  const text = whole.slice(told?.[0].length ?? 0)
  if (text.trim() === '') return { problem: 'empty' }
  // oxlint-disable-next-line no-control-regex -- a zero is in no text
  if (/\u0000/.test(text.slice(0, 10_000))) return { problem: 'not-csv' }
  const delimiter = told?.[1] ?? delimiterOf(text)
  const parsed = Papa.parse<string[]>(text, { delimiter, preview: mostRows + 2 })
  const hasNames = !isHeadless(parsed.data[0] ?? [])
  const first = hasNames ? 2 : 1
  const header = hasNames ? (parsed.data[0] ?? []) : (parsed.data[0] ?? []).map(() => '')
  const records = hasNames ? parsed.data.slice(1) : parsed.data
  if (records.length > mostRows || header.length > mostColumns) return { problem: 'too-large' }
  const problems: CsvProblem[] = []
  const badQuotes = new Set(
    parsed.errors.flatMap(({ type, row }) => (type === 'Quotes' ? [(row ?? 0) + 1] : [])),
  )
  const rows = records.flatMap((record, at) => {
    const row = at + first
    const cells = record.map(unguarded)
    if (cells.every((cell) => cell === '')) return []
    const tooMany = cells.slice(header.length).some((cell) => cell !== '')
    const problem = badQuotes.has(row) ? 'quotes' : tooMany ? 'too-many-cells' : undefined
    if (problem === undefined) return [{ row, cells }]
    problems.push({ row, column: '', problem, value: cells.join(delimiter).slice(0, 200), whole: true })
    return []
  })
  return { encoding, delimiter, columns: columnsOf(header, rows), rows, problems }
}

/** A table that begins with a person at once: there stands an address, or a number to call, and no name of a column. */
function isHeadless(first: readonly string[]): boolean {
  const cells = first.map(unguarded)
  return (
    cells.every((cell) => fieldOfHeader(cell) === undefined && !isOfProgram(cell)) &&
    cells.some((cell) => isAddress(cell) || /^\+?[\d ()/.-]{7,20}$/.test(cell))
  )
}

function isAddress(cell: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(cell)
}

function columnsOf(header: readonly string[], rows: readonly CsvRow[]): CsvColumn[] {
  const taken = new Set<CsvField>()
  return header.map((written, at) => {
    const name = unguarded(written)
    const samples: string[] = []
    for (const { cells } of rows) {
      const cell = cells[at] ?? ''
      if (cell !== '' && !samples.includes(cell)) samples.push(cell.slice(0, 100))
      if (samples.length === 3) break
    }
    return { name, samples, suggested: suggestedFor(name, samples, taken) }
  })
}

function suggestedFor(name: string, samples: readonly string[], taken: Set<CsvField>): CsvTarget {
  const known = name === '' && samples.some(isAddress) ? 'emails.1.value' : fieldOfHeader(name)
  const field = freeField(known, taken)
  if (field !== undefined) {
    taken.add(field)
    return { kind: 'field', field }
  }
  return samples.length === 0 || isOfProgram(name) ? { kind: 'leave-out' } : { kind: 'undecided' }
}

/** Of what there may be several, a second column is a second value; else it is for a person to say. */
function freeField(field: CsvField | undefined, taken: ReadonlySet<CsvField>): CsvField | undefined {
  if (field === undefined || !taken.has(field)) return field
  const [list, slot, part] = field.split('.')
  if (part !== 'value') return undefined
  for (let number = 2; number < 10; number++) {
    const further = `${list}.${slot}-${number}.${part}`
    if (!taken.has(further)) return further
  }
  return undefined
}

/** What stands most often in the first line, outside of quotes. */
function delimiterOf(text: string): string {
  const counts = new Map([
    [';', 0],
    [',', 0],
    ['\t', 0],
    ['|', 0],
  ])
  let quoted = false
  for (const character of text.slice(0, 100_000)) {
    if (character === '"') quoted = !quoted
    else if (!quoted && (character === '\n' || character === '\r')) break
    else if (!quoted && counts.has(character)) counts.set(character, counts.get(character)! + 1)
  }
  const [[best, most]] = [...counts].sort(([, a], [, b]) => b - a) as [[string, number]]
  return most === 0 ? ',' : best
}

/** Without the apostrophe that a careful writer puts before what looks like a formula. */
function unguarded(cell: string): string {
  return (/^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell).replace(/^\uFEFF/, '').trim()
}
