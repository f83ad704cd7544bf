import type { BusyTime, PersonTime, Resource, WorkingHours } from '@staffetta/contract'
import { addDays, daysBetween, type Day, weekdayOf } from '../clock/days.ts'
import { minuteOf, type WallClock } from '../clock/wall-clock.ts'

/** One line of the grid: a person, or something that is booked along with them. */
export interface PlanRow {
  key: string
  kind: 'person' | 'resource'
  name: string
  detail: string
  /** Without them it cannot be. */
  needed: boolean
  /** Null while it is asked. */
  known: Omit<PersonTime, 'address'> | null
}

export interface Span {
  from: number
  to: number
}

export type State = BusyTime['kind'] | 'free' | 'unknown'

const firmest = ['busy', 'unavailable', 'tentative'] as const

/** How somebody stands to a time: what takes most of it wins. */
export function stateAt({ known }: Pick<PlanRow, 'known'>, span: Span): State {
  if (known === null || known.unknown !== null) return 'unknown'
  const met = known.busy.filter(
    ({ startAt, endAt }) => Date.parse(startAt) < span.to && Date.parse(endAt) > span.from,
  )
  return firmest.find((kind) => met.some((one) => one.kind === kind)) ?? 'free'
}

export interface Slot extends Span {
  free: number
}

interface Search {
  rows: readonly PlanRow[]
  lengthMs: number
  /** Not before, and not after. */
  span: Span
  hours: WorkingHours
  clock: WallClock
  isRest: (day: Day) => boolean
}

const stepMinutes = 30
const most = 3

/**
 * The next times of a length, within working hours, at which everybody who is needed is free; those at which most of the
 * others are, too, come first. Whoever nothing is known of neither helps nor hinders. They do not overlap.
 */
export function suggestSlots({ rows, lengthMs, span, hours, clock, isRest }: Search): Slot[] {
  const candidates: Slot[] = []
  const last = clock.wallOf(span.to).day
  for (let { day } = clock.wallOf(span.from); day <= last; day = addDays(day, 1)) {
    if (!hours.weekdays.includes(weekdayOf(day)) || isRest(day)) continue
    for (let minute = hours.from; minute < hours.to; minute += stepMinutes) {
      const from = clock.instantOf(day, minute)
      const slot = { from, to: from + lengthMs }
      if (slot.to > clock.instantOf(day, hours.to)) break
      if (from < span.from || slot.to > span.to) continue
      const states = rows.map((row) => ({ row, state: stateAt(row, slot) }))
      if (states.some(({ row, state }) => row.needed && state !== 'free' && state !== 'unknown')) continue
      candidates.push({ ...slot, free: states.filter(({ state }) => state === 'free').length })
    }
  }
  const chosen: Slot[] = []
  for (const slot of candidates.toSorted((a, b) => b.free - a.free || a.from - b.from)) {
    if (chosen.every(({ from, to }) => slot.to <= from || slot.from >= to)) chosen.push(slot)
    if (chosen.length === most) break
  }
  return chosen
}

/** Minutes of the wall from the midnight a day begins with: before it below 0, on the next day above 1440. */
export function minuteIn(day: Day, at: number, clock: WallClock): number {
  const wall = clock.wallOf(at)
  return daysBetween(day, wall.day) * 1440 + wall.minute
}

/** What of somebody's time is taken on a day, in minutes of it. */
export function takenOn(
  { known }: Pick<PlanRow, 'known'>,
  day: Day,
  clock: WallClock,
): { from: number; to: number; kind: BusyTime['kind'] }[] {
  return (known?.busy ?? []).flatMap(({ startAt, endAt, kind }) => {
    const from = Math.max(0, minuteIn(day, Date.parse(startAt), clock))
    const to = Math.min(1440, minuteIn(day, Date.parse(endAt), clock))
    return from < to ? [{ from, to, kind }] : []
  })
}

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const

/** When a room or a car cannot be had in a span, by its opening hours in its own zone; never, where it has none. */
export function closedTimes(
  opening: Resource['opening'],
  span: Span,
  clock: WallClock,
): { startAt: string; endAt: string; kind: 'unavailable' }[] {
  if (opening.length === 0) return []
  const open: Span[] = []
  const last = clock.wallOf(span.to).day
  for (let { day } = clock.wallOf(span.from); day <= last; day = addDays(day, 1))
    for (const { day: name, from, to } of opening)
      if (name === weekdays[weekdayOf(day)])
        open.push({
          from: clock.instantOf(day, minuteOf(from) ?? 0),
          to: clock.instantOf(day, minuteOf(to) ?? 1440),
        })
  const closed: Span[] = []
  let at = span.from
  for (const { from, to } of open.toSorted((a, b) => a.from - b.from)) {
    if (from > at) closed.push({ from: at, to: Math.min(from, span.to) })
    at = Math.max(at, to)
  }
  if (at < span.to) closed.push({ from: at, to: span.to })
  const iso = (instant: number) => new Date(instant).toISOString()
  return closed.map(({ from, to }) => ({ startAt: iso(from), endAt: iso(to), kind: 'unavailable' }))
}
