import { Uuid } from './ids.ts'
import { defineRoute } from './route.ts'
import { array, integer, nullable, object, oneOf, string, type Static } from './schema.ts'

/** What a body makes of the service in thirty days; null: of fewer than five people, who could be recognised by it. */
export const BodyUsage = object({
  tenantId: Uuid,
  name: string(),
  /** Who has ever signed in. */
  people: nullable(integer()),
  active: nullable(integer()),
  /** Messages a server took. */
  sent: nullable(integer()),
})
export type BodyUsage = Static<typeof BodyUsage>

const roles = ['operator', 'auditor', 'tenant-admin'] as const

export const adminStatistics = {
  getStatistics: defineRoute({
    method: 'GET',
    path: '/api/admin/statistics',
    access: 'admin',
    roles,
    answer: 'json',
    response: object({ bodies: array(BodyUsage) }),
    errors: [],
  }),
  exportStatistics: defineRoute({
    method: 'GET',
    path: '/api/admin/statistics.csv',
    access: 'admin',
    roles,
    query: object({ language: oneOf('it', 'en') }),
    answer: 'bytes',
    errors: [],
  }),
}
