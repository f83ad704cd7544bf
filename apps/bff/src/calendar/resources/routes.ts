import { resources } from '@staffetta/contract'
import type { FastifyInstance } from 'fastify'
import { mount } from '../../http/mount.ts'
import type { CalendarDeps } from '../account/calendar-deps.ts'
import { listAvailability, listBookings, listResources } from './board.ts'
import { decideBooking } from './decide.ts'

/** Rooms, cars and things. Booking one is inviting it to an event: see booking.ts. */
export function mountResources(app: FastifyInstance, deps: CalendarDeps): void {
  const { calendars } = deps
  mount(app, resources.listResources, async ({ account }) => ({
    resources: await listResources(deps, calendars.of(account)),
  }))
  mount(app, resources.listAvailability, async ({ account, query }) => ({
    resources: await listAvailability(deps, calendars.of(account), query),
  }))
  mount(app, resources.listBookings, async ({ account, query }) => ({
    bookings: await listBookings(deps, calendars.of(account), query),
  }))
  mount(app, resources.decideBooking, async ({ account, params, body }) =>
    decideBooking(deps, calendars.of(account), params.resourceId, body),
  )
}
