import type { Service, TenantDetail, TenantRow } from '@staffetta/contract'
import type { Db } from '../db/open.ts'
import { countPeople, countSignedIn } from '../db/people.ts'
import { findTenant, listTenants, type Tenant } from '../db/tenants.ts'
import { bodiesOf, type Administrator } from '../http/administrator.ts'
import { AppError } from '../http/app-error.ts'
import { offeredServices, services } from './services.ts'

const endpointKinds = ['imap', 'smtp', 'sieve', 'dav', 'ldap'] as const

export async function tenantRows(db: Db, administrator: Administrator): Promise<TenantRow[]> {
  const [tenants, people] = await Promise.all([listTenants(db), countPeople(db)])
  const own = bodiesOf(administrator)
  return tenants
    .filter(({ id }) => own === undefined || own.includes(id))
    .map((tenant) => rowOf(tenant, people.get(tenant.id) ?? 0))
}

export async function knownTenant(db: Db, tenantId: string): Promise<Tenant> {
  const tenant = await findTenant(db, 'id', tenantId)
  if (tenant === undefined) throw new AppError('request/not-found')
  return tenant
}

export async function tenantDetail(db: Db, tenantId: string): Promise<TenantDetail> {
  const [tenant, people, signedIn] = await Promise.all([
    knownTenant(db, tenantId),
    countPeople(db),
    countSignedIn(db, tenantId),
  ])
  const { stateReason, ipaCode, help, greeting, links, hosts, patron, workRules, endpoints } = tenant
  return {
    ...rowOf(tenant, people.get(tenant.id) ?? 0),
    stateReason,
    ipaCode,
    help,
    greeting,
    links,
    hosts,
    workRules: { ...workRules, patron },
    endpoints: endpointKinds.flatMap((kind) => {
      const endpoint = endpoints[kind]
      return endpoint === undefined
        ? []
        : [{ kind, host: endpoint.host, port: endpoint.port, tls: endpoint.tls }]
    }),
    offered: offeredServices(tenant),
    signedIn,
  }
}

function rowOf(tenant: Tenant, people: number): TenantRow {
  const { id, slug, name, hue, crest, kind, claims, state, stateSince, isProvider } = tenant
  return {
    id,
    slug,
    name,
    hue,
    crest,
    kind,
    domains: claims.map(({ domain }) => domain),
    state,
    stateSince: stateSince.toISOString(),
    services: services.filter((service): service is Service => tenant.switched.includes(service)),
    people,
    isProvider,
  }
}
