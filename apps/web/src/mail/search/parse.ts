import type { SearchCriteria } from '@staffetta/contract'

/** One thing that is looked for, as it is shown in a chip and written in the box. */
export interface Criterion {
  field: Field
  value: string
  not: boolean
  /** As it stands in the text, so that taking it away takes exactly that. */
  source: string
}

type Field =
  | 'text'
  | 'from'
  | 'to'
  | 'cc'
  | 'with'
  | 'subject'
  | 'body'
  | 'fileName'
  | 'keyword'
  | 'since'
  | 'before'
  | 'larger'
  | 'smaller'
  | 'has'
  | 'is'

const fields: Record<string, Field> = {
  da: 'from',
  from: 'from',
  a: 'to',
  to: 'to',
  cc: 'cc',
  con: 'with',
  with: 'with',
  oggetto: 'subject',
  subject: 'subject',
  testo: 'body',
  body: 'body',
  file: 'fileName',
  allegato: 'fileName',
  filename: 'fileName',
  etichetta: 'keyword',
  tag: 'keyword',
  dopo: 'since',
  dal: 'since',
  after: 'since',
  since: 'since',
  prima: 'before',
  before: 'before',
  maggiore: 'larger',
  larger: 'larger',
  minore: 'smaller',
  smaller: 'smaller',
  ha: 'has',
  has: 'has',
  è: 'is',
  e: 'is',
  is: 'is',
  non: 'is',
}

const states: Record<string, Partial<SearchCriteria>> = {
  allegato: { hasAttachments: true },
  allegati: { hasAttachments: true },
  attachment: { hasAttachments: true },
  attachments: { hasAttachments: true },
  letto: { seen: true },
  read: { seen: true },
  unread: { seen: false },
  contrassegnato: { flagged: true },
  flagged: { flagged: true },
  starred: { flagged: true },
  risposto: { answered: true },
  answered: { answered: true },
}

/**
 * Reads what is written in the box: words, "exact words", and operators in Italian or English, each with a leading
 * minus to leave out. What is no operator, or has a value that makes no sense, is a word like the others.
 */
export function parseSearch(text: string): Criterion[] {
  const found: Criterion[] = []
  const pattern = /(-?)(?:([\p{L}]+):)?("[^"]*"?|\S+)/gu
  for (const match of text.matchAll(pattern)) {
    const [source, minus = '', name, raw = ''] = match
    const value = raw.replace(/^"|"$/g, '')
    if (value === '') continue
    const field = name === undefined ? 'text' : fields[name.toLowerCase()]
    const not = minus === '-' || name?.toLowerCase() === 'non'
    const criterion: Criterion = { field: field ?? 'text', value, not, source }
    if (field !== undefined && makesSense(criterion)) found.push(criterion)
    else found.push({ field: 'text', value: source.replace(/^-/, ''), not: minus === '-', source })
  }
  return found
}

/** The criteria of the wire. `today` gives the year to a day written without. */
export function criteriaOf(criteria: readonly Criterion[]): SearchCriteria {
  const wanted: SearchCriteria = {}
  const unwanted: NonNullable<SearchCriteria['not']> = {}
  for (const criterion of criteria) put(criterion.not ? unwanted : wanted, criterion)
  return Object.keys(unwanted).length > 0 ? { ...wanted, not: unwanted } : wanted
}

/** The words to mark in rows. */
export function wordsOf(criteria: readonly Criterion[]): string[] {
  return criteria
    .filter(({ field, not }) => !not && ['text', 'subject', 'from', 'to', 'with'].includes(field))
    .map(({ value }) => value)
}

/** Takes a criterion out of the text. */
export function withoutCriterion(text: string, criterion: Criterion): string {
  const at = text.indexOf(criterion.source)
  return at < 0
    ? text
    : `${text.slice(0, at)}${text.slice(at + criterion.source.length)}`.replace(/\s+/g, ' ').trim()
}

function put(into: NonNullable<SearchCriteria['not']>, { field, value }: Criterion): void {
  switch (field) {
    case 'has':
    case 'is':
      Object.assign(into, states[value.toLowerCase()])
      return
    case 'since':
    case 'before':
      into[field] = dayOf(value)!
      return
    case 'larger':
      into.largerThanBytes = bytesOf(value)!
      return
    case 'smaller':
      into.smallerThanBytes = bytesOf(value)!
      return
    default:
      into[field] = [...(into[field] ?? []), value]
  }
}

function makesSense({ field, value }: Criterion): boolean {
  switch (field) {
    case 'has':
    case 'is':
      return value.toLowerCase() in states
    case 'since':
    case 'before':
      return dayOf(value) !== undefined
    case 'larger':
    case 'smaller':
      return bytesOf(value) !== undefined
    default:
      return true
  }
}

/** 22/11/2026, 22-11-2026, 2026-11-22, 22/11 (this year): the calendar day; `undefined` for anything else. */
export function dayOf(text: string, now: Date = new Date()): string | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)
  const local = /^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?$/.exec(text)
  const [year, month, day] = iso
    ? [iso[1]!, iso[2]!, iso[3]!]
    : local
      ? [local[3] ?? String(now.getFullYear()), local[2]!, local[1]!]
      : ['', '', '']
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const date = new Date(`${written}T00:00:00Z`)
  return Number.isNaN(date.getTime()) || !date.toISOString().startsWith(written) ? undefined : written
}

/** "5M", "500k", "2 MB" without the blank: bytes. */
function bytesOf(text: string): number | undefined {
  const match = /^(\d+(?:[.,]\d+)?)(k|m|g)?b?$/i.exec(text)
  if (!match) return undefined
  const unit = { k: 1e3, m: 1e6, g: 1e9 }[match[2]?.toLowerCase() ?? ''] ?? 1
  return Math.round(Number(match[1]!.replace(',', '.')) * unit)
}
