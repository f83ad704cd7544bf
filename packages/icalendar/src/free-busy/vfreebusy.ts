import { addLine, type Component, linesOf } from '../text/component.ts'
import { lineFrom, lineOf, paramOf, propertyOf } from '../text/property.ts'
import { writeTree } from '../text/write-tree.ts'
import type { CalendarObject } from '../object/calendar-object.ts'
import { addressOf } from '../object/people.ts'
import { readDuration } from '../time/duration.ts'
import { dayMs, instantFrom, isoOf, readMoment, timeLine, valueTextOf } from '../time/moment.ts'
import { type BusyInterval, type BusyKind, mergeBusy } from './intervals.ts'

const mostPeriods = 20_000

/** The taken times of a VFREEBUSY, merged; periods that cannot be read are left out. Another kind of object has none. */
export function readFreeBusy(object: CalendarObject): BusyInterval[] {
  if (object.kind !== 'free-busy' || object.master === undefined) return []
  const intervals: BusyInterval[] = []
  for (const line of linesOf(object.master, 'FREEBUSY')) {
    const property = propertyOf(line)
    if (property === undefined) continue
    const busy = kindOf(paramOf(property, 'fbtype'))
    if (busy === undefined) continue
    for (const value of property.values) {
      if (!Array.isArray(value) || intervals.length >= mostPeriods) continue
      const [from, to] = value as unknown[]
      const start = readMoment(from, property, () => undefined)
      if (start === undefined || start.kind === 'date' || typeof to !== 'string') continue
      const duration = readDuration(to)
      const end =
        duration === undefined
          ? readMoment(to, property, () => undefined)?.wall
          : start.wall + duration.days * dayMs + duration.ms
      if (end !== undefined && end > start.wall)
        intervals.push({ startAt: isoOf(start.wall), endAt: isoOf(end), busy })
    }
  }
  return mergeBusy(intervals)
}

/** RFC 5545 §3.2.9: BUSY by default, and what nobody knows is busy too. */
function kindOf(fbtype: string | undefined): BusyKind | undefined {
  switch (fbtype?.toUpperCase()) {
    case 'FREE':
      return undefined
    case 'BUSY-TENTATIVE':
      return 'tentative'
    case 'BUSY-UNAVAILABLE':
      return 'unavailable'
    default:
      return 'busy'
  }
}

/** The question of RFC 5546 §3.3.2: when are these people taken? Times in UTC; `organizer` is who asks. */
export function freeBusyRequest(options: {
  uid: string
  now: string
  from: string
  to: string
  organizer: string
  attendees: readonly string[]
}): string {
  const component: Component = { name: 'VFREEBUSY', items: [] }
  addLine(component, lineOf('UID', options.uid))
  addLine(component, timeLine('DTSTAMP', inUtc(options.now)))
  addLine(component, timeLine('DTSTART', inUtc(options.from)))
  addLine(component, timeLine('DTEND', inUtc(options.to)))
  addLine(component, lineOf('ORGANIZER', `mailto:${options.organizer}`))
  for (const attendee of options.attendees) addLine(component, lineOf('ATTENDEE', `mailto:${attendee}`))
  return fileOf('REQUEST', component)
}

export interface FreeBusyOptions {
  uid: string
  now: string
  from: string
  to: string
  /** Whose time it is. */
  organizer?: string
  /** Who asks: makes it the answer of RFC 5546 §3.3.3, METHOD:REPLY; else METHOD:PUBLISH. */
  attendee?: string
  product?: string
}

/** A VFREEBUSY of these intervals. Times are in UTC, as the RFC asks; no word of what the time is taken by. */
export function freeBusyText(intervals: readonly BusyInterval[], options: FreeBusyOptions): string {
  const component: Component = { name: 'VFREEBUSY', items: [] }
  addLine(component, lineOf('UID', options.uid))
  addLine(component, timeLine('DTSTAMP', inUtc(options.now)))
  addLine(component, timeLine('DTSTART', inUtc(options.from)))
  addLine(component, timeLine('DTEND', inUtc(options.to)))
  const organizer = addressOf(options.organizer)
  const attendee = addressOf(options.attendee)
  if (organizer !== undefined) addLine(component, lineOf('ORGANIZER', `mailto:${organizer}`))
  if (attendee !== undefined) addLine(component, lineOf('ATTENDEE', `mailto:${attendee}`))
  for (const { startAt, endAt, busy } of mergeBusy(intervals)) {
    const type = busy === 'busy' ? 'BUSY' : `BUSY-${busy.toUpperCase()}`
    addLine(
      component,
      lineFrom(`FREEBUSY;FBTYPE=${type}:${valueTextOf(inUtc(startAt))}/${valueTextOf(inUtc(endAt))}`),
    )
  }
  return fileOf(attendee === undefined ? 'PUBLISH' : 'REPLY', component, options.product)
}

function inUtc(text: string) {
  return { kind: 'utc' as const, wall: instantFrom(text) }
}

function fileOf(method: string, component: Component, product = '-//Staffetta//Staffetta//IT'): string {
  return writeTree({
    name: 'VCALENDAR',
    items: [lineOf('VERSION', '2.0'), lineOf('PRODID', product), lineOf('METHOD', method), component],
  })
}
