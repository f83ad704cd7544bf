import {
  Attendee,
  CalendarId,
  CalendarTime,
  EventRef,
  Occurrence,
  Partstat,
  Recurrence,
  Untold,
} from './calendar.ts'
import { Instant } from './ids.ts'
import { array, boolean, integer, nullable, object, oneOf, string, type Static } from './schema.ts'

const Person = object({ name: string(), address: string() })

/** The event an invitation speaks of, as it is to be shown: what may go on for pages is shortened. */
export const InvitedEvent = object({
  title: string(),
  location: string(),
  description: string(),
  status: oneOf('tentative', 'confirmed', 'cancelled'),
  start: CalendarTime,
  end: CalendarTime,
  /** The same in instants, dates and floating times read in the zone that was asked for. */
  startAt: Instant,
  endAt: Instant,
  /** Of an all-day event: its days, the end exclusive. Else null. */
  days: nullable(object({ start: string(), end: string() })),
  recurrence: nullable(Recurrence),
  organizer: nullable(Person),
  attendees: array(Attendee),
})
export type InvitedEvent = Static<typeof InvitedEvent>

/** What a mail with a `text/calendar` part means to who opened it, seen against what is stored now. */
export const Invitation = object({
  /**
   * `known`: the calendar has it as it stands · `outdated`: it has something newer · `published`: to look at, from nobody
   * in particular · `other`: what asks nothing of a person (a refresh).
   */
  kind: oneOf(
    'new',
    'update',
    'known',
    'outdated',
    'cancelled',
    'reply',
    'counter',
    'counter-declined',
    'published',
    'not-for-me',
    'unreadable',
    'other',
  ),
  /** So many other events lie in the file: an import brings them all. */
  others: integer(),
  /** Who sent it may not speak for whom it speaks: nothing of it may go into a calendar, unless it is all new there. */
  notFromOrganizer: boolean(),
  /** Null where nothing could be read. */
  event: nullable(InvitedEvent),
  /** What I have answered; null where I am not asked. */
  mine: nullable(Partstat),
  /** Of an update or a counter: what is otherwise than stored. */
  changed: array(oneOf('time', 'recurrence', 'place', 'title', 'description', 'attendees', 'status')),
  /** Of a reply or a counter: who says what. */
  answers: array(object({ person: Person, partstat: Partstat, comment: string(), invited: boolean() })),
  /** What overlaps it in the calendars that are shown; five at most. */
  clashes: array(Occurrence),
  /** Where the event lies in a calendar, and which occurrence is meant. */
  stored: nullable(object({ ref: EventRef, recurrenceId: nullable(string()) })),
  /** Where a new one may go, the default first. */
  calendarIds: array(CalendarId),
  can: object({
    answer: boolean(),
    /** What it says is not in the calendar yet, and may be brought there: applyInvitation. */
    apply: boolean(),
  }),
  untold: array(Untold),
})
export type Invitation = Static<typeof Invitation>
