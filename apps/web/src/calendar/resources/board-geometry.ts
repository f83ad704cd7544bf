import type { Booking, Resource } from '@staffetta/contract'
import { type Day, weekdayOf } from '../clock/days.ts'
import { minuteOf, type WallClock } from '../clock/wall-clock.ts'

/** The hours that are drawn, and the instants they lie between. */
export interface HourSpan {
  first: number
  hours: number[]
  from: number
  to: number
}

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
/** A working day; what is booked outside of it makes it longer. */
const usual = { first: 7, last: 20 }

export function hourSpan(
  bookings: readonly Booking[],
  { from, to }: { from: number; to: number },
  clock: WallClock,
): HourSpan {
  const { day } = clock.wallOf(from)
  let { first, last } = usual
  for (const { startAt, endAt, days } of bookings) {
    if (days !== null) continue
    const [start, end] = [Math.max(from, Date.parse(startAt)), Math.min(to, Date.parse(endAt))]
    first = Math.min(first, Math.floor(clock.wallOf(start).minute / 60))
    last = Math.max(last, Math.ceil((clock.wallOf(end - 1).minute + 1) / 60))
  }
  return {
    first,
    hours: Array.from({ length: last - first }, (_, at) => first + at),
    from: clock.instantOf(day, first * 60),
    to: clock.instantOf(day, last * 60),
  }
}

/** Where an instant lies among the hours: 0 at their beginning, 1 at their end. */
export function partOf(at: number, { from, to }: HourSpan): number {
  return Math.min(1, Math.max(0, (at - from) / (to - from)))
}

/** The hours in which a resource cannot be had that day, as parts of what is drawn. */
export function closedParts(
  { opening, zone }: Resource,
  day: Day,
  { span, clockOf }: { span: HourSpan; clockOf: (zone: string) => WallClock },
): { from: number; to: number }[] {
  if (opening.length === 0) return []
  const clock = clockOf(zone)
  const openings = opening
    .filter((one) => one.day === weekdays[weekdayOf(day)])
    .map(({ from, to }) => ({
      from: partOf(clock.instantOf(day, minuteOf(from) ?? 0), span),
      to: partOf(clock.instantOf(day, minuteOf(to) ?? 1440), span),
    }))
    .toSorted((one, other) => one.from - other.from)
  const closed: { from: number; to: number }[] = []
  let at = 0
  for (const { from, to } of openings) {
    if (from > at) closed.push({ from: at, to: from })
    at = Math.max(at, to)
  }
  if (at < 1) closed.push({ from: at, to: 1 })
  return closed
}

/** The half hour under the pointer, in minutes of the day. */
export function minuteAt(part: number, { first, hours }: HourSpan): number {
  return first * 60 + Math.floor((part * hours.length * 60) / 30) * 30
}
