import type { CalendarColour, CalendarId } from '@staffetta/contract'
import { api } from '../../app/api.ts'
import { queryClient } from '../../app/query-client.ts'
import { refreshEvents } from './live.ts'
import { type CalendarList, calendarQueries } from './queries.ts'

/** What a calendar of events holds beside them is the server's choice. */
export async function createCalendar(
  name: string,
  colour: CalendarColour,
  holds: 'events' | 'tasks',
): Promise<CalendarId> {
  const wanted = { name, colour, description: '', ...(holds === 'tasks' && { holds }) }
  const { calendarId } = await api.calendar.createCalendar(wanted)
  await refreshCalendars()
  return calendarId
}

/** Name, colour, shown or default: on screen at once, back as it was when the server refuses. */
export async function updateCalendar(
  calendarId: CalendarId,
  change: {
    name?: string
    colour?: CalendarColour
    shown?: boolean
    isDefault?: true
    removed?: boolean
    reminderMinutes?: number | null
  },
): Promise<void> {
  const key = calendarQueries.calendars().queryKey
  const before = queryClient.getQueryData(key)
  queryClient.setQueryData<CalendarList>(
    key,
    before && {
      ...before,
      calendars: before.calendars.map((one) =>
        one.id === calendarId ? { ...one, ...change } : change.isDefault ? { ...one, isDefault: false } : one,
      ),
    },
  )
  try {
    await api.calendar.updateCalendar({ calendarId, ...change })
  } catch (error) {
    queryClient.setQueryData(key, before)
    throw error
  }
  // What was not shown was not fetched either.
  if (change.shown || change.removed !== undefined) {
    if (change.removed !== undefined) await refreshCalendars()
    void refreshEvents(queryClient)
  }
}

/** The order of one part of the list: those named take the places they have, in this order. */
export async function orderCalendars(ids: readonly CalendarId[]): Promise<void> {
  const key = calendarQueries.calendars().queryKey
  const before = queryClient.getQueryData(key)
  if (before === undefined) return
  const moving = ids.map((id) => before.calendars.find((one) => one.id === id)!)
  const calendars = before.calendars.map((one) => (ids.includes(one.id) ? moving.shift()! : one))
  queryClient.setQueryData<CalendarList>(key, { ...before, calendars })
  try {
    await api.calendar.orderCalendars({ calendarIds: calendars.map(({ id }) => id) })
  } catch (error) {
    queryClient.setQueryData(key, before)
    throw error
  }
}

export async function deleteCalendar(calendarId: CalendarId): Promise<void> {
  await api.calendar.deleteCalendar({ calendarId })
  await Promise.all([refreshCalendars(), refreshEvents(queryClient)])
}

/** Resolves once it was fetched and read: an address that gives no calendar is told in the form. */
export async function subscribeCalendar(
  address: string,
  name: string,
  colour: CalendarColour,
): Promise<void> {
  await api.calendar.subscribeCalendar({ address, name, colour })
  await Promise.all([refreshCalendars(), refreshEvents(queryClient)])
}

export async function refreshSubscription(calendarId: CalendarId): Promise<void> {
  try {
    await api.calendar.refreshSubscription({ calendarId })
  } finally {
    await Promise.all([refreshCalendars(), refreshEvents(queryClient)])
  }
}

export async function setRefresh(calendarId: CalendarId, refreshMinutes: number | null): Promise<void> {
  await api.calendar.setRefresh({ calendarId, refreshMinutes })
  await refreshCalendars()
}

function refreshCalendars(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: calendarQueries.calendars().queryKey })
}
