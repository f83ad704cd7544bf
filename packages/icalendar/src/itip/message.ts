import {
  type Component,
  componentsOf,
  copyOf,
  findLine,
  isComponent,
  type Line,
  linesOf,
  replaceLines,
} from '../text/component.ts'
import { integerOf, lineFrom, lineOf, paramOf, propertyOf, textOf } from '../text/property.ts'
import { writeTree } from '../text/write-tree.ts'
import { asPlainLinks } from '../object/attachments.ts'
import { type CalendarObject, type Method, momentIn } from '../object/calendar-object.ts'
import { objectOf } from '../object/parse.ts'
import { addressOf, readAttendee } from '../object/people.ts'
import { written } from '../edit/draft.ts'
import { instantFrom, timeLine } from '../time/moment.ts'

/** A message for others: the body of a `text/calendar; method=…` part. */
export interface Outgoing {
  method: Method
  text: string
  /** Addresses, lower case. */
  to: string[]
}

/** What an act of iTIP leaves to do. `toStore` missing: the stored object stays as it is. */
export type Prepared =
  | { kind: 'ready'; toStore?: string; toSend: Outgoing[] }
  | {
      kind: 'refused'
      reason: 'not-invited' | 'no-organizer' | 'no-attendees' | 'no-such-occurrence' | 'too-complex'
    }

const ourProduct = '-//Staffetta//Staffetta//IT'

/** The text of a message with these components, the zones they name, and nothing else of the calendar they come from. */
export function messageText(
  source: CalendarObject,
  method: Method,
  components: readonly Component[],
): string {
  const plain = components.map(asPlainLinks)
  const calendar: Component = {
    name: 'VCALENDAR',
    items: [
      lineOf('PRODID', ourProduct),
      lineOf('VERSION', '2.0'),
      lineOf('METHOD', method.toUpperCase()),
      ...zonesFor(source.calendar, plain),
      ...plain,
    ],
  }
  return written(objectOf(calendar, plain)).text
}

function zonesFor(calendar: Component, components: readonly Component[]): Component[] {
  const text = components
    .map((component) => writeTree(component))
    .join('')
    .replace(/\r\n /g, '')
  return componentsOf(calendar, 'VTIMEZONE').filter((block) => {
    const tzid = textOf(block, 'TZID')
    return tzid !== undefined && (text.includes(`TZID=${tzid}`) || text.includes(`TZID="${tzid}"`))
  })
}

/** The line of an attendee; undefined when the address is not asked. */
export function attendeeLine(component: Component, addresses: readonly string[]): Line | undefined {
  const wanted = new Set(addresses.map((address) => addressOf(address)))
  return linesOf(component, 'ATTENDEE').find((line) => {
    const property = propertyOf(line)
    return property !== undefined && wanted.has(readAttendee(property)?.address)
  })
}

/** A component with only what a short message needs: who, when, which, of which revision. */
export function shortComponent(component: Component, { now }: { now: string }): Component {
  const names = [
    'UID',
    'RECURRENCE-ID',
    'SEQUENCE',
    'DTSTART',
    'DTEND',
    'DUE',
    'DURATION',
    'SUMMARY',
    'ORGANIZER',
  ]
  const items = names.flatMap((name) => linesOf(component, name).slice(0, 1))
  const short: Component = { name: component.name, items }
  replaceLines(short, 'DTSTAMP', [timeLine('DTSTAMP', { kind: 'utc', wall: instantFrom(now) })])
  return short
}

/** A component as others may see it: without alarms and without what programs noted for themselves. */
export function publicComponent(component: Component, { now }: { now: string }): Component {
  const copy = copyOf(component)
  copy.items = copy.items.filter((item) => {
    if (isComponent(item)) return item.name !== 'VALARM'
    return !/^X-(?:MOZ|EVOLUTION|LIC|STAFFETTA)-/.test(item.name)
  })
  // RFC 6638 §7: SCHEDULE-… is between the client and its server. Who answered when is nobody else's business either.
  for (const name of ['ATTENDEE', 'ORGANIZER']) {
    replaceLines(copy, name, linesOf(copy, name).map(withoutScheduling))
  }
  replaceLines(copy, 'DTSTAMP', [timeLine('DTSTAMP', { kind: 'utc', wall: instantFrom(now) })])
  return copy
}

function withoutScheduling(line: Line): Line {
  const text = line.text.replace(/;(?:SCHEDULE-[A-Z]+|X-CALENDARSERVER-DTSTAMP)=(?:"[^"]*"|[^;:"]*)/gi, '')
  return text === line.text ? line : lineFrom(text)
}

/** Revision of a component: SEQUENCE first, DTSTAMP when it is the same (RFC 5546 §2.1.5). */
export interface Revision {
  sequence: number
  stampedAt: number
}

export function revisionOf(calendar: Component, component: Component): Revision {
  return {
    sequence: integerOf(component, 'SEQUENCE') ?? 0,
    stampedAt: momentIn(calendar, component, 'DTSTAMP')?.wall ?? 0,
  }
}

export function compareRevisions(one: Revision, other: Revision): number {
  return one.sequence - other.sequence || one.stampedAt - other.stampedAt
}

export function setComment(component: Component, comment: string | undefined): void {
  if (comment !== undefined && comment.trim() !== '')
    replaceLines(component, 'COMMENT', [lineOf('COMMENT', comment)])
}

/** The organizer's address; undefined when there is none. */
export function organizerAddress(component: Component | undefined): string | undefined {
  const line = component === undefined ? undefined : findLine(component, 'ORGANIZER')
  const property = line === undefined ? undefined : propertyOf(line)
  if (property === undefined) return undefined
  const address = addressOf(String(property.values[0]))
  return address?.includes('@') === true ? address : (addressOf(paramOf(property, 'email')) ?? address)
}
