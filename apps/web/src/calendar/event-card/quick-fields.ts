import { addDays, daysBetween, isDay } from '../clock/days.ts'
import type { When } from '../occurrences/times.ts'
import { clockText, minuteOf } from '../clock/wall-clock.ts'

/** A time as fields hold it: the last day included. */
export interface Fields {
  whole: boolean
  from: string
  to: string
  start: string
  end: string
}

export function fieldsOf(when: When): Fields {
  if (when.kind === 'days')
    return { whole: true, from: when.start, to: addDays(when.end, -1), start: '09:00', end: '10:00' }
  const total = when.minute + when.minutes
  return {
    whole: false,
    from: when.day,
    to: addDays(when.day, Math.floor(total / 1440)),
    start: clockText(when.minute),
    end: clockText(total),
  }
}

/** Null where it would end before it begins, or is not whole. */
export function whenOfFields({ whole, from, to, start, end }: Fields): When | null {
  if (!isDay(from) || !isDay(to)) return null
  if (whole) return from <= to ? { kind: 'days', start: from, end: addDays(to, 1) } : null
  const [first, last] = [minuteOf(start), minuteOf(end)]
  if (first === null || last === null) return null
  const minutes = daysBetween(from, to) * 1440 + last - first
  return minutes < 0 ? null : { kind: 'time', day: from, minute: first, minutes }
}

/** Whoever moves the start takes the end along. */
export function follow(before: Fields, after: Fields): Fields {
  if (after.from === before.from && after.start === before.start) return after
  const length = whenOfFields(before)
  if (length === null || !isDay(after.from)) return after
  if (length.kind === 'days')
    return { ...after, to: addDays(after.from, daysBetween(length.start, length.end) - 1) }
  const minute = minuteOf(after.start)
  if (minute === null) return after
  const moved = fieldsOf({ ...length, day: after.from, minute })
  return { ...after, to: moved.to, end: moved.end }
}
