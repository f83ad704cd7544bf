import { type Component, findLine, hasLine, linesOf } from '../text/component.ts'
import { paramOf, propertyOf, rawValueOf } from '../text/property.ts'
import { type CalendarObject, momentIn, momentsIn } from '../object/calendar-object.ts'
import { zonesOf } from '../object/object-zones.ts'
import { readDuration } from '../time/duration.ts'
import { atInstant, instantOf, type Moment, readMoment } from '../time/moment.ts'
import { toInstant, utc, type Zone } from '../time/zone.ts'
import { type Budget, expandRule } from './expand-rule.ts'
import { endOf, type Length, lengthBetween, lengthOf } from './length.ts'
import { keyIn, keyOf, KeySet, type OccurrenceKey } from './occurrence-key.ts'
import { type Rule, readRule } from './rule.ts'
import { lastWall } from './until.ts'

/** The master of an object as far as time goes. */
export interface Series {
  readonly start: Moment
  readonly length: Length
  readonly rules: readonly Rule[]
  readonly exclusions: readonly Rule[]
  readonly extra: readonly { start: Moment; length?: Length }[]
  readonly excluded: KeySet
  readonly recurs: boolean
  readonly fileZone: Zone
  /** A rule is there that nobody can read. */
  readonly broken: boolean
}

/** An override and the occurrence it replaces. */
export interface Override {
  readonly index: number
  readonly component: Component
  readonly named: { key: OccurrenceKey } | { day: number }
  readonly key: OccurrenceKey
  readonly start: Moment
  readonly length: Length
  readonly andFuture: boolean
}

const mostRules = 20

/** Reads the series; undefined when the object has no master or its master no time. */
export function readSeries(object: CalendarObject): Series | undefined {
  const { calendar, master } = object
  if (master === undefined) return undefined
  const start = momentIn(calendar, master, 'DTSTART') ?? momentIn(calendar, master, 'DUE')
  if (start === undefined) return undefined
  const fileZone = zonesOf(calendar).only
  const length = lengthOf(calendar, master, start, { kind: object.kind })
  const rules = rulesIn(master, 'RRULE')
  const excluded = new KeySet()
  for (const moment of momentsIn(calendar, master, 'EXDATE')) excluded.add(keyIn(start, moment, fileZone))
  return {
    start,
    length,
    rules: rules.read,
    exclusions: rulesIn(master, 'EXRULE').read,
    extra: extraStarts(calendar, master, start),
    excluded,
    recurs: hasLine(master, 'RRULE') || hasLine(master, 'RDATE'),
    fileZone,
    broken: rules.broken,
  }
}

function rulesIn(master: Component, name: string): { read: Rule[]; broken: boolean } {
  const results = linesOf(master, name)
    .slice(0, mostRules)
    .map((line) => readRule(rawValueOf(line)))
  const read = results.flatMap((result) => (result.kind === 'read' ? [result.rule] : []))
  return { read, broken: read.length < results.length }
}

function extraStarts(
  calendar: Component,
  master: Component,
  start: Moment,
): { start: Moment; length?: Length }[] {
  const zoneOf = zonesOf(calendar).find
  return linesOf(master, 'RDATE').flatMap((line) => {
    const property = propertyOf(line)
    if (property === undefined) return []
    return property.values.flatMap((value): { start: Moment; length?: Length }[] => {
      const [from, to] = Array.isArray(value) ? value : [value]
      const moment = readMoment(from, property, zoneOf)
      if (moment === undefined) return []
      const inSeries = asSeriesTime(start, moment, zonesOf(calendar).only)
      if (typeof to !== 'string') return [{ start: inSeries }]
      const end = readMoment(to, property, zoneOf)
      const duration = readDuration(to)
      if (end !== undefined) return [{ start: inSeries, length: lengthBetween(inSeries, end) }]
      return [
        duration === undefined
          ? { start: inSeries }
          : { start: inSeries, length: { kind: 'nominal', duration } },
      ]
    })
  })
}

