import { type CalendarObject, momentIn } from '../object/calendar-object.ts'
import { objectOf, parse } from '../object/parse.ts'
import {
  type Component,
  componentsOf,
  copyOf,
  emptyComponent,
  findLine,
  hasLine,
  isComponent,
} from '../text/component.ts'
import { lineOf, rawValueOf, textOf } from '../text/property.ts'
import { instantFrom, instantOf, dayMs, momentOf, timeLine } from '../time/moment.ts'
import { utc } from '../time/zone.ts'
import { ourProduct } from '../edit/create.ts'
import { written } from '../edit/draft.ts'
import { ruleLine } from '../edit/rule-line.ts'
import { endOf, lengthOf } from '../recurrence/length.ts'
import { readRecurrence } from '../recurrence/recurrence.ts'
import type { Weekday } from '../recurrence/rule.ts'

/** Hours of every week, on the wall of a zone; a day ends at "24:00". */
export interface WeekHours {
  zone: string
  spans: { day: Weekday; from: string; to: string }[]
}

const weekdays: readonly Weekday[] = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su']
const weekMs = 7 * dayMs
/** A Monday, long enough ago. */
const firstMonday = '2024-01-01'

/**
 * The hours of every week that a VAVAILABILITY (RFC 7953) says, in order. Times that come once only do not count; `other`:
 * it says more than a week can, such as every other week, for some months, or in several zones. `none`: it says nothing.
 */
export function readWeekHours(
  text: string,
  { now }: { now: string },
): { kind: 'hours'; hours: WeekHours } | { kind: 'other' } | { kind: 'none' } {
  const object = availabilityIn(text)
  if (object === 'none' || object === 'several') return { kind: object === 'none' ? 'none' : 'other' }
  const { calendar, master } = object
  if (['DTEND', 'DURATION', 'RECURRENCE-ID'].some((name) => hasLine(master, name))) return { kind: 'other' }
  const begin = momentIn(calendar, master, 'DTSTART')
  const soon = instantFrom(now) + weekMs
  if (begin !== undefined && instantOf(begin, utc) > soon) return { kind: 'other' }
  const weekly = componentsOf(master, 'AVAILABLE').filter((one) => !isOnce(one, master))
  const found = weekly.map((one) => weekSpansOf(calendar, one, soon))
  const zones = new Set(found.map((one) => one?.zone))
  if (found.includes(undefined) || zones.size > 1) return { kind: 'other' }
  const spans = found
    .flatMap((one) => one!.spans)
    .toSorted((a, b) => weekdays.indexOf(a.day) - weekdays.indexOf(b.day) || a.from.localeCompare(b.from))
  return { kind: 'hours', hours: { zone: [...zones][0] ?? 'UTC', spans } }
}

/**
 * The text that says these hours. Over a stored one its weekly AVAILABLEs are replaced; the rest stands: times that come
 * once, priority, what other programs noted. Give no stored one where `readWeekHours` said `other`.
 */
export function weekHoursText(
  hours: WeekHours,
  { stored, now, uid }: { stored?: string | undefined; now: string; uid: string },
): string {
  const before = stored === undefined ? 'none' : availabilityIn(stored)
  const known = typeof before === 'string' ? undefined : before
  const calendar = known === undefined ? freshCalendar(uid) : copyOf(known.calendar)
  const master = componentsOf(calendar, 'VAVAILABILITY')[0]!
  master.items = master.items.filter(
    (item) => !isComponent(item) || item.name !== 'AVAILABLE' || isOnce(item, master),
  )
  const stamp = timeLine('DTSTAMP', { kind: 'utc', wall: instantFrom(now) })
  master.items = master.items.map((item) => (!isComponent(item) && item.name === 'DTSTAMP' ? stamp : item))
  if (!hasLine(master, 'DTSTAMP')) master.items.splice(1, 0, stamp)
  const times = new Map<string, Weekday[]>()
  for (const { day, from, to } of hours.spans)
    times.set(`${from} ${to}`, [...(times.get(`${from} ${to}`) ?? []), day])
  // The longest of the week first: of several AVAILABLEs, Cyrus 3.6.1 counts the first alone in its free/busy.
  const longest = [...times].toSorted(([a, days], [b, others]) => minutesIn(b, others) - minutesIn(a, days))
  for (const [index, [time, days]] of longest.entries()) {
    const [from, to] = time.split(' ') as [string, string]
    master.items.push(
      available({ zone: hours.zone, days, from, to }, [lineOf('UID', `${uid}-${index}`), stamp]),
    )
  }
  return written(objectOf(calendar, [master]), known).text
}

