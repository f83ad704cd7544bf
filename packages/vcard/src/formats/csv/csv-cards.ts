import type { PartialDate } from '../../card/card-data.ts'
import { schemeIn } from '../../card/card-reader.ts'
import { partialDate } from '../../card/partial-date.ts'
import type { NewCard } from '../new-card.ts'
import { kindOf } from './kinds.ts'
import type { CsvFile, CsvProblem, CsvRow, CsvTarget } from './read-csv.ts'

export interface CsvCards {
  cards: (NewCard & { row: number })[]
  problems: CsvProblem[]
}

/** The cards of a table, one a row. A row of which something fails makes none and is told; what is undecided is left out. */
export function cardsOfCsv(file: CsvFile, targets: readonly CsvTarget[]): CsvCards {
  const problems = [...file.problems]
  const monthFirst = hasMonthFirst(file, targets)
  const cards = file.rows.flatMap((row) => {
    const made = new RowReader(row, file, targets, monthFirst)
    problems.push(...made.problems)
    return made.problems.some(({ whole }) => whole) ? [] : [{ row: row.row, ...made.card() }]
  })
  return { cards, problems: problems.sort((a, b) => a.row - b.row) }
}

const lists = ['emails', 'phones', 'urls', 'addresses', 'messengers', 'custom'] as const
type Slots = Map<string, Map<string, string>>

class RowReader {
  readonly problems: CsvProblem[] = []
  readonly #texts = new Map<string, string>()
  readonly #lists = new Map<string, Slots>()
  readonly #monthFirst: boolean

  constructor({ row, cells }: CsvRow, file: CsvFile, targets: readonly CsvTarget[], monthFirst: boolean) {
    this.#monthFirst = monthFirst
    for (const [at, target] of targets.entries()) {
      const value = cells[at] ?? ''
      const column = file.columns[at]?.name ?? ''
      if (value === '') continue
      if (target.kind === 'custom')
        this.#put('custom', `column ${at}`, 'value', value, target.label || column)
      if (target.kind !== 'field') continue
      const [first = '', slot = '', part = ''] = target.field.split('.')
      const isAddress = first === 'emails' && part === 'value'
      if (isAddress && !value.split(' ::: ').every((one) => /^[^\s@]+@[^\s@]+$/.test(one.trim())))
        // Exchange writes "/o=First/ou=…" for people of the house.
        this.problems.push({ row, column, problem: 'not-an-address', value, whole: false })
      else if ((lists as readonly string[]).includes(first)) this.#put(first, slot, part, value)
      else this.#texts.set(target.field, value)
    }
    const isSaid = [...this.#texts.keys()].some((key) => /^(?:name|fullName|organisation|nickname)/.test(key))
    if (!isSaid && !this.#lists.has('emails') && !this.#lists.has('phones'))
      this.problems.push({
        row,
        column: '',
        problem: 'nobody',
        value: cells.join(' ').slice(0, 200),
        whole: true,
      })
  }

  card(): NewCard {
    const text = (key: string) => this.#texts.get(key) ?? ''
    const kind = text('kind')
    const labels = text('categories')
    const categories = labels.split(labels.includes(':::') ? ':::' : /[;,]/)
    return {
      uid: text('uid'),
      fields: {
        kind: kind === 'group' || kind === 'organisation' || kind === 'location' ? kind : 'individual',
        fullName: text('fullName'),
        name: {
          family: text('name.family'),
          given: text('name.given'),
          additional: text('name.additional'),
          prefix: text('name.prefix'),
          suffix: text('name.suffix'),
        },
        phonetic: { family: text('phonetic.family'), given: text('phonetic.given') },
        nickname: text('nickname'),
        organisation: text('organisation'),
        units: [...this.#texts].filter(([key]) => key.startsWith('unit.')).map(([, value]) => value),
        title: text('title'),
        role: text('role'),
        manager: text('manager'),
        assistant: text('assistant'),
        birthday: this.#birthday(),
        anniversary: this.#date(text('anniversary')),
        // Google's own group of everybody.
        categories: categories.flatMap((one) => one.trim().replace(/^\* ?myContacts$/, '') || []),
        note: text('note').replace(/\r\n?/g, '\n'),
        timeZone: text('timeZone'),
        members: text('members')
          .split(' ::: ')
          .flatMap((one) => one.trim() || []),
        emails: this.#points('emails'),
        phones: this.#points('phones'),
        urls: this.#points('urls'),
        addresses: this.#addresses(),
        messengers: this.#messengers(),
        custom: this.#slots('custom').map(({ parts }) => ({
          id: null,
          label: parts.get('type') ?? '',
          value: parts.get('value') ?? '',
        })),
      },
    }
  }

