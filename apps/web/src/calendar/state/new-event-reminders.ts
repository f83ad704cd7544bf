import type { Calendar, CalendarId, Reminder } from '@staffetta/contract'

/** How long before they begin one may be reminded of new events in a calendar, in minutes. */
export const reminderChoices = [0, 5, 10, 15, 30, 60, 1440] as const

/** What an event that is made in this calendar reminds of by itself. */
export function newEventReminders(calendars: readonly Calendar[], calendarId: CalendarId): Reminder[] {
  const minutes = calendars.find(({ id }) => id === calendarId)?.reminderMinutes ?? null
  return minutes === null ? [] : [{ kind: 'before-start', minutes, by: 'screen' }]
}
