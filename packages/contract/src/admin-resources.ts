import { anyRole } from './admin-access.ts'
import { Resource } from './calendar-resources.ts'
import { Uuid } from './ids.ts'
import { defineRoute } from './route.ts'
import { array, boolean, integer, nullable, object, oneOf, string, type Static } from './schema.ts'

const {
  name: _name,
  id: _id,
  manages: _whose,
  address: _address,
  zone: _zone,
  ...described
} = Resource.properties
const hour = string({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$|^24:00$' })

/** A room, a car or a thing, as its administrators describe it. */
export const ResourceSettings = object({
  ...described,
  name: string({ minLength: 1, maxLength: 200, pattern: '\\S' }),
  place: string({ maxLength: 200 }),
  note: string({ maxLength: 1000 }),
  capacity: nullable(integer({ minimum: 1, maximum: 100_000 })),
  opening: array(object({ day: oneOf('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'), from: hour, to: hour })),
  noticeMinutes: integer({ minimum: 0, maximum: 6_000_000 }),
  aheadDays: integer({ minimum: 1, maximum: 100_000 }),
  /** Addresses of those who answer for it. */
  managers: array(string({ maxLength: 320 })),
})
export type ResourceSettings = Static<typeof ResourceSettings>

/** Which field of it, and what is wrong there. */
export type ResourceFlaw =
  | 'address/form'
  | 'address/outside'
  | 'address/taken'
  /** Somebody of the body reads mail there: to ask them to an event would book it. */
  | 'address/person'
  | 'managers/missing'
  | 'managers/form'
  | 'managers/outside'
  | 'opening/backwards'

export const TenantResources = object({
  resources: array(object({ ...ResourceSettings.properties, address: string() })),
  /** What keeps all of them from being booked; null: nothing that is known without asking the server. */
  obstacle: nullable(oneOf('service-off', 'no-server', 'no-account')),
})
export type TenantResources = Static<typeof TenantResources>
export type TenantResource = TenantResources['resources'][number]

/** How it stands on the server with the calendar of each. */
export const ResourceCalendars = object({
  calendars: array(
    object({
      address: string(),
      /** Why it cannot be booked; null: it can. */
      problem: nullable(oneOf('account-refused', 'not-made', 'unreachable')),
      /** The times from now on at which it is somebody's; null: not known. */
      toCome: nullable(integer()),
    }),
  ),
})
export type ResourceCalendars = Static<typeof ResourceCalendars>

const params = object({ tenantId: Uuid })
const one = object({ tenantId: Uuid, address: string({ maxLength: 320 }) })

export const adminResources = {
  /** By kind, then name. */
  listResources: defineRoute({
    method: 'GET',
    path: '/api/admin/tenants/:tenantId/resources',
    access: 'admin',
    roles: anyRole,
    params,
    answer: 'json',
    response: TenantResources,
    errors: [],
  }),
  /** Asks the server, and makes the calendar of one that has none yet, as whoever looks at the board of rooms does. */
  listCalendars: defineRoute({
    method: 'GET',
    path: '/api/admin/tenants/:tenantId/resource-calendars',
    access: 'admin',
    roles: anyRole,
    params,
    answer: 'json',
    response: ResourceCalendars,
    errors: [],
  }),
  /** What is wrong comes as `flaws` in the details of the error: ResourceFlaw. */
  putResource: defineRoute({
    method: 'PUT',
    path: '/api/admin/tenants/:tenantId/resources/:address',
    access: 'admin',
    roles: ['operator', 'tenant-admin'],
    params: one,
    /** `isNew`: refused where there is one by this address. */
    body: object({ ...ResourceSettings.properties, isNew: boolean() }),
    answer: 'json',
    response: TenantResources,
    errors: ['request/invalid', 'admin/resource-refused'],
  }),
  /** Nobody books it any more. Its calendar, and what is booked in it, stay on the server. */
  removeResource: defineRoute({
    method: 'DELETE',
    path: '/api/admin/tenants/:tenantId/resources/:address',
    access: 'admin',
    roles: ['operator', 'tenant-admin'],
    params: one,
    answer: 'json',
    response: TenantResources,
    errors: ['request/not-found'],
  }),
} as const
