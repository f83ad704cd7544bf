import { Instant, Uuid } from './ids.ts'
import { Role } from './roles.ts'
import { defineRoute } from './route.ts'
import { array, boolean, nullable, object, optional, string, type Static } from './schema.ts'

/** Everybody who administers anything. */
export const anyRole = ['operator', 'auditor', 'tenant-admin', 'helper'] as const

/** What somebody may administer, and what they have proved in this session. */
export const AdminAccess = object({
  roles: array(object({ role: Role, scope: nullable(object({ id: Uuid, name: string() })) })),
  /** A second factor is set up: an authenticator, or a key. */
  hasFactor: boolean(),
  hasCode: boolean(),
  /** Where they have a key: it is good at that address alone. */
  keyHosts: array(string()),
  /** When it was proved in this session; null: not yet. */
  provedAt: nullable(Instant),
})
export type AdminAccess = Static<typeof AdminAccess>

const Code = string({ minLength: 6, maxLength: 40 })
export const InvitationCode = string({ minLength: 8, maxLength: 40 })

export const adminAccess = {
  getAccess: defineRoute({
    method: 'GET',
    path: '/api/admin/access',
    access: 'admin',
    roles: anyRole,
    proof: 'none',
    answer: 'json',
    response: AdminAccess,
    errors: [],
  }),
  /**
   * A new secret for an authenticator, not yet in force. The first one wants the invitation that came with the role; another one
   * the proof of the one before.
   */
  beginFactor: defineRoute({
    method: 'POST',
    path: '/api/admin/factor/begin',
    access: 'admin',
    roles: anyRole,
    proof: 'none',
    body: object({ invitation: optional(InvitationCode) }),
    answer: 'json',
    response: object({
      /** `otpauth://`, for a QR code. */
      uri: string(),
      /** The same secret to type, in Base32. */
      secret: string(),
      /** The secret sealed: comes back with the first code. */
      pending: string(),
    }),
    errors: ['admin/invitation-refused', 'admin/proof-required', 'request/too-many'],
  }),
  /** The first code of it puts it in force; the codes for the day it is lost are told once, here. */
  confirmFactor: defineRoute({
    method: 'POST',
    path: '/api/admin/factor/confirm',
    access: 'admin',
    roles: anyRole,
    proof: 'none',
    body: object({ invitation: optional(InvitationCode), pending: string({ maxLength: 400 }), code: Code }),
    answer: 'json',
    response: object({ recoveryCodes: array(string()), access: AdminAccess }),
    errors: ['admin/invitation-refused', 'admin/proof-required', 'admin/code-refused', 'request/too-many'],
  }),
  /** A code of the authenticator, or one of those for the day it is lost, which is good once. */
  prove: defineRoute({
    method: 'POST',
    path: '/api/admin/prove',
    access: 'admin',
    roles: anyRole,
    proof: 'none',
    body: object({ code: Code }),
    answer: 'json',
    response: AdminAccess,
    errors: ['admin/code-refused', 'admin/second-factor-required', 'request/too-many'],
  }),
}