function availabilityIn(text: string): (CalendarObject & { master: Component }) | 'none' | 'several' {
  const result = parse(text)
  if (result.kind === 'unreadable') return 'none'
  const all = [result.object, ...result.others].filter(({ kind }) => kind === 'availability')
  const [object] = all
  if (object === undefined) return 'none'
  const { master } = object
  return all.length > 1 || master === undefined ? 'several' : { ...object, master }
}

/** One time alone, of which no other AVAILABLE is an exception. */
function isOnce(available: Component, master: Component): boolean {
  const uid = textOf(available, 'UID')
  const kin = componentsOf(master, 'AVAILABLE').filter((one) => textOf(one, 'UID') === uid)
  return kin.length < 2 && !['RRULE', 'RDATE', 'RECURRENCE-ID'].some((name) => hasLine(available, name))
}

function weekSpansOf(calendar: Component, available: Component, soon: number): WeekHours | undefined {
  const start = momentIn(calendar, available, 'DTSTART')
  const rule = findLine(available, 'RRULE')
  const odd = ['EXDATE', 'RDATE', 'RECURRENCE-ID'].some((name) => hasLine(available, name))
  if (start?.zone?.source !== 'iana' || rule === undefined || odd || instantOf(start, utc) > soon)
    return undefined
  const recurrence = readRecurrence(rawValueOf(rule))
  if (recurrence?.kind !== 'rule' || recurrence.frequency !== 'weekly' || recurrence.interval !== 1)
    return undefined
  const { end, weekdays: days, monthDays, months, positions } = recurrence
  if (end.kind !== 'never' || monthDays.length + months.length + positions.length > 0) return undefined
  const until = endOf(start, lengthOf(calendar, available, start, { kind: 'event' }), start.zone)
  const midnight = Math.floor(start.wall / dayMs) * dayMs
  const [from, to] = [start.wall - midnight, until.wall - midnight]
  if (!(from < to && to <= dayMs)) return undefined
  const ownDay = weekdays[(Math.floor(midnight / dayMs) + 3) % 7]!
  const named = days.length === 0 ? [ownDay] : days.map(({ weekday }) => weekday)
  return {
    zone: start.zone.id,
    spans: named.map((day) => ({ day, from: clockOf(from), to: clockOf(to) })),
  }
}

function minutesIn(time: string, days: readonly Weekday[]): number {
  const [from, to] = time.split(' ').map((clock) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)))
  return (to! - from!) * days.length
}

function clockOf(ms: number): string {
  const minutes = Math.floor(ms / 60_000)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

function available(
  { zone, days, from, to }: { zone: string; days: Weekday[]; from: string; to: string },
  head: Component['items'],
): Component {
  const first = Math.min(...days.map((day) => weekdays.indexOf(day)))
  const at = (clock: string) => {
    const [hours, minutes] = clock.split(':').map(Number) as [number, number]
    const wall = Date.parse(`${firstMonday}T00:00:00Z`) + first * dayMs + (hours * 60 + minutes) * 60_000
    return momentOf({ kind: 'zoned', local: new Date(wall).toISOString().slice(0, 19), zone })
  }
  const rule = {
    kind: 'rule' as const,
    frequency: 'weekly' as const,
    interval: 1,
    weekdays: days.map((weekday) => ({ weekday })),
    monthDays: [],
    months: [],
    positions: [],
    end: { kind: 'never' as const },
    weekStart: 'mo' as const,
  }
  const component = emptyComponent('AVAILABLE')
  component.items = [
    ...head,
    timeLine('DTSTART', at(from)),
    timeLine('DTEND', at(to)),
    ruleLine(rule, at(from)),
  ]
  return component
}

function freshCalendar(uid: string): Component {
  const availability = emptyComponent('VAVAILABILITY')
  availability.items = [lineOf('UID', uid), lineOf('BUSYTYPE', 'BUSY-UNAVAILABLE')]
  const head = [lineOf('VERSION', '2.0'), lineOf('PRODID', ourProduct), lineOf('CALSCALE', 'GREGORIAN')]
  return { name: 'VCALENDAR', items: [...head, availability] }
}
