import { anyRole } from './admin-access.ts'
import { CheckRecord } from './checks.ts'
import { Uuid } from './ids.ts'
import { defineRoute } from './route.ts'
import { array, boolean, nullable, object, string, type Static } from './schema.ts'

/** A domain a body says is its own. */
export const TenantDomain = object({
  domain: string(),
  /** Other bodies have addresses in it too. */
  shared: boolean(),
  /** Known to be its own: by it its people sign in. */
  verified: boolean(),
  /** What proves it, once it is published. */
  record: CheckRecord,
})
export type TenantDomain = Static<typeof TenantDomain>

const params = object({ tenantId: Uuid, domain: string({ minLength: 3, maxLength: 253 }) })
const changes = {
  access: 'admin',
  roles: ['operator', 'tenant-admin'],
  proof: 'fresh',
  params,
  answer: 'json',
  response: array(TenantDomain),
} as const

export const adminDomains = {
  listDomains: defineRoute({
    method: 'GET',
    path: '/api/admin/tenants/:tenantId/domains',
    access: 'admin',
    roles: anyRole,
    params: object({ tenantId: Uuid }),
    answer: 'json',
    response: array(TenantDomain),
    errors: [],
  }),
  /** Says that a domain is the body's, alone or with others. Nobody signs in by it until that is known. */
  putDomain: defineRoute({
    ...changes,
    method: 'PUT',
    path: '/api/admin/tenants/:tenantId/domains/:domain',
    body: object({ shared: boolean() }),
    errors: ['request/invalid', 'admin/domain-taken', 'admin/step-refused'],
  }),
  /** Looks for the record; an operator may go on without it, and says why. */
  verifyDomain: defineRoute({
    ...changes,
    method: 'POST',
    path: '/api/admin/tenants/:tenantId/domains/:domain/verification',
    body: object({ withoutOwnership: nullable(string({ minLength: 1, maxLength: 500, pattern: '\\S' })) }),
    errors: ['admin/ownership-missing', 'admin/domain-taken', 'admin/step-refused'],
  }),
  /** Its people are out at once, and nobody signs in by it any more. */
  removeDomain: defineRoute({
    ...changes,
    method: 'DELETE',
    path: '/api/admin/tenants/:tenantId/domains/:domain',
    errors: ['admin/domain-last'],
  }),
} as const
