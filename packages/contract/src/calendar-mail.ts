import { defineRoute } from './route.ts'
import { boolean, object, oneOf, string, type Static } from './schema.ts'

/** What the calendar writes to a person by mail, with the browser closed. */
const wishes = {
  /** Reminders that were set to come by mail. */
  reminders: boolean(),
  /** The day's events and tasks, every morning. */
  agenda: boolean(),
  agendaAt: string({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' }),
  /** Not on Saturday and Sunday. */
  workingDays: boolean(),
  /** Whose clock it is. */
  zone: string({ minLength: 1, maxLength: 100, pattern: '^[A-Za-z0-9_+/-]+$' }),
  language: oneOf('it', 'en'),
} as const

export const CalendarMail = object(wishes)
export type CalendarMail = Static<typeof CalendarMail>

export const calendarMail = {
  getCalendarMail: defineRoute({
    access: 'user',
    service: 'calendar',
    method: 'GET',
    path: '/api/calendar/mail',
    answer: 'json',
    /** `available`: the tenant's administrators gave the product an account to read calendars and to send with. */
    response: object({ ...wishes, available: boolean() }),
    errors: [],
  }),
  putCalendarMail: defineRoute({
    access: 'user',
    service: 'calendar',
    method: 'PUT',
    path: '/api/calendar/mail',
    body: CalendarMail,
    answer: 'empty',
    errors: ['calendar/mail-unavailable'],
  }),
}
