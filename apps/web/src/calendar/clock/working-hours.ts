import type { WorkingHours } from '@staffetta/contract'
import { addDays, type Day, weekdayOf } from './days.ts'
import { minuteOf, type WallClock, wallClock } from './wall-clock.ts'

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const

/** Milliseconds. */
export interface Span {
  from: number
  to: number
}

type Weekly = WorkingHours['spans']

/** Hours of every week as they come in a span, in order. */
function weeklyIn(weekly: Weekly, { from, to }: Span, clock: WallClock): Span[] {
  const spans: Span[] = []
  const last = clock.wallOf(to).day
  for (let { day } = clock.wallOf(from); day <= last; day = addDays(day, 1))
    for (const one of weekly)
      if (one.day === weekdays[weekdayOf(day)])
        spans.push({
          from: clock.instantOf(day, minuteOf(one.from) ?? 0),
          to: clock.instantOf(day, minuteOf(one.to) ?? 1440),
        })
  return spans.toSorted((a, b) => a.from - b.from)
}

/** What of a span lies outside of hours of every week. */
export function outsideOf(weekly: Weekly, span: Span, clock: WallClock): Span[] {
  const outside: Span[] = []
  let at = span.from
  for (const { from, to } of weeklyIn(weekly, span, clock)) {
    if (from > at) outside.push({ from: at, to: Math.min(from, span.to) })
    at = Math.max(at, to)
  }
  if (at < span.to) outside.push({ from: at, to: span.to })
  return outside
}

/** The hours of a day as the clock of who looks has them, in minutes of it. */
export function hoursOn({ zone, spans }: WorkingHours, day: Day, clock: WallClock): Span[] {
  const midnight = clock.instantOf(day, 0)
  const whole = { from: midnight, to: clock.instantOf(addDays(day, 1), 0) }
  return weeklyIn(spans, whole, wallClock(zone)).flatMap(({ from, to }) => {
    if (to <= whole.from || from >= whole.to) return []
    const minuteAt = (at: number) => (at >= whole.to ? 1440 : clock.wallOf(at).minute)
    return [{ from: from <= whole.from ? 0 : minuteAt(from), to: minuteAt(to) }]
  })
}
