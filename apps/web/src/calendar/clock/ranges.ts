import { addDays, addMonths, type Day, startOfMonth, startOfWeek, weekdayOf } from './days.ts'
import type { WallClock } from './wall-clock.ts'

/** `resources`: a day of rooms and cars, reached from the side rather than from the head. */
export const views = ['day', 'workweek', 'week', 'month', 'year', 'list', 'resources'] as const
export type View = (typeof views)[number]

/** Days from the first to the one after the last. */
export interface Range {
  from: Day
  to: Day
}

/** The days a view shows around a date. */
export function rangeOf(view: View, date: Day): Range {
  switch (view) {
    case 'day':
    case 'resources':
      return { from: date, to: addDays(date, 1) }
    case 'workweek': {
      const from = startOfWeek(date)
      return { from, to: addDays(from, 5) }
    }
    case 'week': {
      const from = startOfWeek(date)
      return { from, to: addDays(from, 7) }
    }
    case 'month':
      return wholeWeeks(date)
    case 'year':
      return { from: `${date.slice(0, 4)}-01-01`, to: addDays(`${date.slice(0, 4)}-12-31`, 1) }
    case 'list':
      return { from: date, to: addDays(addMonths(date, 1), 0) }
  }
}

/** The weeks that a month touches. */
export function wholeWeeks(date: Day): Range {
  const first = startOfMonth(date)
  const last = addDays(addMonths(first, 1), -1)
  return { from: startOfWeek(first), to: addDays(last, 7 - weekdayOf(last)) }
}

/** Where "next" and "previous" lead. */
export function stepDate(view: View, date: Day, by: 1 | -1): Day {
  switch (view) {
    case 'day':
    case 'resources':
      return addDays(date, by)
    case 'workweek':
    case 'week':
      return addDays(date, 7 * by)
    case 'month':
    case 'list':
      return addMonths(date, by)
    case 'year':
      return addMonths(date, 12 * by)
  }
}

/** "2026-11": the pieces in which occurrences are fetched and kept, so that paging finds them there. */
export type Month = string

export function monthsOf({ from, to }: Range): Month[] {
  const months: Month[] = []
  for (let day = startOfMonth(from); day < to; day = addMonths(day, 1)) months.push(day.slice(0, 7))
  return months
}

/** The months next to those shown: fetched ahead. */
export function neighboursOf(months: readonly Month[]): Month[] {
  const [first, last] = [months[0], months.at(-1)]
  if (first === undefined || last === undefined) return []
  return [addMonths(`${first}-01`, -1).slice(0, 7), addMonths(`${last}-01`, 1).slice(0, 7)]
}

/** A month as the instants between which it lies in a zone: 23 and 25 hour days included. */
export function instantsOf(month: Month, clock: WallClock): { from: string; to: string } {
  const at = (day: Day) => new Date(clock.instantOf(day, 0)).toISOString()
  return { from: at(`${month}-01`), to: at(addMonths(`${month}-01`, 1)) }
}
