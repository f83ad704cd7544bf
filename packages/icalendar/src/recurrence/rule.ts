import { type Until, untilText, wallOfText } from './until.ts'

export type Frequency = 'secondly' | 'minutely' | 'hourly' | 'daily' | 'weekly' | 'monthly' | 'yearly'
export type Weekday = 'mo' | 'tu' | 'we' | 'th' | 'fr' | 'sa' | 'su'

export interface RuleDay {
  readonly weekday: Weekday
  /** 2 is the second of the month or year, -1 the last; missing means every one. */
  readonly nth?: number
}

/** The parts of an RRULE. */
export interface Rule {
  readonly frequency: Frequency
  readonly interval: number
  readonly count?: number
  readonly until?: Until
  readonly seconds: readonly number[]
  readonly minutes: readonly number[]
  readonly hours: readonly number[]
  readonly days: readonly RuleDay[]
  readonly monthDays: readonly number[]
  readonly yearDays: readonly number[]
  readonly weeks: readonly number[]
  readonly months: readonly number[]
  readonly positions: readonly number[]
  readonly weekStart: Weekday
  /** RFC 7529; what is not gregorian cannot be expanded. */
  readonly scale?: string
  readonly skip?: string
}

export type RuleResult =
  | { kind: 'read'; rule: Rule; ignored: string[] }
  | { kind: 'unreadable'; part: string }

const frequencies = ['secondly', 'minutely', 'hourly', 'daily', 'weekly', 'monthly', 'yearly'] as const
export const weekdays: readonly Weekday[] = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su']

/** Reads the value of an RRULE or EXRULE. Numbers out of range are left out and told in `ignored`; a rule without FREQ is unreadable. */
export function readRule(text: string): RuleResult {
  const ignored: string[] = []
  const parts = new Map<string, string>()
  for (const piece of text.slice(0, 100_000).split(';')) {
    const [name, value] = piece.split('=', 2)
    if (name === undefined || name.trim() === '') continue
    if (value === undefined) ignored.push(name.trim().toUpperCase().slice(0, 40))
    else parts.set(name.trim().toUpperCase(), value.trim())
  }
  const frequency = frequencies.find((one) => one === parts.get('FREQ')?.toLowerCase())
  if (frequency === undefined) return { kind: 'unreadable', part: 'FREQ' }

  const interval = wholeNumber(parts.get('INTERVAL') ?? '1')
  if (interval === undefined || interval < 1) ignored.push('INTERVAL')
  const count = parts.has('COUNT') ? wholeNumber(parts.get('COUNT')!) : undefined
  if (parts.has('COUNT') && (count === undefined || count < 1)) return { kind: 'unreadable', part: 'COUNT' }
  const until = parts.has('UNTIL') ? wallOfText(parts.get('UNTIL')!) : undefined
  if (parts.has('UNTIL') && until === undefined) return { kind: 'unreadable', part: 'UNTIL' }

  const numbers = (name: string, low: number, high: number, signed: boolean) =>
    listOf(
      parts.get(name),
      (item) => {
        const number = /^[+-]?\d{1,5}$/.test(item) ? Number(item) : undefined
        const size = signed ? Math.abs(number ?? Infinity) : (number ?? -1)
        return size >= low && size <= high ? number : undefined
      },
      () => ignored.push(name),
    )

  const rule: Rule = {
    frequency,
    interval: interval === undefined || interval < 1 ? 1 : interval,
    ...(count === undefined ? {} : { count }),
    ...(until === undefined ? {} : { until }),
    seconds: numbers('BYSECOND', 0, 59, false),
    minutes: numbers('BYMINUTE', 0, 59, false),
    hours: numbers('BYHOUR', 0, 23, false),
    days: listOf(parts.get('BYDAY'), readDay, () => ignored.push('BYDAY')),
    monthDays: numbers('BYMONTHDAY', 1, 31, true),
    yearDays: numbers('BYYEARDAY', 1, 366, true),
    weeks: numbers('BYWEEKNO', 1, 53, true),
    months: numbers('BYMONTH', 1, 12, false),
    positions: numbers('BYSETPOS', 1, 366, true),
    weekStart: weekdays.find((day) => day === parts.get('WKST')?.toLowerCase()) ?? 'mo',
    ...(parts.has('RSCALE') ? { scale: parts.get('RSCALE')!.toLowerCase() } : {}),
    ...(parts.has('SKIP') ? { skip: parts.get('SKIP')!.toLowerCase() } : {}),
  }
  for (const name of parts.keys()) if (!ruleParts.has(name)) ignored.push(name.slice(0, 40))
  // A BYxxx of which nothing could be read never matches; without it the rule would match far too much.
  for (const name of listParts) {
    if (parts.has(name) && ignored.includes(name) && isEmptyList(rule, name))
      return { kind: 'unreadable', part: name }
  }
  return { kind: 'read', rule, ignored }
}

