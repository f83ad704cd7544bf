import type { Recurrence, Weekday } from '@staffetta/contract'
import { weekdays as order } from '../fields/day-names.ts'
import { type Day, daysInMonth, partsOf, weekdayOf } from '../clock/days.ts'

export const frequencies = ['daily', 'weekly', 'monthly', 'yearly'] as const
export type Frequency = (typeof frequencies)[number]

const workdays: Weekday[] = ['MO', 'TU', 'WE', 'TH', 'FR']

/** Which days of a month: dates (1 to 31, -1 the last), or "the second Tuesday", "the last working day". */
export type DaysOfMonth =
  | { kind: 'dates'; dates: number[] }
  | { kind: 'weekday'; nth: number; day: Weekday | 'workday' | 'day' }

/** A rule as a sentence that can be edited; `kept`: one with parts that no sentence of ours has, left as it is. */
export type RecurrenceForm =
  | {
      kind: 'sentence'
      frequency: Frequency
      interval: number
      /** Of a week. */
      weekdays: Weekday[]
      /** Of a month, and of the months of a year. */
      on: DaysOfMonth
      /** Of a year. */
      months: number[]
      end: Recurrence['end']
      weekStart: Weekday
    }
  | { kind: 'kept'; stored: Recurrence }

export type Sentence = Extract<RecurrenceForm, { kind: 'sentence' }>

/** Every week on the day of the start, for ever: what a rule begins as. */
export function newSentence(frequency: Frequency, start: Day): Sentence {
  return {
    kind: 'sentence',
    frequency,
    interval: 1,
    weekdays: [weekdayAt(start)],
    on: { kind: 'dates', dates: [partsOf(start).date] },
    months: [partsOf(start).month],
    end: { kind: 'never' },
    weekStart: 'MO',
  }
}

/** A stored rule as a sentence, where one says all of it. What it leaves to the start is filled in from there. */
export function recurrenceFormOf(rule: Recurrence, start: Day): RecurrenceForm {
  const kept: RecurrenceForm = { kind: 'kept', stored: rule }
  if (rule.kind === 'custom') return kept
  const { frequency, interval, weekdays, monthDays, months, positions, end, weekStart } = rule
  const plain = { ...newSentence(frequency, start), interval, end, weekStart }
  const numbered = weekdays.some(({ nth }) => nth !== undefined)
  switch (frequency) {
    case 'daily':
      return weekdays.length + monthDays.length + months.length + positions.length === 0 ? plain : kept
    case 'weekly':
      if (numbered || monthDays.length + months.length + positions.length > 0) return kept
      return weekdays.length === 0 ? plain : { ...plain, weekdays: sorted(weekdays.map(({ day }) => day)) }
    case 'monthly':
    case 'yearly': {
      if (frequency === 'monthly' && months.length > 0) return kept
      // Without a month these are days of every month, or numbered within the year.
      if (frequency === 'yearly' && months.length === 0 && weekdays.length + monthDays.length > 0) return kept
      const on = daysOfMonth(rule, plain.on)
      if (on === null) return kept
      // Positions are counted within the period: in a year of several months they are others than in each month.
      if (frequency === 'yearly' && positions.length > 0 && (months.length > 1 || isWorkday(on))) return kept
      return { ...plain, on, months: months.length > 0 ? months.toSorted((a, b) => a - b) : plain.months }
    }
  }
}

function daysOfMonth(
  { weekdays, monthDays, positions }: Recurrence,
  ofStart: DaysOfMonth,
): DaysOfMonth | null {
  if (weekdays.length === 0) return positions.length > 0 ? null : (datesOf(monthDays) ?? ofStart)
  if (monthDays.length > 0) return null
  const [first] = weekdays
  if (weekdays.length === 1 && first?.nth !== undefined && positions.length === 0)
    return isNth(first.nth) ? { kind: 'weekday', nth: first.nth, day: first.day } : null
  const [nth] = positions
  if (positions.length !== 1 || nth === undefined || !isNth(nth)) return null
  if (weekdays.some((one) => one.nth !== undefined)) return null
  const days = sorted(weekdays.map(({ day }) => day)).join()
  if (days === workdays.join()) return { kind: 'weekday', nth, day: 'workday' }
  if (days === order.join()) return { kind: 'weekday', nth, day: 'day' }
  // "TU, the second of them" says what "the second TU" says.
  return weekdays.length === 1 ? { kind: 'weekday', nth, day: first!.day } : null
}

