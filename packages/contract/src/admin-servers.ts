import { anyRole } from './admin-access.ts'
import { CheckOutcome, CheckProblem } from './checks.ts'
import { Uuid } from './ids.ts'
import { defineRoute } from './route.ts'
import { serverAccounts, serverKinds } from './server-kinds.ts'
import { array, integer, nullable, object, oneOf, string, type Static } from './schema.ts'

const Kind = oneOf(...serverKinds)
const Account = oneOf(...serverAccounts)

export const ServerEndpoint = object({
  host: string({ minLength: 1, maxLength: 253, pattern: '^[A-Za-z0-9.:-]+$' }),
  port: integer({ minimum: 1, maximum: 65535 }),
  tls: oneOf('tls', 'starttls', 'none'),
  /** The name the certificate carries, where it is not the host. */
  verifyName: nullable(string({ minLength: 1, maxLength: 253, pattern: '^[A-Za-z0-9.-]+$' })),
})
export type ServerEndpoint = Static<typeof ServerEndpoint>

export const TenantServers = object({
  servers: array(object({ kind: Kind, endpoint: ServerEndpoint })),
  /** Whom the product signs in as; a password is told to nobody. */
  accounts: array(object({ kind: Account, user: string() })),
})
export type TenantServers = Static<typeof TenantServers>

const Credential = object({
  user: string({ minLength: 1, maxLength: 320, pattern: '\\S' }),
  password: string({ minLength: 1, maxLength: 1024 }),
})
const Tenant = object({ tenantId: Uuid })
const params = object({ tenantId: Uuid, kind: Kind })
const changes = {
  access: 'admin',
  roles: ['operator', 'tenant-admin'],
  proof: 'fresh',
  answer: 'json',
  response: TenantServers,
} as const

export const adminServers = {
  getServers: defineRoute({
    method: 'GET',
    path: '/api/admin/tenants/:tenantId/servers',
    access: 'admin',
    roles: anyRole,
    params: Tenant,
    answer: 'json',
    response: TenantServers,
    errors: [],
  }),
  /** What the checks find there, before it is set; the test account signs in there, so it wants the same proof as setting it. */
  tryServer: defineRoute({
    method: 'POST',
    path: '/api/admin/tenants/:tenantId/servers/:kind/trial',
    access: 'admin',
    roles: ['operator', 'tenant-admin'],
    proof: 'fresh',
    params,
    body: ServerEndpoint,
    answer: 'json',
    response: array(CheckOutcome),
    errors: ['request/invalid', 'request/too-many'],
  }),
  /** What is connected with the old one is closed. */
  putServer: defineRoute({
    ...changes,
    method: 'PUT',
    path: '/api/admin/tenants/:tenantId/servers/:kind',
    params,
    body: ServerEndpoint,
    errors: ['request/invalid', 'admin/server-not-reached'],
  }),
  removeServer: defineRoute({
    ...changes,
    method: 'DELETE',
    path: '/api/admin/tenants/:tenantId/servers/:kind',
    params,
    errors: ['admin/server-in-use'],
  }),
  /** Signs in at the body's server, and at a DAV server makes a calendar and takes it away again; the step that failed. */
  tryAccount: defineRoute({
    ...changes,
    method: 'POST',
    path: '/api/admin/tenants/:tenantId/accounts/:account/trial',
    params: object({ tenantId: Uuid, account: Account }),
    body: Credential,
    response: object({ problem: nullable(CheckProblem) }),
    errors: ['request/too-many'],
  }),
  /** Not where the server knows it is nobody; kept where that does not answer now. */
  putAccount: defineRoute({
    ...changes,
    method: 'PUT',
    path: '/api/admin/tenants/:tenantId/accounts/:account',
    params: object({ tenantId: Uuid, account: Account }),
    body: Credential,
    errors: ['request/too-many', 'admin/account-refused'],
  }),
  removeAccount: defineRoute({
    ...changes,
    method: 'DELETE',
    path: '/api/admin/tenants/:tenantId/accounts/:account',
    params: object({ tenantId: Uuid, account: Account }),
    errors: [],
  }),
} as const
