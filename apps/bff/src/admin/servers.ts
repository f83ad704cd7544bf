import { serverAccounts, serverKinds, type TenantServers } from '@staffetta/contract'
import type { Db } from '../db/open.ts'
import { removeEndpoint, setEndpoint } from '../db/endpoints.ts'
import type { EndpointKind } from '../db/schema/servers.ts'
import type { Endpoint, Tenant } from '../db/tenants.ts'
import type { Actor } from '../http/actor.ts'
import { AppError } from '../http/app-error.ts'
import { recorded } from '../register/record.ts'
import { offeredServices, services } from './services.ts'

export function tenantServers({ endpoints, serviceAccounts }: Tenant): TenantServers {
  return {
    servers: serverKinds.flatMap((kind) => {
      const endpoint = endpoints[kind]
      return endpoint === undefined ? [] : [{ kind, endpoint }]
    }),
    accounts: serverAccounts.flatMap((kind) => {
      const account = serviceAccounts[kind]
      return account === undefined ? [] : [{ kind, user: account.user }]
    }),
  }
}

/** What keeps an endpoint from being one, besides its form. */
export function endpointFlaw(
  kind: EndpointKind,
  { host, tls }: Endpoint,
): 'no-starttls' | 'clear-text' | null {
  if (kind === 'dav' && tls === 'starttls') return 'no-starttls'
  return tls === 'none' && !isLoopback(host) ? 'clear-text' : null
}

export async function putServer(
  db: Db,
  actor: Actor,
  tenant: Tenant,
  kind: EndpointKind,
  endpoint: Endpoint,
): Promise<void> {
  const details = { before: tenant.endpoints[kind] ?? null, after: endpoint }
  await recorded(
    db,
    { act: 'tenant/endpoint-set', actor, tenantId: tenant.id, subject: kind, details },
    (tx) => setEndpoint(tx, tenant.id, kind, endpoint),
  )
}

/** Not while a service that is on cannot do without it. */
export async function removeServer(db: Db, actor: Actor, tenant: Tenant, kind: EndpointKind): Promise<void> {
  const { [kind]: before, ...endpoints } = tenant.endpoints
  if (before === undefined) throw new AppError('request/not-found')
  const without = offeredServices({ ...tenant, endpoints })
  const blocked = without.filter(({ on, obstacles }) => on && obstacles.some((one) => one === kind))
  if (blocked.length > 0)
    throw new AppError('admin/server-in-use', {
      services: services.filter((service) => blocked.some((one) => one.service === service)),
    })
  const deed = { act: 'tenant/endpoint-removed', actor, tenantId: tenant.id, subject: kind } as const
  await recorded(db, { ...deed, details: { before } }, (tx) => removeEndpoint(tx, tenant.id, kind))
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.')
}
