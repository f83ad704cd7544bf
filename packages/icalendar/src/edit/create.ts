import { addLine, type Component } from '../text/component.ts'
import { lineOf } from '../text/property.ts'
import { objectOf } from '../object/parse.ts'
import { momentIn } from '../object/calendar-object.ts'
import { ruleLine } from './rule-line.ts'
import { instantFrom, momentOf, timeLine } from '../time/moment.ts'
import type { Change } from './change.ts'
import { ensureEnd, written, type Written } from './draft.ts'
import { setFields } from './fields.ts'
import { setTime } from './times.ts'

export interface NewOptions {
  uid: string
  now: string
  /** Who wrote the file (RFC 5545 §3.7.3); ours by default. */
  product?: string
}

export const ourProduct = '-//Staffetta//Staffetta//IT'

/** A new event with all that a server asks for: DTSTAMP, an end, the VTIMEZONE of its zone. Throws a RangeError without a start. */
export function newEvent(change: Change, options: NewOptions): Written {
  if (change.start === undefined || change.start === null) throw new RangeError('an event needs a start')
  const event = component('VEVENT', change, options)
  const start = momentOf(change.start)
  setTime(event, 'DTSTART', start)
  if (change.end !== undefined) {
    const end = momentOf(change.end)
    if ((end.kind === 'date') !== (start.kind === 'date'))
      throw new RangeError('start and end of different kinds')
    setTime(event, 'DTEND', end)
  }
  ensureEnd(event)
  return finished(event, change, options)
}

/** A new task; start and due are free to be missing, but a rule needs one of them. */
export function newTask(change: Change, options: NewOptions): Written {
  const task = component('VTODO', change, options)
  const start =
    change.start ??
    (change.recurrence === undefined || change.recurrence === null ? undefined : (change.due ?? undefined))
  if (start !== undefined) setTime(task, 'DTSTART', momentOf(start))
  if (change.due !== undefined && change.due !== null) {
    addLine(task, timeLine('DUE', momentOf(change.due)))
  } else if (start === undefined && change.recurrence !== undefined && change.recurrence !== null) {
    throw new RangeError('a rule needs a start')
  }
  if (change.status === undefined) addLine(task, lineOf('STATUS', 'NEEDS-ACTION'))
  return finished(task, change, options)
}

function component(name: string, change: Change, { uid, now }: NewOptions): Component {
  if (uid.trim() === '') throw new RangeError('a UID is needed')
  const at = { kind: 'utc' as const, wall: instantFrom(now) }
  const created: Component = { name, items: [] }
  addLine(created, lineOf('UID', uid))
  addLine(created, timeLine('DTSTAMP', at))
  addLine(created, timeLine('CREATED', at))
  addLine(created, timeLine('LAST-MODIFIED', at))
  addLine(created, lineOf('SEQUENCE', 0))
  if (change.organizer === undefined && (change.attendees?.length ?? 0) > 0) {
    throw new RangeError('attendees need an organizer')
  }
  return created
}

function finished(created: Component, change: Change, { product }: NewOptions): Written {
  if (change.recurrence !== undefined && change.recurrence !== null) {
    addLine(created, ruleLine(change.recurrence, momentIn(created, created, 'DTSTART')))
  }
  setFields(created, change)
  const calendar: Component = {
    name: 'VCALENDAR',
    items: [
      lineOf('VERSION', '2.0'),
      lineOf('PRODID', product ?? ourProduct),
      lineOf('CALSCALE', 'GREGORIAN'),
      created,
    ],
  }
  return written(objectOf(calendar, [created]))
}
