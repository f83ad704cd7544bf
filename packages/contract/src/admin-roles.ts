import { Uuid } from './ids.ts'
import { Grant, Role } from './roles.ts'
import { defineRoute } from './route.ts'
import { array, nullable, object, string } from './schema.ts'

const params = object({ id: Uuid })
const Invitation = object({ grant: Grant, code: string() })

/** Who administers. An operator gives every role; the administrator of a body those for it. */
export const adminRoles = {
  listGrants: defineRoute({
    method: 'GET',
    path: '/api/admin/roles',
    access: 'admin',
    roles: ['operator', 'auditor', 'tenant-admin'],
    answer: 'json',
    response: object({ grants: array(Grant) }),
    errors: [],
  }),
  grantRole: defineRoute({
    method: 'POST',
    path: '/api/admin/roles',
    access: 'admin',
    roles: ['operator', 'tenant-admin'],
    proof: 'fresh',
    body: object({
      address: string({ minLength: 3, maxLength: 320 }),
      name: string({ minLength: 1, maxLength: 200 }),
      role: Role,
      /** The body it is for; null: every one. */
      scopeId: nullable(Uuid),
      appointment: string({ maxLength: 200 }),
    }),
    answer: 'json',
    response: Invitation,
    errors: [
      'admin/person-unknown',
      'admin/person-of-several',
      'admin/role-scope',
      'admin/role-held',
      'admin/step-refused',
    ],
  }),
  endRole: defineRoute({
    method: 'DELETE',
    path: '/api/admin/roles/:id',
    access: 'admin',
    roles: ['operator', 'tenant-admin'],
    proof: 'fresh',
    params,
    answer: 'empty',
    errors: ['admin/role-last'],
  }),
  /** For somebody who has lost their second factor. */
  inviteAnew: defineRoute({
    method: 'POST',
    path: '/api/admin/roles/:id/invitation',
    access: 'admin',
    roles: ['operator', 'tenant-admin'],
    proof: 'fresh',
    params,
    answer: 'json',
    response: Invitation,
    errors: [],
  }),
}