/** A time in the kind and zone of the series. */
export function asSeriesTime(series: Moment, value: Moment, fileZone: Zone): Moment {
  const named = keyIn(series, value, fileZone)
  if ('key' in named) return momentOfKey(series, named.key)
  const clock = series.wall - Math.floor(series.wall / 86_400_000) * 86_400_000
  return { ...series, wall: named.day + clock }
}

/** The start of the occurrence a key names. */
export function momentOfKey(series: Moment, key: OccurrenceKey): Moment {
  return series.kind === 'zoned' ? atInstant(series, key, utc) : { ...series, wall: key }
}

/** Reads the overrides; one without a readable RECURRENCE-ID is left out. */
export function readOverrides(object: CalendarObject, series: Series | undefined): Override[] {
  const { calendar } = object
  return object.overrides.flatMap((component, index) => {
    const recurrenceId = momentIn(calendar, component, 'RECURRENCE-ID')
    if (recurrenceId === undefined) return []
    const line = findLine(component, 'RECURRENCE-ID')
    const property = line === undefined ? undefined : propertyOf(line)
    const like = series?.start ?? recurrenceId
    const fileZone = zonesOf(calendar).only
    const replaced = asSeriesTime(like, recurrenceId, fileZone)
    const start = momentIn(calendar, component, 'DTSTART') ?? momentIn(calendar, component, 'DUE') ?? replaced
    return {
      index,
      component,
      named: keyIn(like, recurrenceId, fileZone),
      key: keyOf(replaced),
      start,
      length: lengthOf(calendar, component, start, { kind: object.kind }),
      andFuture: property !== undefined && paramOf(property, 'range')?.toUpperCase() === 'THISANDFUTURE',
    }
  })
}

/**
 * The starts the series gives in a window of wall clocks of its own zone, overrides not looked at: DTSTART, rules, RDATEs,
 * without EXDATEs and EXRULEs; ascending, none twice. Throws TooComplex.
 */
export function startsIn(
  series: Series,
  window: { from: number; to: number },
  { budget }: { budget: Budget },
): { start: Moment; length: Length }[] {
  const found = new Map<OccurrenceKey, { start: Moment; length: Length }>()
  const add = (start: Moment, length: Length) => {
    if (start.wall < window.from || start.wall > window.to || series.excluded.has(start)) return
    const key = keyOf(start)
    if (!found.has(key)) found.set(key, { start, length })
  }
  for (const { start, length } of series.extra) add(start, length ?? series.length)
  add(series.start, series.length)
  for (const rule of series.rules) {
    for (const start of startsOfRule(series, rule, window, budget)) add(start, series.length)
  }
  for (const rule of series.exclusions) {
    for (const start of startsOfRule(series, rule, window, budget)) found.delete(keyOf(start))
  }
  return [...found.values()].sort((a, b) => keyOf(a.start) - keyOf(b.start))
}

function startsOfRule(
  series: Series,
  rule: Rule,
  window: { from: number; to: number },
  budget: Budget,
): Moment[] {
  const to = Math.min(
    window.to,
    rule.until === undefined ? Infinity : lastWall(rule.until, series.start, series.fileZone),
  )
  const walls = expandRule(rule, series.start.wall, { from: window.from, to }, { budget })
  const starts = walls.map((wall) => ({ ...series.start, wall }))
  const { zone } = series.start
  if (rule.until?.kind !== 'utc' || zone === undefined) return starts
  // In the hour that happens twice, a wall clock may lie on both sides of an instant.
  const until = rule.until.wall
  return starts.filter((start) => toInstant(zone, start.wall) <= until)
}

/** When an occurrence ends and whether it is seen in a window of instants. */
export function placed(
  start: Moment,
  length: Length,
  viewer: Zone,
): { end: Moment; startAt: number; endAt: number } {
  const end = endOf(start, length, viewer)
  const startAt = instantOf(start, viewer)
  return { end, startAt, endAt: Math.max(startAt, instantOf(end, viewer)) }
}