/** Writes a rule, its parts in the order most programs use. */
export function ruleText(rule: Rule): string {
  const list = (name: string, items: readonly (number | string)[]) =>
    items.length === 0 ? [] : [`${name}=${items.join(',')}`]
  return [
    ...(rule.scale === undefined ? [] : [`RSCALE=${rule.scale.toUpperCase()}`]),
    `FREQ=${rule.frequency.toUpperCase()}`,
    ...(rule.until === undefined ? [] : [`UNTIL=${untilText(rule.until)}`]),
    ...(rule.count === undefined ? [] : [`COUNT=${rule.count}`]),
    ...(rule.interval === 1 ? [] : [`INTERVAL=${rule.interval}`]),
    ...list('BYSECOND', rule.seconds),
    ...list('BYMINUTE', rule.minutes),
    ...list('BYHOUR', rule.hours),
    ...list(
      'BYDAY',
      rule.days.map((day) => `${day.nth ?? ''}${day.weekday.toUpperCase()}`),
    ),
    ...list('BYMONTHDAY', rule.monthDays),
    ...list('BYYEARDAY', rule.yearDays),
    ...list('BYWEEKNO', rule.weeks),
    ...list('BYMONTH', rule.months),
    ...list('BYSETPOS', rule.positions),
    ...(rule.weekStart === 'mo' ? [] : [`WKST=${rule.weekStart.toUpperCase()}`]),
    ...(rule.skip === undefined ? [] : [`SKIP=${rule.skip.toUpperCase()}`]),
  ].join(';')
}

/** Sets or removes COUNT and UNTIL in the text of a rule and leaves every other part as it is written. */
export function withEnd(text: string, end: { until: Until } | { count: number } | 'never'): string {
  const kept = text
    .split(';')
    .filter((piece) => !/^\s*(?:COUNT|UNTIL)\s*=/i.test(piece) && piece.trim() !== '')
  if (end === 'never') return kept.join(';')
  return [...kept, 'count' in end ? `COUNT=${end.count}` : `UNTIL=${untilText(end.until)}`].join(';')
}

const listParts = [
  'BYSECOND',
  'BYMINUTE',
  'BYHOUR',
  'BYDAY',
  'BYMONTHDAY',
  'BYYEARDAY',
  'BYWEEKNO',
  'BYMONTH',
  'BYSETPOS',
] as const
const ruleParts = new Set<string>([
  ...listParts,
  'FREQ',
  'INTERVAL',
  'COUNT',
  'UNTIL',
  'WKST',
  'RSCALE',
  'SKIP',
])

function isEmptyList(rule: Rule, name: (typeof listParts)[number]): boolean {
  const lists = {
    BYSECOND: rule.seconds,
    BYMINUTE: rule.minutes,
    BYHOUR: rule.hours,
    BYDAY: rule.days,
    BYMONTHDAY: rule.monthDays,
    BYYEARDAY: rule.yearDays,
    BYWEEKNO: rule.weeks,
    BYMONTH: rule.months,
    BYSETPOS: rule.positions,
  }
  return lists[name].length === 0
}

function wholeNumber(text: string): number | undefined {
  return /^\+?\d{1,15}$/.test(text) ? Number(text) : undefined
}

function listOf<T>(text: string | undefined, read: (item: string) => T | undefined, tell: () => void): T[] {
  if (text === undefined) return []
  const seen = new Set<string>()
  const list: T[] = []
  for (const piece of text.split(',')) {
    const item = piece.trim().toUpperCase()
    if (seen.has(item)) continue
    seen.add(item)
    const value = read(item)
    if (value === undefined) tell()
    else list.push(value)
  }
  return list
}

function readDay(item: string): RuleDay | undefined {
  const match = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(item)
  if (match === null) return undefined
  const weekday = match[2]!.toLowerCase() as Weekday
  const nth = match[1] === undefined ? undefined : Number(match[1])
  if (nth === undefined) return { weekday }
  return nth === 0 || Math.abs(nth) > 53 ? undefined : { weekday, nth }
}
