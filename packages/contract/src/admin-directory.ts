import { anyRole } from './admin-access.ts'
import { CheckProblem } from './checks.ts'
import { Uuid } from './ids.ts'
import { defineRoute } from './route.ts'
import { array, integer, nullable, object, oneOf, string, type Static } from './schema.ts'

/** Where everybody of a body looks people up: in one of these, or in neither. */
export const DirectoryPlace = object({
  /** The path of an address book on the body's DAV server. */
  book: nullable(string({ minLength: 1, maxLength: 1000 })),
  ldap: nullable(
    object({
      base: string({ minLength: 1, maxLength: 500, pattern: '\\S' }),
      /** RFC 4515. */
      filter: string({ maxLength: 500, pattern: '^\\(.+\\)$' }),
    }),
  ),
})
export type DirectoryPlace = Static<typeof DirectoryPlace>

export const TenantDirectory = object({
  place: DirectoryPlace,
  /** What has to be set before it can be there. */
  missing: object({ book: array(oneOf('server', 'account')), ldap: array(oneOf('server')) }),
})
export type TenantDirectory = Static<typeof TenantDirectory>

/** The step that failed, in words. */
const Problem = nullable(CheckProblem)

export const DirectoryTrial = object({
  problem: Problem,
  /** People in LDAP, cards in an address book. */
  count: integer(),
  /** Of a few of them. */
  names: array(string()),
})
export type DirectoryTrial = Static<typeof DirectoryTrial>

export const DirectoryBooks = object({
  problem: Problem,
  books: array(object({ path: string(), name: string() })),
})
export type DirectoryBooks = Static<typeof DirectoryBooks>

const params = object({ tenantId: Uuid })
const changes = { access: 'admin', roles: ['operator', 'tenant-admin'], params, answer: 'json' } as const

export const adminDirectory = {
  getDirectory: defineRoute({
    method: 'GET',
    path: '/api/admin/tenants/:tenantId/directory',
    access: 'admin',
    roles: anyRole,
    params,
    answer: 'json',
    response: TenantDirectory,
    errors: [],
  }),
  /** The address books the account the product has on the body's DAV server sees there, now. */
  listDirectoryBooks: defineRoute({
    ...changes,
    method: 'GET',
    path: '/api/admin/tenants/:tenantId/directory/books',
    response: DirectoryBooks,
    errors: ['request/too-many'],
  }),
  /** Whom people would find there. What the account sees is told, so it wants the same proof as setting it. */
  tryDirectory: defineRoute({
    ...changes,
    method: 'POST',
    path: '/api/admin/tenants/:tenantId/directory/trial',
    proof: 'fresh',
    body: DirectoryPlace,
    response: DirectoryTrial,
    errors: ['request/invalid', 'request/too-many'],
  }),
  putDirectory: defineRoute({
    ...changes,
    method: 'PUT',
    path: '/api/admin/tenants/:tenantId/directory',
    proof: 'fresh',
    body: DirectoryPlace,
    response: TenantDirectory,
    errors: ['request/invalid', 'admin/directory-unready'],
  }),
} as const
