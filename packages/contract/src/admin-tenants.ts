import { WorkRules } from './work-rules.ts'
import { anyRole } from './admin-access.ts'
import { Link } from './auth.ts'
import { Instant, Uuid } from './ids.ts'
import { defineRoute } from './route.ts'
import { array, boolean, integer, nullable, object, oneOf, string, type Static } from './schema.ts'
import { Service } from './service.ts'
import { TenantKind, TenantState } from './tenants.ts'

/** A body as a line of the list. */
export const TenantRow = object({
  id: Uuid,
  slug: string(),
  name: string(),
  hue: nullable(string()),
  crest: nullable(string()),
  kind: TenantKind,
  domains: array(string()),
  state: TenantState,
  stateSince: Instant,
  /** What is switched on. */
  services: array(Service),
  /** People who have signed in at least once. */
  people: integer(),
  isProvider: boolean(),
})
export type TenantRow = Static<typeof TenantRow>

/** Why a service cannot be switched on: a server that is not set, or a state in which nothing is served. */
export const Obstacle = oneOf('imap', 'smtp', 'dav', 'state')
export type Obstacle = Static<typeof Obstacle>

export const TenantService = object({
  service: Service,
  on: boolean(),
  obstacles: array(Obstacle),
})
export type TenantService = Static<typeof TenantService>

const EndpointFacts = object({
  kind: oneOf('imap', 'smtp', 'sieve', 'dav', 'ldap'),
  host: string(),
  port: integer(),
  tls: oneOf('tls', 'starttls', 'none'),
})

/** A body as its own page has it. */
export const TenantDetail = object({
  ...TenantRow.properties,
  stateReason: string(),
  ipaCode: nullable(string()),
  help: nullable(string()),
  greeting: nullable(string()),
  links: array(Link),
  hosts: array(string()),
  workRules: WorkRules,
  endpoints: array(EndpointFacts),
  offered: array(TenantService),
  /** People with a session that has not ended. */
  signedIn: integer(),
})
export type TenantDetail = Static<typeof TenantDetail>

/** What a body's people see of it. */
export const Look = object({
  name: string({ minLength: 1, maxLength: 120, pattern: '\\S' }),
  hue: nullable(string({ pattern: '^#[0-9a-f]{6}$' })),
  help: nullable(string({ minLength: 1, maxLength: 300 })),
  greeting: nullable(string({ maxLength: 280 })),
  links: array(Link, { maxItems: 6 }),
})
export type Look = Static<typeof Look>

const params = object({ tenantId: Uuid })

export const adminTenants = {
  /** The bodies somebody administers, all of them at once: a few hundred lines, which the screen filters by itself. */
  listTenants: defineRoute({
    method: 'GET',
    path: '/api/admin/tenants',
    access: 'admin',
    roles: anyRole,
    answer: 'json',
    response: object({ tenants: array(TenantRow) }),
    errors: [],
  }),
  getTenant: defineRoute({
    method: 'GET',
    path: '/api/admin/tenants/:tenantId',
    access: 'admin',
    roles: anyRole,
    params,
    answer: 'json',
    response: TenantDetail,
    errors: [],
  }),
  /** What its people see of it: before they sign in, and around their work. */
  setBrand: defineRoute({
    method: 'PUT',
    path: '/api/admin/tenants/:tenantId/brand',
    access: 'admin',
    roles: ['operator', 'tenant-admin'],
    params,
    body: Look,
    answer: 'json',
    response: TenantDetail,
    errors: ['request/invalid'],
  }),
  setWorkRules: defineRoute({
    method: 'PUT',
    path: '/api/admin/tenants/:tenantId/work-rules',
    access: 'admin',
    roles: ['operator', 'tenant-admin'],
    params,
    body: WorkRules,
    answer: 'json',
    response: TenantDetail,
    errors: ['request/invalid'],
  }),
  /** A PNG, or an SVG that only draws; it is written anew. */
  putCrest: defineRoute({
    method: 'PUT',
    path: '/api/admin/tenants/:tenantId/crest',
    access: 'admin',
    roles: ['operator', 'tenant-admin'],
    params,
    body: 'bytes',
    answer: 'json',
    response: TenantDetail,
    errors: ['admin/crest-refused', 'admin/crest-too-large'],
  }),
  removeCrest: defineRoute({
    method: 'DELETE',
    path: '/api/admin/tenants/:tenantId/crest',
    access: 'admin',
    roles: ['operator', 'tenant-admin'],
    params,
    answer: 'json',
    response: TenantDetail,
    errors: [],
  }),
  /** Off: sessions lose it within seconds, nothing is deleted, delivery and other programs go on. */
  setService: defineRoute({
    method: 'PUT',
    path: '/api/admin/tenants/:tenantId/services/:service',
    access: 'admin',
    roles: ['operator'],
    params: object({ tenantId: Uuid, service: Service }),
    body: object({ on: boolean(), reason: string({ maxLength: 500 }) }),
    answer: 'json',
    response: TenantDetail,
    errors: ['admin/service-unready'],
  }),
}
