import { calendarUser } from './calendar-manners.ts'
import { Calendar, CalendarId } from './calendar.ts'
import type { ErrorCode } from './errors.ts'
import { defineRoute } from './route.ts'
import { integer, nullable, object, string } from './schema.ts'

const feed = [
  'calendar/feed-address-refused',
  'calendar/feed-unreachable',
  'calendar/feed-unreadable',
  'calendar/feed-too-large',
] as const satisfies ErrorCode[]
const byCalendar = object({ calendarId: CalendarId })

export const calendarSubscriptions = {
  /** Fetches and reads it first: an address that gives no calendar is not kept. */
  subscribeCalendar: defineRoute({
    ...calendarUser,
    method: 'POST',
    path: '/api/calendar/subscriptions',
    body: object({
      /** https or webcal. */
      address: string({ minLength: 5, maxLength: 2000 }),
      /** Empty: what the calendar calls itself. */
      name: string({ maxLength: 250 }),
      colour: Calendar.properties.colour,
    }),
    answer: 'json',
    response: object({ calendarId: CalendarId }),
    errors: [...feed, 'calendar/too-many-subscriptions'],
  }),
  /** How often it is fetched, in minutes; null: as the calendar says. */
  setRefresh: defineRoute({
    ...calendarUser,
    method: 'PATCH',
    path: '/api/calendar/subscriptions/:calendarId',
    params: byCalendar,
    body: object({ refreshMinutes: nullable(integer({ minimum: 15, maximum: 10_080 })) }),
    answer: 'empty',
    errors: ['calendar/calendar-gone'],
  }),
  refreshSubscription: defineRoute({
    ...calendarUser,
    method: 'POST',
    path: '/api/calendar/subscriptions/:calendarId/refresh',
    params: byCalendar,
    answer: 'empty',
    errors: [...feed, 'calendar/calendar-gone'],
  }),
}
