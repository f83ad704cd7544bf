import type { Booking, Resource, ResourceAvailability } from '@staffetta/contract'
import { listResources as readResources, type StoredResource } from '../../db/resources.ts'
import type { CalendarAccount } from '../account/calendar-account.ts'
import type { CalendarDeps } from '../account/calendar-deps.ts'
import { spanOf } from '../events/events.ts'
import { checkZone, instantOf } from '../index/zones.ts'
import { nextFree, whyNot } from './opening.ts'
import { look, openResource, type Taken, takenIn, type ResourceCalendar } from './resource-calendar.ts'

const dayMs = 86_400_000

interface Query {
  from: string
  to: string
  zone: string
}

export async function listResources({ db }: CalendarDeps, account: CalendarAccount): Promise<Resource[]> {
  const me = await account.me()
  return (await readResources(db, account.account.tenantId)).map(({ managers, ...resource }) => ({
    ...resource,
    manages: managers.some((address) => me.includes(address)),
  }))
}

/** Which resources can be had in a window, and when else. */
export async function listAvailability(
  deps: CalendarDeps,
  account: CalendarAccount,
  { from, to, zone, uid }: Query & { uid?: string },
): Promise<ResourceAvailability[]> {
  checkZone(zone)
  const { from: start, to: end } = spanOf(from, to)
  const now = Date.now()
  const whole = isMidnight(start, zone) && isMidnight(end, zone)
  const calendars = await opened(deps, account)
  const span = { from: start, to: end + 15 * dayMs }
  return Promise.all(
    calendars.map(async (calendar) => {
      await look(calendar, span)
      const { resource } = calendar
      const taken = takenIn(calendar, span, new Set(uid === undefined ? [] : [uid]))
      const reason =
        whyNot(resource, { start, end, whole }, now) ??
        (taken.some((other) => other.start < end && other.end > start) ? 'taken' : 'free')
      const next = reason === 'free' ? null : nextFree(resource, { start, end, whole }, { taken, now })
      return {
        resourceId: resource.id,
        state: reason,
        nextAt: next === null ? null : new Date(next).toISOString(),
      }
    }),
  )
}

export async function listBookings(
  deps: CalendarDeps,
  account: CalendarAccount,
  { from, to, zone }: Query,
): Promise<Booking[]> {
  checkZone(zone)
  const span = spanOf(from, to)
  const me = await account.me()
  const lists = await Promise.all(
    (await opened(deps, account)).map(async (calendar) => {
      await look(calendar, span)
      return takenIn(calendar, span).map((time) => bookingFor(calendar.resource, time, me))
    }),
  )
  return lists.flat().toSorted((one, other) => (one.startAt < other.startAt ? -1 : 1))
}

async function opened(
  { db, services }: CalendarDeps,
  { account: { tenant } }: CalendarAccount,
): Promise<ResourceCalendar[]> {
  const resources = await readResources(db, tenant.id)
  return Promise.all(resources.map((resource) => openResource(services, tenant, resource)))
}

function bookingFor(
  resource: StoredResource,
  { entry, facts, appearance, start, end }: Taken,
  me: readonly string[],
): Booking {
  const who = facts.people?.organizer ?? null
  const day = (wall: number) => new Date(wall).toISOString().slice(0, 10)
  return {
    resourceId: resource.id,
    uid: entry.uid,
    recurrenceId: appearance.recurrenceId,
    startAt: new Date(start).toISOString(),
    endAt: new Date(end).toISOString(),
    days: appearance.date ? { start: day(appearance.start), end: day(appearance.end) } : null,
    title: facts.title,
    who,
    mine: who !== null && me.includes(who.address),
    state: facts.status === 'tentative' ? 'waiting' : 'booked',
  }
}

function isMidnight(at: number, zone: string): boolean {
  const day = Math.floor(at / dayMs) - 1
  return [0, 1, 2].some((more) => instantOf(zone, (day + more) * dayMs) === at)
}
