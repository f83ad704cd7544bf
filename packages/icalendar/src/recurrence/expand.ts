import type { CalendarObject } from '../object/calendar-object.ts'
import { type CalendarTime, calendarTimeOf, dayMs, instantFrom, isoOf, type Moment } from '../time/moment.ts'
import { ianaZone } from '../time/zone.ts'
import { TooComplex } from './expand-rule.ts'
import { type Length, longestMs } from './length.ts'
import { keyOf, keyText, type OccurrenceKey } from './occurrence-key.ts'
import { type Override, placed, readOverrides, readSeries, type Series, startsIn } from './series.ts'

/** A window of instants and the zone of who looks: floating times and dates are read there. */
export interface Window {
  from: string
  to: string
  zone: string
}

export interface ExpandLimits {
  /** 5,000 by default. */
  occurrences?: number
  /** Time by the clock, 1,500 ms by default. */
  ms?: number
}

/** One appearance in time. */
export interface Occurrence {
  startAt: string
  endAt: string
  start: CalendarTime
  end: CalendarTime
  /** Names the occurrence of a series, for edits and answers; missing when the object does not recur. */
  recurrenceId?: string
  /** Its description, when it has its own: the index in `overrides`. */
  override?: number
}

export interface Expansion {
  /** By start. */
  occurrences: Occurrence[]
  /** Some are missing, and why. */
  truncated: boolean
  reason?: 'too-many' | 'too-complex' | 'unsupported-rule'
}

interface Found {
  startAt: number
  endAt: number
  start: Moment
  end: Moment
  key: OccurrenceKey | undefined
  override?: number
}

/**
 * The occurrences of an object that overlap [from, to), overrides in their places, also those moved into the window from
 * outside; of free/busy and availability none. Bounded in number and time: what could not be computed is told by `truncated` and its reason. Throws only a
 * RangeError for a window that is none.
 */
export function expand(object: CalendarObject, window: Window, limits: ExpandLimits = {}): Expansion {
  const viewer = ianaZone(window.zone)
  if (viewer === undefined) throw new RangeError(`no such time zone: ${window.zone.slice(0, 60)}`)
  const from = instantFrom(window.from)
  const to = instantFrom(window.to)
  const most = limits.occurrences ?? 5000
  const budget = { starts: most + 2000, endsAt: performance.now() + (limits.ms ?? 1500) }

  if (object.kind === 'free-busy' || object.kind === 'availability')
    return { occurrences: [], truncated: false }
  const series = readSeries(object)
  const overrides = readOverrides(object, series)
  const found: Found[] = []
  const add = (
    start: Moment,
    length: Length,
    more: { key: OccurrenceKey | undefined; override?: number },
  ) => {
    const { end, startAt, endAt } = placed(start, length, viewer)
    if (startAt < to && (endAt > from || startAt >= from)) found.push({ startAt, endAt, start, end, ...more })
  }

  for (const { start, length, key, index } of overrides) add(start, length, { key, override: index })
  let reason: Expansion['reason'] = series?.broken === true ? 'unsupported-rule' : undefined
  if (series !== undefined) {
    try {
      addRegular(series, overrides, { from, to, budget, add })
      if (budget.starts < 0) reason = 'too-many'
    } catch (error) {
      if (!(error instanceof TooComplex)) throw error
      reason = error.message === 'RSCALE' ? 'unsupported-rule' : 'too-complex'
      if (!overrides.some((override) => override.key === keyOf(series.start))) {
        add(series.start, series.length, { key: keyOf(series.start) })
      }
    }
  }
  found.sort((a, b) => a.startAt - b.startAt || a.endAt - b.endAt)
  if (found.length > most) reason = 'too-many'
  const occurrences = found.slice(0, most).map(occurrenceOf)
  return reason === undefined ? { occurrences, truncated: false } : { occurrences, truncated: true, reason }
}

function addRegular(
  series: Series,
  overrides: readonly Override[],
  {
    from,
    to,
    budget,
    add,
  }: {
    from: number
    to: number
    budget: { starts: number; endsAt: number }
    add: (start: Moment, length: Length, more: { key: OccurrenceKey | undefined; override?: number }) => void
  },
): void {
  const replaced = new Set(overrides.flatMap(({ named }) => ('key' in named ? [named.key] : [])))
  const replacedDays = new Set(overrides.flatMap(({ named }) => ('day' in named ? [named.day] : [])))
  const shifts = overrides.filter((override) => override.andFuture).sort((a, b) => a.key - b.key)
  const furthest = Math.max(0, ...shifts.map((shift) => Math.abs(shiftOf(series, shift))))
  const longest = Math.max(
    longestMs(series.length),
    ...series.extra.map((one) => longestMs(one.length ?? series.length)),
    ...shifts.map((one) => longestMs(one.length)),
  )
  // Wall clocks are at most 14 hours away from UTC; the exact test follows.
  const slack = 2 * dayMs + furthest
  const starts = startsIn(series, { from: from - longest - slack, to: to + slack }, { budget })
  for (const { start, length } of starts) {
    const key = keyOf(start)
    if (replaced.has(key)) continue
    if (replacedDays.size > 0 && replacedDays.has(Math.floor(start.wall / dayMs) * dayMs)) continue
    const shift = shifts.findLast((one) => one.key < key)
    if (shift === undefined) add(start, length, { key: series.recurs ? key : undefined })
    else {
      const moved = { ...shift.start, wall: start.wall + shiftOf(series, shift) }
      add(moved, shift.length, { key, override: shift.index })
    }
  }
}

/** How far a THISANDFUTURE override moves the wall clock of what follows. */
function shiftOf(series: Series, override: Override): number {
  const original = series.start.kind === 'zoned' ? (series.start.zone?.offsetAt(override.key) ?? 0) : 0
  return override.start.wall - (override.key + original)
}

function occurrenceOf({ startAt, endAt, start, end, key, override }: Found): Occurrence {
  return {
    startAt: isoOf(startAt),
    endAt: isoOf(endAt),
    start: calendarTimeOf(start),
    end: calendarTimeOf(end),
    ...(key === undefined ? {} : { recurrenceId: keyText(key) }),
    ...(override === undefined ? {} : { override }),
  }
}
