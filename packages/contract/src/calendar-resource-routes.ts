import { Zone, calendarUser } from './calendar-manners.ts'
import { Booking, Resource, ResourceAvailability } from './calendar-resources.ts'
import type { ErrorCode } from './errors.ts'
import { Instant, Uuid } from './ids.ts'
import { defineRoute } from './route.ts'
import { array, boolean, object, optional, string } from './schema.ts'

const window = { from: Instant, to: Instant, zone: Zone }
const failing = [
  'calendar/resources-unavailable',
  'calendar/server-unreachable',
  'calendar/server-slow',
  'calendar/write-uncertain',
  'calendar/server-refused',
] as const satisfies ErrorCode[]

export const resources = {
  /** The tenant's rooms, cars and things, by kind and name; none where it has none. */
  listResources: defineRoute({
    ...calendarUser,
    method: 'GET',
    path: '/api/calendar/resources',
    answer: 'json',
    response: object({ resources: array(Resource) }),
    errors: [],
  }),
  /** Which can be had at a time; what the event of `uid` has booked itself does not count. */
  listAvailability: defineRoute({
    ...calendarUser,
    method: 'GET',
    path: '/api/calendar/resources/availability',
    query: object({ ...window, uid: optional(string({ maxLength: 1000 })) }),
    answer: 'json',
    response: object({ resources: array(ResourceAvailability) }),
    errors: [...failing],
  }),
  /** Who has what, of all resources: a board for everybody in the tenant. */
  listBookings: defineRoute({
    ...calendarUser,
    method: 'GET',
    path: '/api/calendar/resources/bookings',
    query: object(window),
    answer: 'json',
    response: object({ bookings: array(Booking) }),
    errors: [...failing],
  }),
  /** A manager says yes or no; whoever booked gives it back. The event says so too, and its organizer is told by mail. */
  decideBooking: defineRoute({
    ...calendarUser,
    method: 'POST',
    path: '/api/calendar/resources/:resourceId/decide',
    params: object({ resourceId: Uuid }),
    body: object({
      uid: string({ minLength: 1, maxLength: 1000 }),
      accept: boolean(),
      comment: string({ maxLength: 2000 }),
    }),
    answer: 'empty',
    errors: [
      ...failing,
      'calendar/resource-gone',
      'calendar/booking-gone',
      'calendar/not-permitted',
      'calendar/conflict',
    ],
  }),
}
