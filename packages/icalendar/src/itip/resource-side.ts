import { type Component, isComponent, linesOf, replaceLine, replaceLines } from '../text/component.ts'
import { lineOf, textOf, withParams } from '../text/property.ts'
import { draftOf, written } from '../edit/draft.ts'
import type { CalendarObject } from '../object/calendar-object.ts'
import type { Partstat } from '../object/people.ts'
import { attendeeLine, messageText, publicComponent } from './message.ts'

/** What a room keeps of an event: when, how it is called, who asked. */
const kept = new Set([
  'UID',
  'RECURRENCE-ID',
  'SEQUENCE',
  'DTSTAMP',
  'DTSTART',
  'DTEND',
  'DURATION',
  'RRULE',
  'RDATE',
  'EXDATE',
  'EXRULE',
  'SUMMARY',
  'LOCATION',
  'CLASS',
  'STATUS',
  'ORGANIZER',
])

/**
 * The booking of a room or a car: the event as its calendar keeps it, without what is nobody's business there (other people,
 * notes, alarms; of a private event its title). Occurrences that do without the room stand there as cancelled. Undefined
 * where no occurrence asks for it.
 */
export function bookingOf(
  object: CalendarObject,
  resource: string,
  { now, partstat }: { now: string; partstat: Extract<Partstat, 'accepted' | 'needs-action'> },
): string | undefined {
  const components = [...(object.master === undefined ? [] : [object.master]), ...object.overrides]
  const inSeries = object.master !== undefined && asks(object.master, resource)
  const wanted = components.filter((component) => inSeries || asks(component, resource))
  if (wanted.length === 0) return undefined
  const bookings = wanted.map((component) => {
    const booking = publicComponent(component, { now })
    const line = attendeeLine(booking, [resource])
    booking.items = booking.items.filter((item) => !isComponent(item) && kept.has(item.name))
    if (line === undefined || said(component, 'STATUS') === 'CANCELLED') {
      replaceLines(booking, 'STATUS', [lineOf('STATUS', 'CANCELLED')])
    } else {
      const status = partstat === 'accepted' ? 'CONFIRMED' : 'TENTATIVE'
      replaceLines(booking, 'STATUS', [lineOf('STATUS', status)])
      booking.items.push(withParams(line, { PARTSTAT: partstat.toUpperCase(), RSVP: undefined }))
    }
    if (!['', 'PUBLIC'].includes(said(component, 'CLASS')))
      for (const name of ['SUMMARY', 'LOCATION']) replaceLines(booking, name, [])
    return booking
  })
  return storable(messageText(object, 'publish', bookings))
}

/** The answer of a room or a car, in every occurrence that asks for it. `scheduleAgent`: RFC 6638 §7.1, who tells it. */
export function withResourceAnswer(
  object: CalendarObject,
  resource: string,
  { partstat, untold = false }: { partstat: Partstat; untold?: boolean },
): string {
  const draft = draftOf(object)
  for (const component of [draft.master, ...draft.overrides]) {
    const line = component === undefined ? undefined : attendeeLine(component, [resource])
    if (component === undefined || line === undefined) continue
    const params = {
      PARTSTAT: partstat.toUpperCase(),
      RSVP: undefined,
      // Nobody reads mail there: a server that schedules must not write to it.
      ...(untold && { 'SCHEDULE-AGENT': 'NONE' }),
    }
    const answered = withParams(line, params)
    if (answered.text !== line.text) replaceLine(component, line, answered)
  }
  return written(draft, object).text
}

/** The event as it is without the room, in every occurrence. Whoever else is asked stays. */
export function withoutResource(object: CalendarObject, resource: string): string {
  const draft = draftOf(object)
  for (const component of [draft.master, ...draft.overrides]) {
    const line = component === undefined ? undefined : attendeeLine(component, [resource])
    if (component === undefined || line === undefined) continue
    const others = linesOf(component, 'ATTENDEE').filter((one) => one !== line)
    replaceLines(component, 'ATTENDEE', others)
    if (others.length === 0) replaceLines(component, 'ORGANIZER', [])
  }
  return written(draft, object).text
}

function asks(component: Component, resource: string): boolean {
  return attendeeLine(component, [resource]) !== undefined
}

function said(component: Component, name: string): string {
  return (textOf(component, name) ?? '').trim().toUpperCase()
}

/** RFC 4791 §4.1: what is stored has no METHOD. */
function storable(text: string): string {
  return text.replace(/^METHOD:.*\r\n/m, '')
}
