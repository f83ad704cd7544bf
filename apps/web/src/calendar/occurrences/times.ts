import type { CalendarTime, Occurrence } from '@staffetta/contract'
import { addDays, daysBetween, type Day } from '../clock/days.ts'
import { daysOf, spanOf } from './occurrences.ts'
import { clockText, type WallClock } from '../clock/wall-clock.ts'

/** When something is, as a hand sets it: whole days, or a start on the wall and a length. */
export type When =
  | { kind: 'days'; start: Day; end: Day }
  | { kind: 'time'; day: Day; minute: number; minutes: number }

export function whenOf(occurrence: Occurrence, clock: WallClock): When {
  if (occurrence.days) {
    const { from, to } = daysOf(occurrence, clock)
    return { kind: 'days', start: from, end: to }
  }
  return { kind: 'time', ...spanOf(occurrence, clock) }
}

export const sameWhen = (a: When, b: When): boolean => JSON.stringify(a) === JSON.stringify(b)

/** An occurrence at another time, for what is shown at once. */
export function occurrenceAt(occurrence: Occurrence, when: When, clock: WallClock): Occurrence {
  const at = (day: Day, minute: number) => new Date(clock.instantOf(day, minute)).toISOString()
  if (when.kind === 'days')
    return {
      ...occurrence,
      startAt: at(when.start, 0),
      endAt: at(when.end, 0),
      days: { start: when.start, end: when.end },
    }
  return {
    ...occurrence,
    startAt: at(when.day, when.minute),
    endAt: at(when.day, when.minute + when.minutes),
    days: null,
  }
}

/** Moves by days and minutes; days have no minutes. */
export function moved(when: When, by: { days: number; minutes: number }): When {
  if (when.kind === 'days')
    return { ...when, start: addDays(when.start, by.days), end: addDays(when.end, by.days) }
  const total = when.minute + by.minutes
  const over = Math.floor(total / 1440)
  return { ...when, day: addDays(when.day, by.days + over), minute: total - over * 1440 }
}

const shortestMinutes = 15

/** Ends later or earlier, and never before it began. */
export function stretched(when: When, by: { days: number; minutes: number }): When {
  if (when.kind === 'days') {
    const end = addDays(when.end, by.days)
    return { ...when, end: daysBetween(when.start, end) < 1 ? addDays(when.start, 1) : end }
  }
  return { ...when, minutes: Math.max(shortestMinutes, when.minutes + by.days * 1440 + by.minutes) }
}

/**
 * Start and end on the wire, in the kind of time the event is kept in: a floating time stays floating, a meeting of another
 * zone stays in that zone, UTC stays UTC. `stored` is the start as it is kept; null for what is new.
 */
export function wireTimes(
  when: When,
  clock: WallClock,
  stored: CalendarTime | null,
  clockOf: (zone: string) => WallClock,
): { start: CalendarTime; end: CalendarTime } {
  if (when.kind === 'days')
    return { start: { kind: 'date', date: when.start }, end: { kind: 'date', date: when.end } }
  const startAt = clock.instantOf(when.day, when.minute)
  const endAt = clock.instantOf(when.day, when.minute + when.minutes)
  if (stored?.kind === 'utc')
    return {
      start: { kind: 'utc', at: new Date(startAt).toISOString() },
      end: { kind: 'utc', at: new Date(endAt).toISOString() },
    }
  // Floating times are read on the clock of whoever looks.
  const home = stored?.kind === 'zoned' && stored.zone !== undefined ? clockOf(stored.zone) : clock
  const local = (at: number) => {
    const { day, minute } = home.wallOf(at)
    return `${day}T${clockText(minute)}:00`
  }
  return stored?.kind === 'floating'
    ? { start: { kind: 'floating', local: local(startAt) }, end: { kind: 'floating', local: local(endAt) } }
    : {
        start: { kind: 'zoned', local: local(startAt), zone: home.zone },
        end: { kind: 'zoned', local: local(endAt), zone: home.zone },
      }
}
