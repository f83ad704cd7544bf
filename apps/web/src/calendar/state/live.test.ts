import { QueryClient } from '@tanstack/react-query'
import { afterEach, expect, test } from 'vitest'
import { pending } from './pending.ts'
import { applyCalendarEvents } from './live.ts'
import { calendarQueries } from './queries.ts'

const month = calendarQueries.month('2026-11', 'Europe/Rome').queryKey
const calendars = calendarQueries.calendars().queryKey

function aClient(): QueryClient {
  const client = new QueryClient()
  client.setQueryData(month, { occurrences: [], truncated: false })
  client.setQueryData(calendars, { calendars: [], canCreate: true })
  return client
}

const isOld = (client: QueryClient, key: readonly unknown[]) => client.getQueryState(key)?.isInvalidated

afterEach(() => pending.set({ changes: [] }))

test('events that changed are asked again, and stay on screen until the answer', () => {
  const client = aClient()

  applyCalendarEvents(client, [{ type: 'calendar.events-changed', calendarIds: ['a'] }])

  expect(isOld(client, month)).toBe(true)
  expect(client.getQueryData(month)).toEqual({ occurrences: [], truncated: false })
  expect(isOld(client, calendars)).toBe(false)
})

test('calendars that changed are asked again, their events are not', () => {
  const client = aClient()

  applyCalendarEvents(client, [{ type: 'calendar.calendars-changed' }])

  expect([isOld(client, calendars), isOld(client, month)]).toEqual([true, false])
})

test('news that comes while an own change is on its way waits for it', () => {
  const client = aClient()
  pending.set({ changes: [{ id: 'x', before: [], after: [] }] })

  applyCalendarEvents(client, [{ type: 'calendar.events-changed', calendarIds: ['a'] }])

  expect(isOld(client, month)).toBe(false)
})

test('mail does not concern the calendar', () => {
  const client = aClient()

  applyCalendarEvents(client, [{ type: 'auth.session-ended' }])

  expect(isOld(client, month)).toBe(false)
})
