import { type CalendarTime, calendarTimeOf, isoOf, momentOf } from '../time/moment.ts'
import { readRule, type Rule, type RuleDay, ruleText, type Weekday } from './rule.ts'
import type { Until } from './until.ts'

export type RecurrenceEnd =
  | { kind: 'never' }
  | { kind: 'count'; count: number }
  /** A day, a wall clock or an instant, as the series has it. */
  | { kind: 'until'; until: CalendarTime }

/** A rule as a person sets it. What this cannot say is `custom` and keeps its text. */
export type Recurrence =
  | {
      kind: 'rule'
      frequency: 'daily' | 'weekly' | 'monthly' | 'yearly'
      interval: number
      /** With `nth`: the second, the last (-1) … of the month, or of the year when no month is named. */
      weekdays: RuleDay[]
      /** 1 to 31, or from the end: -1 is the last day, -2 the last but one. */
      monthDays: number[]
      months: number[]
      /** Which of the days so found in a period: 1 the first, -1 the last. */
      positions: number[]
      end: RecurrenceEnd
      weekStart: Weekday
    }
  | { kind: 'custom'; text: string; end: RecurrenceEnd }

/** The model of an RRULE value; `custom` when it has parts nobody sets by hand, undefined when it is no rule at all. */
export function readRecurrence(text: string): Recurrence | undefined {
  const result = readRule(text)
  if (result.kind === 'unreadable') return undefined
  const { rule, ignored } = result
  const end = endOf(rule)
  if (ignored.length > 0 || !isSimple(rule)) return { kind: 'custom', text: text.slice(0, 2000), end }
  return {
    kind: 'rule',
    frequency: rule.frequency as 'daily' | 'weekly' | 'monthly' | 'yearly',
    interval: rule.interval,
    weekdays: [...rule.days],
    monthDays: [...rule.monthDays],
    months: [...rule.months],
    positions: [...rule.positions],
    end,
    weekStart: rule.weekStart,
  }
}

/**
 * The RRULE value of a model. Throws a RangeError for what RFC 5545 forbids (a count of none, an ordinal in a weekly rule, a
 * position without anything to choose from): a screen must not offer it.
 */
export function recurrenceText(recurrence: Recurrence): string {
  if (recurrence.kind === 'custom') {
    const result = readRule(recurrence.text)
    if (result.kind === 'unreadable' || /[\r\n:]/.test(recurrence.text)) throw new RangeError('no rule')
    return recurrence.text
  }
  const { frequency, interval, weekdays, monthDays, months, positions, end, weekStart } = recurrence
  const nth = weekdays.some((day) => day.nth !== undefined)
  if (nth && (frequency === 'daily' || frequency === 'weekly'))
    throw new RangeError('an ordinal needs a month or a year')
  if (frequency === 'weekly' && monthDays.length > 0) throw new RangeError('a weekly rule has no month days')
  if (positions.length > 0 && weekdays.length + monthDays.length + months.length === 0) {
    throw new RangeError('a position needs days to choose from')
  }
  const text = ruleText({
    frequency,
    interval,
    ...(end.kind === 'count' ? { count: end.count } : {}),
    ...(end.kind === 'until' ? { until: untilOf(end.until) } : {}),
    seconds: [],
    minutes: [],
    hours: [],
    days: weekdays,
    monthDays,
    yearDays: [],
    weeks: [],
    months,
    positions,
    weekStart,
  })
  const back = readRule(text)
  if (back.kind === 'unreadable' || back.ignored.length > 0) throw new RangeError('no rule')
  return text
}

function isSimple(rule: Rule): boolean {
  const odd = [rule.seconds, rule.minutes, rule.hours, rule.yearDays, rule.weeks].some(
    (list) => list.length > 0,
  )
  const subDaily =
    rule.frequency === 'hourly' || rule.frequency === 'minutely' || rule.frequency === 'secondly'
  return (
    !odd && !subDaily && (rule.scale === undefined || rule.scale === 'gregorian') && rule.skip === undefined
  )
}

function endOf(rule: Rule): RecurrenceEnd {
  if (rule.count !== undefined) return { kind: 'count', count: rule.count }
  if (rule.until === undefined) return { kind: 'never' }
  return { kind: 'until', until: calendarTimeOf(rule.until) }
}

function untilOf(time: CalendarTime): Until {
  const moment = momentOf(time)
  if (moment.kind === 'zoned') {
    const at = isoOf(moment.wall - (moment.zone?.offsetAt(moment.wall) ?? 0))
    return { kind: 'utc', wall: Date.parse(at) }
  }
  return { kind: moment.kind, wall: moment.wall }
}
