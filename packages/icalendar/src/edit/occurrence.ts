import { type Component, copyOf, findLine, hasLine, replaceLines } from '../text/component.ts'
import type { CalendarObject } from '../object/calendar-object.ts'
import type { Length } from '../recurrence/length.ts'
import { keyOf, type OccurrenceKey } from '../recurrence/occurrence-key.ts'
import {
  momentOfKey,
  type Override,
  readOverrides,
  readSeries,
  type Series,
  startsIn,
} from '../recurrence/series.ts'
import { type Moment, timeLine } from '../time/moment.ts'
import { setOccurrenceTimes } from './times.ts'

/** What is known of one occurrence of a series. */
export interface FoundOccurrence {
  key: OccurrenceKey
  /** Where the series has it. */
  original: Moment
  /** Where it is. */
  start: Moment
  length: Length
  /** Its own override, when there is one. */
  override?: Override
  /** What describes it when it has none: the master, or the override that changed it and all that follows. */
  base: Component
}

/** Finds the occurrence a key names; undefined when the series has no such. Throws TooComplex. */
export function findOccurrence(object: CalendarObject, key: OccurrenceKey): FoundOccurrence | undefined {
  const series = readSeries(object)
  const overrides = readOverrides(object, series)
  const own = overrides.find((override) => override.key === key)
  if (own !== undefined) {
    const original = series === undefined ? own.start : momentOfKey(series.start, key)
    return { key, original, start: own.start, length: own.length, override: own, base: own.component }
  }
  if (series === undefined || object.master === undefined) return undefined
  const regular = regularAt(series, key)
  if (regular === undefined) return undefined
  const shift = overrides
    .filter((override) => override.andFuture && override.key < key)
    .sort((a, b) => a.key - b.key)
    .at(-1)
  if (shift === undefined) return { key, original: regular.start, ...regular, base: object.master }
  const delta = shift.start.wall - momentOfKey(series.start, shift.key).wall
  const start = { ...shift.start, wall: regular.start.wall + delta }
  return { key, original: regular.start, start, length: shift.length, base: shift.component }
}

/** The occurrence the series itself has at a key. Throws TooComplex. */
export function regularAt(series: Series, key: OccurrenceKey): { start: Moment; length: Length } | undefined {
  const { wall } = momentOfKey(series.start, key)
  const budget = { starts: 5000, endsAt: performance.now() + 1500 }
  // A start in a gap of the clock shows an hour later than the rule counts it.
  const around = { from: wall - 7_200_000, to: wall + 7_200_000 }
  return startsIn(series, around, { budget }).find(({ start }) => keyOf(start) === key)
}

const ofTheSeries = ['RRULE', 'RDATE', 'EXDATE', 'EXRULE']

/** Adds an override for an occurrence that has none, saying what the series says of it. */
export function addOverride(draft: CalendarObject, found: FoundOccurrence): Component {
  const component = copyOf(found.base)
  for (const name of ofTheSeries) replaceLines(component, name, [])
  setOccurrenceTimes(draft, component, found.start, found.length)
  const recurrenceId = timeLine('RECURRENCE-ID', found.original)
  if (hasLine(component, 'RECURRENCE-ID')) replaceLines(component, 'RECURRENCE-ID', [recurrenceId])
  else {
    const uid = findLine(component, 'UID')
    component.items.splice(uid === undefined ? 0 : component.items.indexOf(uid) + 1, 0, recurrenceId)
  }
  draft.calendar.items.push(component)
  return component
}
