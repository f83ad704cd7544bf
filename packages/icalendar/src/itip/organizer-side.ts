import { type Component, linesOf, replaceLines } from '../text/component.ts'
import { integerOf, lineOf } from '../text/property.ts'
import type { CalendarObject } from '../object/calendar-object.ts'
import { attendeesOf } from '../object/people.ts'
import { draftOf, raiseSequence, written } from '../edit/draft.ts'
import { removeOccurrences } from '../edit/remove.ts'
import { TooComplex } from '../recurrence/expand-rule.ts'
import { instantFrom, timeLine } from '../time/moment.ts'
import { occurrenceIn } from './attendee-side.ts'
import {
  attendeeLine,
  messageText,
  organizerAddress,
  type Prepared,
  publicComponent,
  setComment,
  shortComponent,
} from './message.ts'

/**
 * The invitation or its update, to everyone asked or to those in `to`. The series goes with its overrides, so that nobody has to
 * guess; `occurrence` sends one of them alone.
 */
export function request(
  stored: CalendarObject,
  { now, to, occurrence }: { now: string; to?: readonly string[]; occurrence?: string },
): Prepared {
  return guarded(() => {
    const draft = draftOf(stored)
    const one = occurrence === undefined ? undefined : occurrenceIn(draft, occurrence)
    if (occurrence !== undefined && one === undefined)
      return { kind: 'refused', reason: 'no-such-occurrence' }
    const components = one === undefined ? componentsIn(draft) : [one]
    const organizer = organizerAddress(components[0])
    if (organizer === undefined) return { kind: 'refused', reason: 'no-organizer' }
    const people = to ?? peopleIn(components, organizer)
    if (people.length === 0) return { kind: 'refused', reason: 'no-attendees' }
    const text = messageText(
      draft,
      'request',
      components.map((component) => publicComponent(component, { now })),
    )
    return { kind: 'ready', toSend: [{ method: 'request', text, to: [...people] }] }
  })
}

/**
 * Calls off the whole, one occurrence, or some attendees. What is stored afterwards is marked as cancelled, lacks the occurrence,
 * or no longer asks these people; SEQUENCE rises in both.
 */
export function cancel(
  stored: CalendarObject,
  {
    now,
    occurrence,
    attendees,
    comment,
  }: { now: string; occurrence?: string; attendees?: readonly string[]; comment?: string },
): Prepared {
  return guarded(() => {
    const draft = draftOf(stored)
    const component =
      occurrence === undefined ? (draft.master ?? draft.overrides[0]) : occurrenceIn(draft, occurrence)
    if (component === undefined) return { kind: 'refused', reason: 'no-such-occurrence' }
    const organizer = organizerAddress(component)
    if (organizer === undefined) return { kind: 'refused', reason: 'no-organizer' }
    const people =
      attendees?.map((address) => address.trim().toLowerCase()) ??
      peopleIn(occurrence === undefined ? componentsIn(draft) : [component], organizer)

    const short = shortComponent(component, { now })
    const lines = people.flatMap((address) => attendeeLine(component, [address]) ?? [])
    replaceLines(short, 'ATTENDEE', attendees === undefined ? linesOf(component, 'ATTENDEE') : lines)
    replaceLines(short, 'SEQUENCE', [lineOf('SEQUENCE', (integerOf(component, 'SEQUENCE') ?? 0) + 1)])
    if (attendees === undefined) replaceLines(short, 'STATUS', [lineOf('STATUS', 'CANCELLED')])
    setComment(short, comment)
    const toSend =
      people.length === 0
        ? []
        : [{ method: 'cancel' as const, text: messageText(draft, 'cancel', [short]), to: people }]

    if (occurrence !== undefined && attendees === undefined) {
      const removed = removeOccurrences(stored, { scope: 'this', occurrence, now })
      if (removed.kind === 'refused') return { kind: 'refused', reason: 'no-such-occurrence' }
      return removed.kind === 'changed'
        ? { kind: 'ready', toStore: removed.text, toSend }
        : { kind: 'ready', toSend }
    }
    for (const one of occurrence === undefined ? componentsIn(draft) : [component]) {
      if (attendees === undefined) replaceLines(one, 'STATUS', [lineOf('STATUS', 'CANCELLED')])
      else
        replaceLines(
          one,
          'ATTENDEE',
          linesOf(one, 'ATTENDEE').filter((line) => !lines.some((gone) => sameAttendee(gone, line))),
        )
      raiseSequence(one)
      replaceLines(one, 'DTSTAMP', [timeLine('DTSTAMP', { kind: 'utc', wall: instantFrom(now) })])
    }
    return { kind: 'ready', toStore: written(draft, stored).text, toSend }
  })
}

/** Tells an attendee that the proposed time is not taken. */
export function declineCounter(
  stored: CalendarObject,
  {
    now,
    attendee,
    occurrence,
    comment,
  }: { now: string; attendee: string; occurrence?: string; comment?: string },
): Prepared {
  return guarded(() => {
    const draft = draftOf(stored)
    const component =
      occurrence === undefined ? (draft.master ?? draft.overrides[0]) : occurrenceIn(draft, occurrence)
    if (component === undefined) return { kind: 'refused', reason: 'no-such-occurrence' }
    const line = attendeeLine(component, [attendee])
    if (line === undefined) return { kind: 'refused', reason: 'not-invited' }
    const short = shortComponent(component, { now })
    replaceLines(short, 'ATTENDEE', [line])
    setComment(short, comment)
    const text = messageText(draft, 'declinecounter', [short])
    return {
      kind: 'ready',
      toSend: [{ method: 'declinecounter', text, to: [attendee.trim().toLowerCase()] }],
    }
  })
}

function peopleIn(components: readonly Component[], organizer: string): string[] {
  const addresses = components.flatMap((component) => attendeesOf(component).map(({ address }) => address))
  return [...new Set(addresses)].filter((address) => address !== organizer && address.includes('@'))
}

function componentsIn(object: CalendarObject): Component[] {
  return [...(object.master === undefined ? [] : [object.master]), ...object.overrides]
}

function sameAttendee(
  one: Parameters<typeof attendeeText>[0],
  other: Parameters<typeof attendeeText>[0],
): boolean {
  return attendeeText(one) === attendeeText(other)
}

function attendeeText(line: Component['items'][number]): string | undefined {
  return attendeesOf({ name: '', items: [line] })[0]?.address
}

function guarded(act: () => Prepared): Prepared {
  try {
    return act()
  } catch (error) {
    if (error instanceof TooComplex) return { kind: 'refused', reason: 'too-complex' }
    throw error
  }
}
