import { domainFlaw, type Configuration } from '@staffetta/contract'
import { findDomainOwners, findHostOwner } from '../../db/tenant-domains.ts'
import type { Db } from '../../db/open.ts'
import type { Tenant } from '../../db/tenants.ts'
import { directoryPath, isLdapFilter } from '../directory.ts'
import { providerFlaw } from '../identity.ts'
import { resourceFlaws } from '../resources.ts'
import { endpointFlaw } from '../servers.ts'
import { offeredServices } from '../services.ts'
import { refused } from './read.ts'

/** Whether it can be this body's, as it stands now. Throws `refused`, with the place in the file. */
export async function checkConfiguration(
  db: Db,
  tenant: Tenant,
  current: Configuration,
  wanted: Configuration,
): Promise<void> {
  await checkNames(db, tenant, wanted)
  for (const [kind, endpoint] of entriesOf(wanted.endpoints)) {
    const flaw = endpointFlaw(kind, endpoint)
    if (flaw !== null) throw refused(['endpoints', kind, 'tls'], flaw)
  }
  if (wanted.publicServers.dav?.tls === 'starttls')
    throw refused(['publicServers', 'dav', 'tls'], 'no-starttls')
  checkSecrets(current, wanted)
  const so = afterwards(tenant, wanted)
  if (wanted.identity !== null) {
    const flaw = providerFlaw(so, wanted.identity)
    if (flaw !== null) throw refused(['identity'], flaw === 'master' ? 'master' : 'provider')
  }
  const missing = offeredServices(so).find(({ on, obstacles }) => on && obstacles.length > 0)
  if (missing !== undefined) throw refused(['services', missing.service], 'in-use')
  checkDirectory(wanted)
  if (wanted.notice === null && current.notice !== null) throw refused(['notice'], 'withdrawn')
  for (const [address, resource] of Object.entries(wanted.resources)) {
    const [flaw] = resourceFlaws({ ...resource, address }, Object.keys(wanted.domains))
    if (flaw === undefined) continue
    const field = flaw.startsWith('managers') ? 'managers' : flaw.startsWith('opening') ? 'opening' : null
    const why = flaw.endsWith('outside') ? 'outside' : flaw.endsWith('missing') ? 'manager' : 'form'
    throw refused(['resources', address, ...(field === null ? [] : [field])], why)
  }
  for (const domain of Object.keys(wanted.expectations))
    if (!(domain in wanted.domains)) throw refused(['expectations', domain], 'outside')
}

/** A domain or a host of another body is refused, whoever asks: a file of theirs is not this body's. */
async function checkNames(db: Db, tenant: Tenant, { domains, hosts }: Configuration): Promise<void> {
  const names = Object.keys(domains)
  if (names.length === 0) throw refused(['domains'], 'none-left')
  const known = tenant.claims.map(({ domain }) => domain)
  for (const domain of names)
    if (!known.includes(domain) && (domain !== domain.toLowerCase() || domainFlaw(domain) !== null))
      throw refused(['domains', domain], 'domain')
  const owner = (await findDomainOwners(db, tenant.id, names)).find(
    ({ domain, shared }) => !(shared && domains[domain]?.shared === true),
  )
  if (owner !== undefined) throw refused(['domains', owner.domain], 'taken', owner.name)
  for (const host of hosts)
    if (!tenant.hosts.includes(host) && domainFlaw(host) !== null) throw refused(['hosts', host], 'domain')
  const host = await findHostOwner(db, tenant.id, hosts)
  if (host !== undefined) throw refused(['hosts', host.host], 'taken', host.name)
}

/** A secret stays with whom it was given for; a file brings none. */
function checkSecrets(current: Configuration, wanted: Configuration): void {
  for (const [kind, { user }] of entriesOf(wanted.accounts))
    if (current.accounts[kind]?.user !== user) throw refused(['accounts', kind, 'password'], 'secret')
  const { identity } = wanted
  const same =
    current.identity?.issuer === identity?.issuer && current.identity?.clientId === identity?.clientId
  if (identity?.secret && !(same && current.identity?.secret)) throw refused(['identity', 'secret'], 'secret')
}

function checkDirectory({ directory: { book, ldap }, accounts, endpoints }: Configuration): void {
  if (book !== null && (directoryPath(book) !== book || accounts.dav === undefined))
    throw refused(['directory', 'book'], 'directory')
  if (ldap !== null && (endpoints.ldap === undefined || !isLdapFilter(ldap.filter)))
    throw refused(['directory', 'ldap'], 'directory')
}

/** The body as it would be, for what asks about the whole of it. */
function afterwards(tenant: Tenant, { endpoints, accounts, services }: Configuration): Tenant {
  const { serviceAccounts } = tenant
  return {
    ...tenant,
    endpoints,
    switched: services,
    serviceAccounts: Object.fromEntries(
      entriesOf(serviceAccounts).filter(([kind]) => accounts[kind] !== undefined),
    ),
  }
}

/** What is there of a map of kinds. */
export function entriesOf<K extends string, T>(values: Partial<Record<K, T>>): [K, T][] {
  return Object.entries(values) as [K, T][]
}
