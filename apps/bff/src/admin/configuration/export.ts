import { type Configuration, CONFIGURATION_VERSION } from '@staffetta/contract'
import { nothingExpected } from '../../checks/expectation.ts'
import { findCrest } from '../../db/crests.ts'
import { listDomainExpectations } from '../../db/domain-expectations.ts'
import { mailLogRule } from '../../db/mail-log.ts'
import type { Db } from '../../db/open.ts'
import { listNotices } from '../../db/privacy-notices.ts'
import { listResources, type StoredResource } from '../../db/resources.ts'
import type { Tenant } from '../../db/tenants.ts'
import { dataUrlOf } from '../crest/read-crest.ts'
import { services } from '../services.ts'

const stays = { secret: 'kept' } as const
const endpointKinds = ['imap', 'smtp', 'sieve', 'dav', 'ldap'] as const
const publicKinds = ['imap', 'smtp', 'dav'] as const
const accountKinds = ['dav', 'smtp', 'ldap', 'test', 'master'] as const

/** All that is set of a body, always in the same order; a secret is only said to be there. */
export async function configurationOf(db: Db, tenant: Tenant): Promise<Configuration> {
  const { id, slug, name, hue, help, greeting, links, identity } = tenant
  const [crest, resources, expectations, [notice], kept] = await Promise.all([
    tenant.crest === null ? undefined : findCrest(db, slug, tenant.crest),
    listResources(db, id),
    listDomainExpectations(db, id),
    listNotices(db, id),
    mailLogRule(db, id),
  ])
  return {
    staffetta: { format: 'configuration', version: CONFIGURATION_VERSION, body: slug },
    look: { name, hue, help, greeting, links: links.map(({ label, url }) => ({ label, url })) },
    crest: crest ? dataUrlOf(crest) : null,
    domains: byName(tenant.claims.map(({ domain, shared }) => [domain, { shared }])),
    hosts: tenant.hosts.toSorted(),
    endpoints: Object.fromEntries(set(endpointKinds, tenant.endpoints)),
    publicServers: Object.fromEntries(set(publicKinds, tenant.publicServers)),
    accounts: Object.fromEntries(
      set(accountKinds, tenant.serviceAccounts).map(([kind, { user }]) => [kind, { user, password: stays }]),
    ),
    identity: identity && {
      issuer: identity.issuer,
      clientId: identity.clientId,
      scopes: identity.scopes,
      addressClaim: identity.addressClaim,
      trustsAddress: identity.trustsAddress,
      servers: identity.servers,
      passwords: identity.passwords,
      secret: identity.sealedSecret && stays,
    },
    services: services.filter((service) => tenant.switched.includes(service)),
    signIn: tenant.signIn,
    work: { ...tenant.workRules, patron: tenant.patron },
    directory: { book: tenant.directory, ldap: tenant.ldap },
    preferences: byName(tenant.rules.map(({ name: rule, ...decided }) => [rule, decided])),
    notice: notice ? { it: notice.it, en: notice.en } : null,
    retention: { mailLogDays: kept.days, agreement: kept.agreement },
    resources: byName(resources.map((resource) => [resource.address, roomOf(resource)])),
    expectations: byName(
      [...expectations].filter(([, one]) => JSON.stringify(one) !== JSON.stringify(nothingExpected)),
    ),
  }
}

/** As the file is written. */
export function written(configuration: Configuration): string {
  return `${JSON.stringify(configuration, null, 2)}\n`
}

/** PostgreSQL gives what is kept as JSON in an order of its own. */
function roomOf(resource: StoredResource): Configuration['resources'][string] {
  const { id: _id, address: _address, opening, ...room } = resource
  return { ...room, opening: opening.map(({ day, from, to }) => ({ day, from, to })) }
}

function byName<T>(entries: [string, T][]): Record<string, T> {
  return Object.fromEntries(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)))
}

function set<K extends string, T>(kinds: readonly K[], values: Partial<Record<K, T>>): [K, T][] {
  return kinds.flatMap((kind): [K, T][] => {
    const value = values[kind]
    return value === undefined ? [] : [[kind, value]]
  })
}
