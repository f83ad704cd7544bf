import type { LiveEvent } from '@staffetta/contract'
import type { QueryClient } from '@tanstack/react-query'
import { pending } from './pending.ts'
import { calendarQueries } from './queries.ts'
import { applyPutOff } from './reminder-state.ts'

const remindMs = 2_000

/** Whatever changed is asked again quietly: what is on screen stays until the answer takes its place. */
export function applyCalendarEvents(client: QueryClient, events: readonly LiveEvent[]): void {
  const types = new Set(events.map(({ type }) => type))
  if (types.has('calendar.calendars-changed'))
    void client.invalidateQueries({ queryKey: calendarQueries.calendars().queryKey })
  // Whom an event's letters have not reached yet.
  if (types.has('mail.submission-changed')) {
    void client.invalidateQueries({ queryKey: calendarQueries.details() })
    void client.invalidateQueries({ queryKey: calendarQueries.invitations() })
  }
  if (types.has('calendar.bookings-changed')) void refreshBookings(client)
  if (types.has('calendar.import-changed'))
    void client.invalidateQueries({ queryKey: calendarQueries.imports().queryKey, exact: true })
  for (const event of events) if (event.type === 'calendar.reminders-changed') applyPutOff(client, event)
  if (types.has('calendar.events-changed') || types.has('calendar.calendars-changed')) remindAnew(client)
  // An own change that is on its way asks again itself once it is answered.
  if (types.has('calendar.events-changed') && pending.get().changes.length === 0) void refreshEvents(client)
}

/** Who has which room or car. */
export function refreshBookings(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: calendarQueries.everyBooking() })
}

let reminding: ReturnType<typeof setTimeout> | undefined

/** What reminds is asked anew, once for many changes: a calendar that is read for the first time tells of itself often. */
function remindAnew(client: QueryClient): void {
  reminding ??= setTimeout(() => {
    reminding = undefined
    void client.invalidateQueries({ queryKey: calendarQueries.reminders().queryKey })
  }, remindMs)
}

/** Nothing is known for sure any more. */
export function makeCalendarOld(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: calendarQueries.all() })
}

/** Resolves when what is on screen is as the server has it. */
export async function refreshEvents(client: QueryClient): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: calendarQueries.events() }),
    client.invalidateQueries({ queryKey: calendarQueries.details() }),
    client.invalidateQueries({ queryKey: calendarQueries.invitations() }),
    client.invalidateQueries({ queryKey: calendarQueries.tasks() }),
    client.invalidateQueries({ queryKey: [...calendarQueries.all(), 'search'] }),
  ])
}
