import { Instant, Uuid } from './ids.ts'
import { Act, ActorKind } from './register.ts'
import { defineRoute } from './route.ts'
import { array, boolean, integer, nullable, object, oneOf, optional, string, type Static } from './schema.ts'

export const RegisterEntry = object({
  seq: integer(),
  at: Instant,
  act: Act,
  actor: object({ kind: ActorKind, name: string(), ip: nullable(string()) }),
  /** The body it concerns, as it is called now; null: none, or one that is gone. */
  tenant: nullable(object({ id: Uuid, name: string() })),
  subject: nullable(string()),
  reason: nullable(string()),
  /** What else was written of it, as JSON. */
  details: string(),
})
export type RegisterEntry = Static<typeof RegisterEntry>

export const RegisterVerdict = object({
  count: integer(),
  purged: integer(),
  anchored: integer(),
  first: nullable(object({ seq: integer(), fault: oneOf('missing', 'changed', 'chain', 'anchor') })),
})
export type RegisterVerdict = Static<typeof RegisterVerdict>

export const adminRegister = {
  /** Newest first; of the bodies somebody administers. */
  listEntries: defineRoute({
    method: 'GET',
    path: '/api/admin/register',
    access: 'admin',
    roles: ['operator', 'auditor', 'tenant-admin'],
    query: object({
      tenant: optional(Uuid),
      text: optional(string({ maxLength: 200 })),
      from: optional(Instant),
      to: optional(Instant),
      before: optional(integer({ minimum: 1 })),
    }),
    answer: 'json',
    response: object({ entries: array(RegisterEntry), more: boolean() }),
    errors: [],
  }),
  /** The whole chain: who administers one body verifies all of it, and reads no word of the others. */
  verify: defineRoute({
    method: 'POST',
    path: '/api/admin/register/verify',
    access: 'admin',
    roles: ['operator', 'auditor', 'tenant-admin'],
    answer: 'json',
    response: RegisterVerdict,
    errors: [],
  }),
  /** Lines of JSON; only for who may read all of it. */
  export: defineRoute({
    method: 'GET',
    path: '/api/admin/register/export',
    access: 'admin',
    roles: ['operator', 'auditor'],
    answer: 'bytes',
    errors: [],
  }),
}
