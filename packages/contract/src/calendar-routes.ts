import { Zone, calendarUser, inCalendarErrors, inMail, serverErrors } from './calendar-manners.ts'
import {
  Calendar,
  CalendarId,
  Done,
  EventAnswer,
  EventChange,
  EventDetail,
  EventFields,
  EventRef,
  EventWindow,
  Scope,
} from './calendar.ts'
import { FreeBusy, FreeBusyQuestion } from './calendar-free-busy.ts'
import { Invitation } from './calendar-invitations.ts'
import { Colleague, ShareRight, Sharing } from './calendar-sharing.ts'
import type { ErrorCode } from './errors.ts'
import { Instant, MessageRef, Uuid } from './ids.ts'
import { defineRoute } from './route.ts'
import { array, boolean, integer, nullable, object, oneOf, optional, string } from './schema.ts'

const onEvent = [...inCalendarErrors, 'calendar/event-gone', 'calendar/event-unreadable'] as const
const writing = [
  'calendar/write-uncertain',
  'calendar/conflict',
  'calendar/over-quota',
  'calendar/event-refused',
  'calendar/too-complex',
  'calendar/attachment-too-large',
  'calendar/attachment-address',
  'calendar/attachment-refused',
  'calendar/attachment-gone',
  // Where a room or a car is asked for.
  'calendar/resource-taken',
  'calendar/resource-closed',
  'calendar/resource-too-soon',
  'calendar/resource-too-far',
  'calendar/resources-unavailable',
] as const satisfies ErrorCode[]

const Name = string({ minLength: 1, maxLength: 250 })
const Colour = Calendar.properties.colour
const byCalendar = object({ calendarId: CalendarId })
const byEvent = object({ ref: EventRef })
const byMail = object({ ref: MessageRef })
const RecurrenceId = nullable(string({ maxLength: 40 }))

