import type { Recurrence } from '@staffetta/contract'
import { weekdays as order } from '../fields/day-names.ts'
import {
  addDays,
  addMonths,
  dayAt,
  type Day,
  daysInMonth,
  existingDay,
  partsOf,
  weekdayOf,
} from '../clock/days.ts'

/** A rule that meets no day (30 February) is not followed further than this. */
const mostYears = 150
const mostPeriods = 60_000

/**
 * The first days of a rule as people set them, the start among them where it follows the rule; a preview, not the truth:
 * exceptions, zones and custom rules are the server's. `shownFrom` leaves out the days before, which count all the same.
 * `more`: it goes on after these. Null for a rule that cannot be followed here.
 */
export function nextDates(
  rule: Recurrence,
  start: Day,
  most: number,
  shownFrom: Day = start,
): { days: Day[]; more: boolean } | null {
  if (rule.kind === 'custom') return null
  const { end } = rule
  const days: Day[] = []
  const last = partsOf(start).year + mostYears
  let met = 0
  for (let at = 0; at < mostPeriods; at++) {
    if (yearOfPeriod(rule, start, at) > last) break
    for (const day of daysOfPeriod(rule, start, at)) {
      if (day < start) continue
      if (end.kind === 'until' && end.until !== undefined && day > end.until) return { days, more: false }
      if (end.kind === 'count' && met === end.count) return { days, more: false }
      if (days.length === most) return { days, more: true }
      met += 1
      if (day >= shownFrom) days.push(day)
    }
  }
  return { days, more: false }
}

function yearOfPeriod({ frequency, interval }: Recurrence, start: Day, at: number): number {
  const perYear = { daily: 365, weekly: 52, monthly: 12, yearly: 1 }[frequency]
  return partsOf(start).year + Math.floor((at * interval) / perYear)
}

/** Whether the rule has the start among its days: a start beside it would be an event of its own. */
export function startsOnRule(rule: Recurrence, start: Day): boolean {
  const endless: Recurrence = { ...rule, end: { kind: 'never' } }
  return nextDates(endless, start, 1)?.days[0] === start
}

function daysOfPeriod(rule: Recurrence, start: Day, at: number): Day[] {
  const step = at * rule.interval
  switch (rule.frequency) {
    case 'daily':
      return [addDays(start, step)].filter((day) => isAllowed(rule, day) && hasWeekday(rule, day))
    case 'weekly': {
      const first = order.indexOf(rule.weekStart)
      const week = addDays(start, -((weekdayOf(start) - first + 7) % 7) + step * 7)
      const wanted =
        rule.weekdays.length > 0 ? rule.weekdays.map(({ day }) => order.indexOf(day)) : [weekdayOf(start)]
      const days = eachOf(week, 7).filter((day) => wanted.includes(weekdayOf(day)) && isAllowed(rule, day))
      return positioned(days, rule.positions)
    }
    case 'monthly': {
      const month = addMonths(`${start.slice(0, 7)}-01`, step)
      if (rule.months.length > 0 && !rule.months.includes(partsOf(month).month)) return []
      return positioned(daysOfMonth(rule, month, start), rule.positions)
    }
    case 'yearly':
      return positioned(daysOfYear(rule, partsOf(start).year + step, start), rule.positions)
  }
}

function daysOfYear(rule: Recurrence, year: number, start: Day): Day[] {
  const { months, monthDays, weekdays } = rule
  if (months.length === 0 && monthDays.length === 0 && weekdays.length > 0)
    return ofWeekdays(weekdays, eachOf(dayAt(year, 1, 1), daysInYear(year)))
  const wanted = months.length > 0 ? months : monthDays.length > 0 ? order12 : [partsOf(start).month]
  return wanted.toSorted((a, b) => a - b).flatMap((month) => daysOfMonth(rule, dayAt(year, month, 1), start))
}

function daysOfMonth({ monthDays, weekdays }: Recurrence, first: Day, start: Day): Day[] {
  const { year, month } = partsOf(first)
  const length = daysInMonth(year, month)
  const dates = monthDays.length > 0 || weekdays.length > 0 ? monthDays : [partsOf(start).date]
  const byDate = dates
    .map((date) => existingDay(year, month, date < 0 ? length + 1 + date : date))
    .filter((day) => day !== null)
  if (weekdays.length === 0) return [...new Set(byDate)].toSorted()
  const byWeekday = ofWeekdays(weekdays, eachOf(first, length))
  return monthDays.length === 0 ? byWeekday : byWeekday.filter((day) => byDate.includes(day))
}

/** Of a stretch of days: each such weekday, or the nth of it. */
function ofWeekdays(weekdays: Recurrence['weekdays'], stretch: Day[]): Day[] {
  const found = weekdays.flatMap(({ day, nth }) => {
    const all = stretch.filter((one) => weekdayOf(one) === order.indexOf(day))
    return nth === undefined ? all : positioned(all, [nth])
  })
  return [...new Set(found)].toSorted()
}

/** The first, the second, the last (-1) of a list; all of it where nothing is said. */
function positioned(days: Day[], positions: readonly number[]): Day[] {
  if (positions.length === 0) return days
  const found = positions.flatMap((position) => days.at(position < 0 ? position : position - 1) ?? [])
  return [...new Set(found)].toSorted()
}

function isAllowed({ months, monthDays }: Recurrence, day: Day): boolean {
  const { year, month, date } = partsOf(day)
  const fromEnd = date - daysInMonth(year, month) - 1
  return (
    (months.length === 0 || months.includes(month)) &&
    (monthDays.length === 0 || monthDays.includes(date) || monthDays.includes(fromEnd))
  )
}

const hasWeekday = ({ weekdays }: Recurrence, day: Day): boolean =>
  weekdays.length === 0 || weekdays.some((one) => order.indexOf(one.day) === weekdayOf(day))

const order12 = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

const daysInYear = (year: number): number => (daysInMonth(year, 2) === 29 ? 366 : 365)

const eachOf = (first: Day, count: number): Day[] =>
  Array.from({ length: count }, (_, at) => addDays(first, at))
