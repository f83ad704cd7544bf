import { type Component, linesOf } from '../text/component.ts'
import { rawValueOf } from '../text/property.ts'
import { type CalendarObject, momentIn } from '../object/calendar-object.ts'
import { attendeesOf } from '../object/people.ts'
import { lengthOf } from '../recurrence/length.ts'
import type { OccurrenceKey } from '../recurrence/occurrence-key.ts'
import { type Override, readOverrides, readSeries } from '../recurrence/series.ts'
import { instantOf } from '../time/moment.ts'
import { utc } from '../time/zone.ts'
import { compareRevisions, revisionOf } from './message.ts'

export type Difference = 'time' | 'recurrence' | 'place' | 'title' | 'description' | 'attendees' | 'status'

export interface Pair {
  component: Component
  /** What is stored of the same occurrence, else of the series. */
  counterpart: Component | undefined
  exact: boolean
  key?: OccurrenceKey
}

/** Pairs what a message speaks of with what is stored; occurrences by instant. */
export function pairsOf(object: CalendarObject, stored: CalendarObject): Pair[] {
  const series = readSeries(stored)
  const known = new Map<OccurrenceKey, Override>(readOverrides(stored, series).map((one) => [one.key, one]))
  const pairs: Pair[] = readOverrides(object, series ?? readSeries(object)).map(({ component, key }) => {
    const own = known.get(key)?.component
    return { component, counterpart: own ?? stored.master, exact: own !== undefined, key }
  })
  if (object.master !== undefined) {
    pairs.unshift({
      component: object.master,
      counterpart: stored.master,
      exact: stored.master !== undefined,
    })
  }
  return pairs
}

/** Newer when any component of the message is newer than what is stored of the same occurrence. */
export function standingOf(object: CalendarObject, stored: CalendarObject): 'newer' | 'same' | 'older' {
  const pairs = pairsOf(object, stored)
  let best = -1
  for (const { component, counterpart, exact } of pairs) {
    if (counterpart === undefined) return 'newer'
    const message = revisionOf(object.calendar, component)
    const known = revisionOf(stored.calendar, counterpart)
    // A first override is compared with the revision of the series: of the same one, it is news whatever its DTSTAMP.
    best = Math.max(
      best,
      exact ? Math.sign(compareRevisions(message, known)) : message.sequence >= known.sequence ? 1 : -1,
    )
  }
  return best > 0 ? 'newer' : best === 0 ? 'same' : 'older'
}

/** What a message says otherwise than what is stored. */
export function differencesOf(object: CalendarObject, stored: CalendarObject): Difference[] {
  const found = new Set<Difference>()
  for (const { component, counterpart, exact, key } of pairsOf(object, stored)) {
    if (counterpart === undefined) continue
    const before = timeKey(stored, counterpart)
    const moved =
      exact || key === undefined
        ? before !== timeKey(object, component)
        : !standsAt(object, component, stored, key)
    if (moved) found.add('time')
    if (
      exact &&
      ['RRULE', 'RDATE', 'EXDATE'].some((name) => values(component, name) !== values(counterpart, name))
    )
      found.add('recurrence')
    if (values(component, 'LOCATION') !== values(counterpart, 'LOCATION')) found.add('place')
    if (values(component, 'SUMMARY') !== values(counterpart, 'SUMMARY')) found.add('title')
    if (values(component, 'DESCRIPTION') !== values(counterpart, 'DESCRIPTION')) found.add('description')
    if (values(component, 'STATUS') !== values(counterpart, 'STATUS')) found.add('status')
    const people = (one: Component) =>
      attendeesOf(one)
        .map(({ address }) => address)
        .sort()
        .join()
    if (people(component) !== people(counterpart)) found.add('attendees')
  }
  return [...found]
}

function timeKey({ calendar, kind }: CalendarObject, component: Component): string {
  const start = momentIn(calendar, component, 'DTSTART')
  if (start === undefined) return ''
  const length = lengthOf(calendar, component, start, { kind })
  const size =
    length.kind === 'exact'
      ? length.ms
      : length.kind === 'days'
        ? length.days
        : length.duration.days * 86_400_000 + length.duration.ms
  return `${start.kind === 'date'} ${instantOf(start, utc)} ${size}`
}

function standsAt(
  object: CalendarObject,
  component: Component,
  stored: CalendarObject,
  key: OccurrenceKey,
): boolean {
  const start = momentIn(object.calendar, component, 'DTSTART')
  const series = readSeries(stored)
  if (start === undefined || series === undefined) return true
  return (
    instantOf(start, utc) === key &&
    timeKey(object, component).split(' ')[2] === timeKey(stored, stored.master!).split(' ')[2]
  )
}

function values(component: Component, name: string): string {
  return linesOf(component, name).map(rawValueOf).sort().join('\n')
}