export const calendar = {
  listCalendars: defineRoute({
    ...calendarUser,
    method: 'GET',
    path: '/api/calendar/calendars',
    answer: 'json',
    response: object({ calendars: array(Calendar), canCreate: boolean() }),
    errors: [...serverErrors],
  }),
  createCalendar: defineRoute({
    ...calendarUser,
    method: 'POST',
    path: '/api/calendar/calendars',
    body: object({
      name: Name,
      colour: Colour,
      description: string({ maxLength: 2000 }),
      /** A list of tasks alone; else what the server puts into a calendar. */
      holds: optional(oneOf('events', 'tasks')),
    }),
    answer: 'json',
    response: object({ calendarId: CalendarId }),
    errors: [...serverErrors, 'calendar/not-permitted'],
  }),
  /** Name, colour and description are the server's where it keeps them; shown, default and order follow the person. */
  updateCalendar: defineRoute({
    ...calendarUser,
    method: 'PATCH',
    path: '/api/calendar/calendars/:calendarId',
    params: byCalendar,
    body: object({
      name: optional(Name),
      colour: optional(Colour),
      description: optional(string({ maxLength: 2000 })),
      shown: optional(boolean()),
      isDefault: optional(boolean()),
      reminderMinutes: optional(nullable(integer({ minimum: 0, maximum: 40_320 }))),
      /** Of what a colleague shares: one does not want it in one's list, or wants it back. */
      removed: optional(boolean()),
    }),
    answer: 'empty',
    errors: [...inCalendarErrors],
  }),
  deleteCalendar: defineRoute({
    ...calendarUser,
    method: 'DELETE',
    path: '/api/calendar/calendars/:calendarId',
    params: byCalendar,
    answer: 'empty',
    errors: [...inCalendarErrors],
  }),
  /** The order of one's list, for oneself. */
  orderCalendars: defineRoute({
    ...calendarUser,
    method: 'PUT',
    path: '/api/calendar/order',
    body: object({ calendarIds: array(CalendarId, { maxItems: 500 }) }),
    answer: 'empty',
    errors: [...inCalendarErrors],
  }),
  getSharing: defineRoute({
    ...calendarUser,
    method: 'GET',
    path: '/api/calendar/calendars/:calendarId/sharing',
    params: byCalendar,
    answer: 'json',
    response: Sharing,
    errors: [...inCalendarErrors],
  }),
  /** Gives a right, changes it, or takes it back (null). */
  putShare: defineRoute({
    ...calendarUser,
    method: 'PUT',
    path: '/api/calendar/calendars/:calendarId/sharing',
    params: byCalendar,
    body: object({
      address: nullable(string({ minLength: 3, maxLength: 320 })),
      right: nullable(ShareRight),
    }),
    answer: 'json',
    response: Sharing,
    errors: [...inCalendarErrors, 'calendar/share-outside'],
  }),
  /** People of one's own body, by a piece of their name or address. */
  listColleagues: defineRoute({
    ...calendarUser,
    method: 'GET',
    path: '/api/calendar/colleagues',
    query: object({ text: string({ minLength: 1, maxLength: 200 }) }),
    answer: 'json',
    response: object({ colleagues: array(Colleague) }),
    errors: [...serverErrors],
  }),
  /** What overlaps the window, of the calendars that are shown (or those named). Answered from the index. */
  listEvents: defineRoute({
    ...calendarUser,
    method: 'GET',
    path: '/api/calendar/events',
    query: object({
      from: Instant,
      to: Instant,
      /** Where floating times and whole days are read. */
      zone: Zone,
    }),
    answer: 'json',
    response: EventWindow,
    errors: [...serverErrors],
  }),
  /** Events by words in title, place, description and people; the nearest to today first. */
  searchEvents: defineRoute({
    ...calendarUser,
    method: 'GET',
    path: '/api/calendar/search',
    query: object({
      text: string({ minLength: 1, maxLength: 500 }),
      zone: Zone,
      when: optional(oneOf('past', 'future', 'any')),
      limit: optional(integer({ minimum: 1, maximum: 200 })),
    }),
    answer: 'json',
    response: EventWindow,
    errors: [...serverErrors],
  }),
  getEvent: defineRoute({
    ...calendarUser,
    method: 'GET',
    path: '/api/calendar/events/:ref',
    params: byEvent,
    query: object({ recurrenceId: optional(string({ maxLength: 40 })), zone: Zone }),
    answer: 'json',
    response: EventDetail,
    errors: [...onEvent],
  }),
  /** The object as it is stored. */
  downloadEvent: defineRoute({
    ...calendarUser,
    method: 'GET',
    path: '/api/calendar/events/:ref/source',
    params: byEvent,
    answer: 'bytes',
    errors: [...onEvent],
  }),
  /** `id` names the intent: sent twice, it is one event. */
  createEvent: defineRoute({
    ...calendarUser,
    method: 'POST',
    path: '/api/calendar/events',
    body: object({ id: Uuid, calendarId: CalendarId, zone: Zone, fields: EventFields }),
    answer: 'json',
    response: Done,
    errors: [...inCalendarErrors, ...writing],
  }),
  /** Changes the fields that are named and nothing else, on what is stored now. */
  changeEvent: defineRoute({
    ...calendarUser,
    method: 'PATCH',
    path: '/api/calendar/events/:ref',
    params: byEvent,
    body: object({
      scope: Scope,
      recurrenceId: RecurrenceId,
      zone: Zone,
      /** Of the detail the change was made on; null for what needs no look (a drag). */
      etag: nullable(string({ maxLength: 1000 })),
      change: EventChange,
    }),
    answer: 'json',
    response: Done,
    errors: [...onEvent, ...writing],
  }),
  removeEvent: defineRoute({
    ...calendarUser,
    method: 'POST',
    path: '/api/calendar/events/:ref/remove',
    params: byEvent,
    body: object({ scope: Scope, recurrenceId: RecurrenceId }),
    answer: 'json',
    response: Done,
    errors: [...onEvent, ...writing],
  }),
  /** The whole object, untouched, into another calendar. */
  moveEvent: defineRoute({
    ...calendarUser,
    method: 'POST',
    path: '/api/calendar/events/:ref/move',
    params: byEvent,
    body: object({ calendarId: CalendarId }),
    answer: 'json',
    response: Done,
    errors: [...onEvent, ...writing, 'calendar/attachments-stay'],
  }),
  /** One's own answer to an invitation that lies in a calendar. */
  answerEvent: defineRoute({
    ...calendarUser,
    method: 'POST',
    path: '/api/calendar/events/:ref/answer',
    params: byEvent,
    body: object({ recurrenceId: RecurrenceId, ...EventAnswer.properties }),
    answer: 'json',
    response: Done,
    errors: [...onEvent, ...writing, 'calendar/answer-not-sent'],
  }),
  /** When people are taken: oneself and the others of the body, as far as can be known. */
  getFreeBusy: defineRoute({
    ...calendarUser,
    method: 'POST',
    path: '/api/calendar/free-busy',
    onlyReads: true,
    body: FreeBusyQuestion,
    answer: 'json',
    response: FreeBusy,
    errors: [...serverErrors],
  }),
  /** What the invitation in a mail means now, against what is stored. */
  getInvitation: defineRoute({
    ...calendarUser,
    method: 'GET',
    path: '/api/calendar/invitations/:ref',
    params: byMail,
    query: object({ zone: Zone }),
    answer: 'json',
    response: Invitation,
    errors: [...serverErrors, ...inMail],
  }),
  /** Brings the event into a calendar with one's answer, then tells the organizer. Sent twice, it is one answer. */
  answerInvitation: defineRoute({
    ...calendarUser,
    method: 'POST',
    path: '/api/calendar/invitations/:ref/answer',
    params: byMail,
    body: object({
      ...EventAnswer.properties,
      /** Where a new one goes; null: the default calendar. */
      calendarId: nullable(CalendarId),
    }),
    answer: 'json',
    response: Done,
    errors: [...onEvent, ...writing, ...inMail, 'calendar/answer-not-sent'],
  }),
  /**
   * Brings an update, a cancellation, somebody's answer or what is only announced into the calendar, and tells nobody. Of a
   * proposal: moves the event to the time that is proposed, and everybody asked is told.
   */
  applyInvitation: defineRoute({
    ...calendarUser,
    method: 'POST',
    path: '/api/calendar/invitations/:ref/apply',
    params: byMail,
    answer: 'json',
    response: Done,
    errors: [...onEvent, ...writing, ...inMail],
  }),
  /** Leaves the event as it is and tells whoever proposed another time. */
  declineProposal: defineRoute({
    ...calendarUser,
    method: 'POST',
    path: '/api/calendar/invitations/:ref/decline-proposal',
    params: byMail,
    body: object({ comment: string({ maxLength: 2000 }) }),
    answer: 'empty',
    errors: [...onEvent, ...inMail, 'calendar/answer-not-sent'],
  }),
  /** Takes back what `undo` names, for some minutes, where nobody changed it since. */
  undo: defineRoute({
    ...calendarUser,
    method: 'POST',
    path: '/api/calendar/undo',
    body: object({ undo: string({ maxLength: 64 }) }),
    answer: 'empty',
    errors: [...inCalendarErrors, ...writing, 'calendar/undo-too-late', 'calendar/undone-without-files'],
  }),
}
