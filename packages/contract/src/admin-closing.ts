import { Instant, Uuid } from './ids.ts'
import { defineRoute } from './route.ts'
import { boolean, integer, nullable, object, oneOf, string, type Static } from './schema.ts'

const Reason = string({ minLength: 1, maxLength: 1000, pattern: '\\S' })

/** A copy of what is held of a body, once somebody asked for it. */
export const TenantExport = object({
  state: oneOf('waiting', 'writing', 'ready', 'failed'),
  askedBy: string(),
  askedAt: Instant,
  sizeBytes: integer(),
  sha256: nullable(string()),
  downloadedAt: nullable(Instant),
  downloadedBy: nullable(string()),
})
export type TenantExport = Static<typeof TenantExport>

/** A body on its way out, and what is left to do. */
export const Closing = object({
  /** Null: it does not leave. */
  closesAt: nullable(Instant),
  /** Its last day is over. */
  over: boolean(),
  /** People who were ever here, and who of them took a copy of what is theirs. */
  people: integer(),
  copied: integer(),
  export: nullable(TenantExport),
  /** That nothing is left, as it was signed: JSON of `{ kind, publicKey, proof, signature }`. */
  proof: nullable(string()),
})
export type Closing = Static<typeof Closing>

const params = object({ tenantId: Uuid })

export const adminClosing = {
  getClosing: defineRoute({
    method: 'GET',
    path: '/api/admin/tenants/:tenantId/closing',
    access: 'admin',
    roles: ['operator', 'tenant-admin', 'auditor'],
    params,
    answer: 'json',
    response: Closing,
    errors: [],
  }),
  /** Another last day, earlier too. */
  setEnd: defineRoute({
    method: 'PUT',
    path: '/api/admin/tenants/:tenantId/closing/end',
    access: 'admin',
    roles: ['operator'],
    proof: 'fresh',
    params,
    body: object({ closesAt: Instant, reason: Reason }),
    answer: 'json',
    response: Closing,
    errors: ['admin/not-closing'],
  }),
  /** A copy of what is held of the body; no mailbox, no calendar and no book of anybody is opened for it. */
  askForExport: defineRoute({
    method: 'POST',
    path: '/api/admin/tenants/:tenantId/closing/export',
    access: 'admin',
    roles: ['operator', 'tenant-admin'],
    proof: 'fresh',
    params,
    answer: 'json',
    response: Closing,
    errors: ['admin/not-closing'],
  }),
  downloadExport: defineRoute({
    method: 'GET',
    path: '/api/admin/tenants/:tenantId/closing/export.zip',
    access: 'admin',
    roles: ['operator', 'tenant-admin'],
    params,
    answer: 'bytes',
    errors: ['admin/export-missing'],
  }),
  /** All of it, for good; its name, its state and the register stay. */
  deleteTenant: defineRoute({
    method: 'POST',
    path: '/api/admin/tenants/:tenantId/closing/delete',
    access: 'admin',
    roles: ['operator'],
    proof: 'fresh',
    params,
    body: object({
      /** As it is called: typed by whoever decides. */
      name: string({ maxLength: 200 }),
      reason: Reason,
      /** Why nobody needs the copy; null: it was taken away. */
      withoutExport: nullable(Reason),
    }),
    answer: 'json',
    response: Closing,
    errors: ['admin/not-closing', 'admin/closing-early', 'admin/name-differs', 'admin/export-missing'],
  }),
}
