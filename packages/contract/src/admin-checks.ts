import { anyRole } from './admin-access.ts'
import { CheckId, CheckOutcome } from './checks.ts'
import { Instant, Uuid } from './ids.ts'
import { defineRoute } from './route.ts'
import { array, nullable, object, oneOf, optional, string, type Static } from './schema.ts'

const Tenant = object({ tenantId: Uuid })

/** What is known of a body since it was last looked at. */
export const CheckReport = object({
  outcomes: array(CheckOutcome),
  /** When it is looked at again by itself; null: nobody does. */
  nextRunAt: nullable(Instant),
})
export type CheckReport = Static<typeof CheckReport>

/** `failed`: whatever came before stands, and the rest did not come. */
export const CheckFrame = object({ kind: oneOf('outcome', 'failed'), outcome: nullable(CheckOutcome) })
export type CheckFrame = Static<typeof CheckFrame>

const Name = nullable(string({ maxLength: 253 }))

/** What the checks look for in one domain beyond what every domain should have. */
export const DomainExpectation = object({
  dkimSelector: Name,
  /** The whole record of the mail server's public key. */
  dkimKey: nullable(string({ maxLength: 4000 })),
  /** Where its mail is to arrive. */
  mx: array(string({ minLength: 1, maxLength: 253 }), { maxItems: 10 }),
  /** The name its SPF record has to include. */
  spfInclude: Name,
})
export type DomainExpectation = Static<typeof DomainExpectation>

const mayRun = ['operator', 'tenant-admin', 'helper'] as const

export const adminChecks = {
  /** Mail to the body's contact with the records that are still missing. Whom it went to. */
  sendMissing: defineRoute({
    method: 'POST',
    path: '/api/admin/tenants/:tenantId/checks/missing',
    access: 'admin',
    roles: ['operator'],
    params: Tenant,
    answer: 'json',
    response: object({ sentTo: array(string()) }),
    errors: ['admin/letter-refused', 'request/too-many'],
  }),
  getReport: defineRoute({
    method: 'GET',
    path: '/api/admin/tenants/:tenantId/checks',
    access: 'admin',
    roles: anyRole,
    params: Tenant,
    answer: 'json',
    response: CheckReport,
    errors: [],
  }),
  /** Outcomes as they come; all of them where nothing is chosen. */
  run: defineRoute({
    method: 'POST',
    path: '/api/admin/tenants/:tenantId/checks',
    access: 'admin',
    roles: mayRun,
    params: Tenant,
    body: object({ only: optional(array(CheckId)), subject: optional(string({ maxLength: 300 })) }),
    answer: 'json-lines',
    response: CheckFrame,
    errors: ['request/too-many'],
  }),
  listExpectations: defineRoute({
    method: 'GET',
    path: '/api/admin/tenants/:tenantId/expectations',
    access: 'admin',
    roles: anyRole,
    params: Tenant,
    answer: 'json',
    response: array(object({ domain: string(), expectation: DomainExpectation })),
    errors: [],
  }),
  putExpectation: defineRoute({
    method: 'PUT',
    path: '/api/admin/tenants/:tenantId/expectations/:domain',
    access: 'admin',
    roles: ['operator', 'tenant-admin'],
    params: object({ tenantId: Uuid, domain: string({ maxLength: 253 }) }),
    body: DomainExpectation,
    answer: 'json',
    response: DomainExpectation,
    errors: ['request/invalid'],
  }),
} as const