/** The last day is said like the last Friday. */
function datesOf(monthDays: number[]): DaysOfMonth | null {
  const [first] = monthDays
  if (first === undefined) return null
  return monthDays.length === 1 && first < 0 && isNth(first)
    ? { kind: 'weekday', nth: first, day: 'day' }
    : { kind: 'dates', dates: monthDays }
}

const isWorkday = (on: DaysOfMonth): boolean => on.kind === 'weekday' && on.day === 'workday'

export const nths = [1, 2, 3, 4, 5, -1, -2] as const
const isNth = (nth: number): boolean => nths.some((one) => one === nth)

/** The rule that a sentence says; nothing of it is left to the start. */
export function ruleOf(form: RecurrenceForm): Recurrence {
  if (form.kind === 'kept') return form.stored
  const { frequency, interval, weekdays, on, months, end, weekStart } = form
  const rule: Recurrence = {
    kind: 'rule',
    frequency,
    interval,
    weekdays: [],
    monthDays: [],
    months: frequency === 'yearly' ? months : [],
    positions: [],
    end,
    weekStart,
  }
  if (frequency === 'daily') return rule
  if (frequency === 'weekly') return { ...rule, weekdays: sorted(weekdays).map((day) => ({ day })) }
  if (on.kind === 'dates') return { ...rule, monthDays: on.dates }
  if (on.day === 'day') return { ...rule, monthDays: [on.nth] }
  if (on.day === 'workday')
    return { ...rule, weekdays: workdays.map((day) => ({ day })), positions: [on.nth] }
  return { ...rule, weekdays: [{ day: on.day, nth: on.nth }] }
}

/** A start that moves takes along what was only said of it. */
export function followStart(form: Sentence, before: Day, after: Day): Sentence {
  const [was, is] = [partsOf(before), partsOf(after)]
  const { on } = form
  return {
    ...form,
    weekdays: form.weekdays.join() === weekdayAt(before) ? [weekdayAt(after)] : form.weekdays,
    months: form.months.join() === String(was.month) ? [is.month] : form.months,
    on:
      on.kind === 'dates'
        ? on.dates.join() === String(was.date)
          ? { kind: 'dates', dates: [is.date] }
          : on
        : sameOn(on, nthWeekdayOf(before))
          ? nthWeekdayOf(after)
          : on,
  }
}

/** "The fourth Wednesday", of a day; the fifth is said as the last. */
export function nthWeekdayOf(day: Day): Extract<DaysOfMonth, { kind: 'weekday' }> {
  const nth = Math.ceil(partsOf(day).date / 7)
  return { kind: 'weekday', nth: nth === 5 ? -1 : nth, day: weekdayAt(day) }
}

export type RuleHint = 'short-months' | 'leap-years' | 'fifth'

/** What surprises people of a rule: months without that day are left out (RFC 5545 §3.3.10), not moved. */
export function hintOf(form: RecurrenceForm): RuleHint | null {
  if (form.kind === 'kept' || form.frequency === 'daily' || form.frequency === 'weekly') return null
  const { on, months, frequency } = form
  if (on.kind === 'weekday') return on.nth === 5 && on.day !== 'workday' && on.day !== 'day' ? 'fifth' : null
  const highest = Math.max(...on.dates)
  if (frequency === 'monthly') return highest > 28 ? 'short-months' : null
  // 2028 has a 29 February.
  if (months.includes(2) && highest === 29) return 'leap-years'
  return months.some((month) => highest > daysInMonth(2028, month)) ? 'short-months' : null
}

const weekdayAt = (day: Day): Weekday => order[weekdayOf(day)]!

const sorted = (days: Weekday[]): Weekday[] => order.filter((day) => days.includes(day))

const sameOn = (a: DaysOfMonth, b: DaysOfMonth): boolean => JSON.stringify(a) === JSON.stringify(b)
