import type { CalendarId } from './calendar.ts'

/** What can happen to calendars while one looks: whoever shows it asks again, from the BFF's index. */
export type CalendarLiveEvent =
  /** Events came, went or changed; also while the first reading goes on. */
  | { type: 'calendar.events-changed'; calendarIds: CalendarId[] }
  /** Calendars came, went, changed their name, colour or state. */
  | { type: 'calendar.calendars-changed' }
  /** Somebody booked a room or a car, gave it back, or was answered. */
  | { type: 'calendar.bookings-changed' }
  /** Put away (null), or off until then, on another device. */
  | { type: 'calendar.reminders-changed'; keys: string[]; again: string | null }
  /** A file on its way into a calendar is further. */
  | { type: 'calendar.import-changed'; importId: string }