  #put(list: string, slot: string, part: string, value: string, type?: string): void {
    const slots = this.#lists.get(list) ?? new Map<string, Map<string, string>>()
    const parts = slots.get(slot) ?? new Map<string, string>()
    if (type !== undefined) parts.set('type', type)
    this.#lists.set(list, slots.set(slot, parts.set(part, value)))
  }

  /** A slot with a name says place and device itself. */
  #slots(list: string) {
    return [...(this.#lists.get(list) ?? [])].flatMap(([slot, parts]) => {
      const isEmpty = ![...parts.keys()].some((part) => part !== 'type')
      const said = parts.get('type') ?? (/^\d+$/.test(slot) ? '' : slot.replaceAll('-', ' '))
      return isEmpty ? [] : [{ parts, common: { id: null, ...kindOf(said) } }]
    })
  }

  #points(list: 'emails' | 'phones' | 'urls') {
    const points = this.#slots(list).flatMap(({ parts, common }) =>
      (parts.get('value') ?? '').split(' ::: ').map((value) => ({ ...common, value: value.trim() })),
    )
    const values = points.map(({ value }) => value)
    return points.filter(({ value }, at) => value !== '' && values.indexOf(value) === at)
  }

  #addresses() {
    return this.#slots('addresses').map(({ parts, common: { device: _device, ...common } }) => {
      const part = (name: string) => (parts.get(name) ?? '').replace(/\r\n?/g, '\n')
      return {
        ...common,
        poBox: part('poBox'),
        extended: part('extended'),
        street: part('street'),
        locality: part('locality'),
        region: part('region'),
        postalCode: part('postalCode'),
        country: part('country'),
      }
    })
  }

  #messengers() {
    return this.#slots('messengers').map(({ parts, common: { device: _device, ...common } }) => {
      const uri = parts.get('value') ?? ''
      const scheme = schemeIn(uri) ?? ''
      return { ...common, value: uri.slice(scheme.length), service: /^[^:]*/.exec(scheme)![0].toLowerCase() }
    })
  }

  #birthday(): PartialDate | null {
    const [year, month, day] = ['year', 'month', 'day'].map((part) =>
      Number(this.#texts.get(`birthday.${part}`) ?? 0),
    )
    const whole = this.#texts.get('birthday')
    if (whole !== undefined || !month || !day) return this.#date(whole ?? (year ? String(year) : ''))
    const two = (number: number) => String(number).padStart(2, '0')
    return this.#date(`${year ? `${String(year).padStart(4, '0')}-` : '--'}${two(month)}-${two(day)}`)
  }

  #date(text: string): PartialDate | null {
    // Outlook's way to say none.
    if (text === '' || /^0?0[/.-]0?0[/.-]0{2,4}$/.test(text)) return null
    const swapped = this.#monthFirst ? text.replace(/^(\d{1,2})[/](\d{1,2})[/](\d{4})$/, '$2/$1/$3') : text
    return partialDate(swapped.replace(/ 0?0[:.]00(?:[:.]00)?$/, ''))
  }
}

/** 4/3/1980 is in April where a day above 12 stands second somewhere, or where the columns speak English with commas. */
function hasMonthFirst(file: CsvFile, targets: readonly CsvTarget[]): boolean {
  const columns = targets.flatMap((target, at) =>
    target.kind === 'field' && /^(?:birthday|anniversary)$/.test(target.field) ? [at] : [],
  )
  for (const { cells } of file.rows)
    for (const at of columns) {
      const [, first, second] = /^(\d{1,2})\/(\d{1,2})\/\d{4}$/.exec(cells[at] ?? '') ?? []
      if (Number(first) > 12) return false
      if (Number(second) > 12) return true
    }
  return file.delimiter === ',' && file.columns.some(({ name }) => /^(?:first name|given name)$/i.test(name))
}
