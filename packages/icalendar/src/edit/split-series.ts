import { type Component, linesOf, replaceLine, replaceLines } from '../text/component.ts'
import { lineFrom, lineOf, propertyOf, rawValueOf, withRawValue } from '../text/property.ts'
import type { CalendarObject } from '../object/calendar-object.ts'
import { zonesOf } from '../object/object-zones.ts'
import { expandRule, TooComplex } from '../recurrence/expand-rule.ts'
import type { OccurrenceKey } from '../recurrence/occurrence-key.ts'
import { keyOf } from '../recurrence/occurrence-key.ts'
import { readRule, withEnd } from '../recurrence/rule.ts'
import { asSeriesTime, readOverrides, readSeries, type Series } from '../recurrence/series.ts'
import { untilBefore } from '../recurrence/until.ts'
import { dayMs, type Moment, readMoment, timeLine, valueTextOf } from '../time/moment.ts'
import { draftOf, dropComponents } from './draft.ts'
import { setOccurrenceTimes } from './times.ts'

/** Ends a series just before an occurrence. Throws TooComplex. */
export function endBefore(draft: CalendarObject, split: Moment): void {
  const series = readSeries(draft)
  const { master } = draft
  if (series === undefined || master === undefined) return
  const key = keyOf(split)
  for (const line of linesOf(master, 'RRULE')) {
    replaceLine(
      master,
      line,
      withRawValue(line, withEnd(rawValueOf(line), { until: untilBefore(series.start, split.wall) })),
    )
  }
  keepDates(draft, series, (one) => one < key)
  dropComponents(
    draft.calendar,
    overridesWhere(draft, series, (one) => one >= key),
  )
}

/** The rest of a series as one of its own, from an occurrence on: what is left of COUNT, its EXDATEs, RDATEs and overrides. Throws TooComplex. */
export function tailFrom(object: CalendarObject, split: Moment, { uid }: { uid: string }): CalendarObject {
  const tail = draftOf(object)
  const series = readSeries(tail)
  const { master } = tail
  if (series === undefined || master === undefined) return tail
  const key = keyOf(split)
  for (const line of linesOf(master, 'RRULE')) {
    const read = readRule(rawValueOf(line))
    // RFC 7529: the split may fall on a day that was only taken because the right one was missing.
    if (read.kind === 'read' && read.rule.skip !== undefined) throw new TooComplex('SKIP')
    if (read.kind !== 'read' || read.rule.count === undefined) continue
    const budget = { starts: 100_000, endsAt: performance.now() + 1500 }
    const before = expandRule(
      read.rule,
      series.start.wall,
      { from: series.start.wall, to: split.wall - 1000 },
      { budget },
    )
    const first = before[0] === series.start.wall ? 0 : 1
    const left = read.rule.count - before.length - first
    replaceLine(
      master,
      line,
      left < 1 ? undefined : withRawValue(line, withEnd(rawValueOf(line), { count: left })),
    )
  }
  keepDates(tail, series, (one) => one >= key)
  const dropped = overridesWhere(tail, series, (one) => one < key)
  dropComponents(tail.calendar, dropped)
  setOccurrenceTimes(tail, master, anchorOf(tail, series, split), series.length)
  for (const component of [master, ...tail.overrides.filter((one) => !dropped.has(one))]) {
    replaceLines(component, 'UID', [lineOf('UID', uid)])
    replaceLines(component, 'SEQUENCE', [])
  }
  return { ...tail, uid, overrides: tail.overrides.filter((one) => !dropped.has(one)) }
}

/**
 * Where the rest begins: the split, or when that is an RDATE, the first start of a rule after it; a rule counts its days and its
 * intervals from DTSTART. Without any the rules go.
 */
function anchorOf({ master }: CalendarObject, series: Series, split: Moment): Moment {
  const first = (to: number) =>
    series.rules
      .flatMap((rule) => {
        const budget = { starts: 1, endsAt: performance.now() + 1500 }
        return expandRule(rule, series.start.wall, { from: split.wall, to }, { budget }).slice(0, 1)
      })
      .sort((a, b) => a - b)[0]
  if (series.rules.length === 0 || first(split.wall) !== undefined) return split
  const next = first(split.wall + 10 * 366 * dayMs)
  if (next !== undefined) return { ...split, wall: next }
  if (master !== undefined) replaceLines(master, 'RRULE', [])
  return split
}

function overridesWhere(
  draft: CalendarObject,
  series: Series,
  test: (key: OccurrenceKey) => boolean,
): Set<Component> {
  return new Set(readOverrides(draft, series).flatMap(({ key, component }) => (test(key) ? [component] : [])))
}

/** Leaves in each EXDATE and RDATE line the values that pass; a line of which all pass is not touched. */
function keepDates(
  { calendar, master }: CalendarObject,
  series: Series,
  test: (key: OccurrenceKey) => boolean,
): void {
  if (master === undefined) return
  const zones = zonesOf(calendar)
  for (const name of ['EXDATE', 'RDATE']) {
    for (const line of linesOf(master, name)) {
      const property = propertyOf(line)
      if (property === undefined) continue
      const values = rawValueOf(line).split(',')
      const kept = values.filter((value) => {
        const moment = readMoment(value.split('/')[0], property, zones.find)
        return moment === undefined || test(keyOf(asSeriesTime(series.start, moment, zones.only)))
      })
      if (kept.length === values.length) continue
      replaceLine(master, line, kept.length === 0 ? undefined : withRawValue(line, kept.join(',')))
    }
  }
}

/** Leaves one occurrence out: a value more in the EXDATE line of the same kind, else a line of its own. */
export function addExdate(master: Component, moment: Moment): void {
  const line = timeLine('EXDATE', moment)
  const head = line.text.slice(0, line.text.length - valueTextOf(moment).length)
  const same = linesOf(master, 'EXDATE').find((one) => one.text.startsWith(head) && one.text.length < 10_000)
  if (same === undefined) {
    const last = linesOf(master, 'EXDATE').at(-1) ?? linesOf(master, 'RRULE').at(-1)
    const at = last === undefined ? master.items.length : master.items.indexOf(last) + 1
    master.items.splice(at, 0, line)
  } else replaceLine(master, same, lineFrom(`${same.text},${valueTextOf(moment)}`))
}
