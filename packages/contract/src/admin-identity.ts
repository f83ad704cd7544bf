import { anyRole } from './admin-access.ts'
import { CheckProblem } from './checks.ts'
import { Uuid } from './ids.ts'
import { defineRoute } from './route.ts'
import { array, boolean, nullable, object, oneOf, string, type Static } from './schema.ts'

/** What is said of a provider, but for the secret it knows us by. */
export const providerFields = {
  /** As the provider calls itself, to the letter. */
  issuer: string({ minLength: 8, maxLength: 500 }),
  clientId: string({ minLength: 1, maxLength: 200, pattern: '\\S' }),
  /** It knows us by a secret, too; else PKCE alone protects. */
  confidential: boolean(),
  scopes: string({ minLength: 1, maxLength: 300 }),
  /** Where the ID token has the address of the mailbox. */
  addressClaim: string({ minLength: 1, maxLength: 100 }),
  /** The provider need not say that it verified the address. */
  trustsAddress: boolean(),
  /** How the servers are signed in to: with the provider's token, or as master. */
  servers: oneOf('token', 'master'),
  /** People may come with their password as well. */
  passwords: boolean(),
}

/** How the people of a body come in. */
export const TenantIdentity = object({
  /** Null: with their password. */
  provider: nullable(object(providerFields)),
  /** Who signs in to the servers for whoever came by the provider; its password is told to nobody. */
  master: nullable(string()),
  /** What the provider has to know of us. */
  register: object({ redirects: array(string()), logout: string(), afterwards: array(string()) }),
})
export type TenantIdentity = Static<typeof TenantIdentity>

const params = object({ tenantId: Uuid })
const Master = object({
  user: string({ minLength: 1, maxLength: 320, pattern: '^[^\\s*:]+$' }),
  password: string({ minLength: 1, maxLength: 1024 }),
})
const changes = {
  access: 'admin',
  roles: ['operator', 'tenant-admin'],
  proof: 'fresh',
  params,
  answer: 'json',
  response: TenantIdentity,
} as const

export const adminIdentity = {
  getIdentity: defineRoute({
    method: 'GET',
    path: '/api/admin/tenants/:tenantId/identity',
    access: 'admin',
    roles: anyRole,
    params,
    answer: 'json',
    response: TenantIdentity,
    errors: [],
  }),
  /** The provider is asked who it is before it is set. An empty secret: the one there was, of the same provider. */
  putIdentity: defineRoute({
    ...changes,
    method: 'PUT',
    path: '/api/admin/tenants/:tenantId/identity',
    body: object({ ...providerFields, secret: string({ maxLength: 1024 }) }),
    errors: [
      'request/invalid',
      'request/too-many',
      'admin/master-missing',
      'admin/provider-unreached',
      'admin/provider-differs',
    ],
  }),
  /** Back to passwords; whoever came by the provider is out. */
  removeIdentity: defineRoute({
    ...changes,
    method: 'DELETE',
    path: '/api/admin/tenants/:tenantId/identity',
    errors: [],
  }),
  /** Opens the test account’s mailbox as this master user; the step that failed. */
  tryMaster: defineRoute({
    ...changes,
    method: 'POST',
    path: '/api/admin/tenants/:tenantId/master/trial',
    body: Master,
    response: object({ problem: nullable(CheckProblem) }),
    errors: ['request/invalid', 'request/too-many'],
  }),
  /** Not where the server lets it in as nobody; kept where that does not answer now, or there is no test account. */
  putMaster: defineRoute({
    ...changes,
    method: 'PUT',
    path: '/api/admin/tenants/:tenantId/master',
    body: Master,
    errors: ['request/invalid', 'request/too-many', 'admin/account-refused'],
  }),
  removeMaster: defineRoute({
    ...changes,
    method: 'DELETE',
    path: '/api/admin/tenants/:tenantId/master',
    errors: ['admin/master-in-use'],
  }),
} as const
