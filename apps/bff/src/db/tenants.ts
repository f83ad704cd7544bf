import {
  everyPerson,
  type Link,
  type PreferenceRule,
  servingStates,
  type SignInRule,
  type TenantKind,
  type TenantState,
  type WorkingHours,
  type WorkRules,
} from '@staffetta/contract'
import { type IdentityProvider, identityOf } from './identity-providers.ts'
import type { Db } from './open.ts'
import type { EndpointKind, EndpointRow, ServiceKind, TlsMode } from './schema/servers.ts'
import type { PublicKind, PublicServer } from './public-servers.ts'
import type { ServiceAccount } from './service-accounts.ts'

export interface Tenant {
  id: string
  slug: string
  name: string
  hue: string | null
  help: string | null
  /** What is said where its people sign in. */
  greeting: string | null
  links: Link[]
  /** Names its crest; null: it has none of its own. */
  crest: string | null
  kind: TenantKind
  state: TenantState
  stateSince: Date
  stateReason: string
  /** Of one that leaves: until when it is served. */
  closesAt: Date | null
  /** What its people have now: of what is switched on, as far as its state lets it be. */
  services: string[]
  switched: string[]
  /** Known to be its own: by these its people sign in, and are inside. */
  domains: string[]
  /** All it says are its own. */
  claims: { domain: string; shared: boolean; verified: boolean }[]
  hosts: string[]
  endpoints: Partial<Record<EndpointKind, Endpoint>>
  /** What programs outside reach under another name than the product itself. */
  publicServers: Partial<Record<PublicKind, PublicServer>>
  serviceAccounts: Partial<Record<ServiceKind, ServiceAccount>>
  /** Null: its people come with their password at IMAP. */
  identity: IdentityProvider | null
  /** The municipality's own day of rest; `day` is `MM-DD`. */
  patron: { day: string; name: string } | null
  /** What holds for everybody who works there; null: as in the product. */
  workRules: Omit<WorkRules, 'patron'>
  /** Path of the address book that all of its people look things up in. */
  directory: string | null
  /** The same kept in LDAP, at the endpoint of that name. */
  ldap: { base: string; filter: string } | null
  /** What it decided of its people's preferences. */
  rules: PreferenceRule[]
  ipaCode: string | null
  /** The others ask it to be served; its server sends what the product itself has to say. At most one. */
  isProvider: boolean
  signIn: SignInRule
}

export interface Endpoint {
  host: string
  port: number
  tls: TlsMode
  verifyName: string | null
}

/** All that a body says are its own domains, also before that is known and it is served. */
export function claimedDomains({ claims }: Tenant): string[] {
  return claims.map(({ domain }) => domain)
}

export async function listTenants(db: Db): Promise<Tenant[]> {
  const [tenants, domains, hosts, endpoints, services, identities, crests, rules, publicServers] =
    await Promise.all([
      db.selectFrom('tenant').selectAll().orderBy('name').execute(),
      db.selectFrom('tenant_domain').selectAll().orderBy('domain').execute(),
      db.selectFrom('tenant_host').selectAll().orderBy('host').execute(),
      db.selectFrom('endpoint').selectAll().execute(),
      db.selectFrom('service_account').selectAll().execute(),
      db.selectFrom('tenant_identity').selectAll().execute(),
      db.selectFrom('tenant_crest').select(['tenant_id', 'stamp']).execute(),
      db.selectFrom('preference_rule').selectAll().orderBy('name').execute(),
      db.selectFrom('public_server').selectAll().execute(),
    ])
  return tenants.map((row) => ({
    id: row.id,
    slug: row.slug,
    name: row.name,
    hue: row.hue,
    help: row.help,
    greeting: row.greeting,
    links: row.links,
    crest: crests.find((crest) => crest.tenant_id === row.id)?.stamp ?? null,
    kind: row.kind,
    state: row.state,
    stateSince: row.state_since,
    stateReason: row.state_reason,
    closesAt: row.closes_at,
    services: servesNow(row.state) ? row.enabled_services : [],
    switched: row.enabled_services,
    domains: servingStates.includes(row.state)
      ? domains.filter((one) => one.tenant_id === row.id && one.verified_at !== null).map((one) => one.domain)
      : [],
    claims: domains
      .filter((one) => one.tenant_id === row.id)
      .map(({ domain, shared, verified_at }) => ({ domain, shared, verified: verified_at !== null })),
    hosts: hosts.filter((host) => host.tenant_id === row.id).map((host) => host.host),
    endpoints: Object.fromEntries(
      endpoints
        .filter((endpoint) => endpoint.tenant_id === row.id)
        .map((endpoint) => [endpoint.kind, endpointOf(endpoint)]),
    ),
    publicServers: Object.fromEntries(
      publicServers
        .filter((one) => one.tenant_id === row.id)
        .map(({ kind, host, port, tls }) => [kind, { host, port, tls }]),
    ),
    patron:
      row.patron_day === null || row.patron_name === null
        ? null
        : { day: row.patron_day, name: row.patron_name },
    workRules: {
      passwordPage: row.password_page,
      messageBytes: row.message_bytes,
      recipients: row.recipients,
      hourlyMessages: row.hourly_messages,
      hourlyRecipients: row.hourly_recipients,
      hours: row.working_hours && weekOf(row.working_hours),
    },
    directory: row.directory_path,
    rules: rules
      .filter((one) => one.tenant_id === row.id)
      .map(({ name, value, locked, reason }) => ({ name, value, locked, reason })),
    ipaCode: row.ipa_code,
    identity: identities.filter((identity) => identity.tenant_id === row.id).map(identityOf)[0] ?? null,
    ldap: row.ldap_base === null ? null : { base: row.ldap_base, filter: row.ldap_filter ?? everyPerson },
    isProvider: row.is_provider,
    signIn: row.sign_in,
    serviceAccounts: Object.fromEntries(
      services
        .filter((service) => service.tenant_id === row.id)
        .map(({ kind, user_name, sealed }) => [kind, { user: user_name, sealed }]),
    ),
  }))
}

/** A body that is suspended keeps all that is switched on, and has none of it. */
function servesNow(state: TenantState): boolean {
  return servingStates.includes(state) && state !== 'suspended'
}

export async function findTenant(db: Db, by: 'slug' | 'id', value: string): Promise<Tenant | undefined> {
  return (await listTenants(db)).find((tenant) => tenant[by] === value)
}

/** PostgreSQL gives what is kept as JSON in an order of its own. */
function weekOf({ zone, spans }: WorkingHours): WorkingHours {
  return { zone, spans: spans.map(({ day, from, to }) => ({ day, from, to })) }
}

function endpointOf(row: EndpointRow): Endpoint {
  return { host: row.host, port: row.port, tls: row.tls, verifyName: row.verify_name }
}

/** In a transaction: a tenant without its domains is none. */
export async function addTenant(
  tx: Db,
  tenant: {
    slug: string
    name: string
    hue: string | null
    help: string | null
    domains: string[]
    /** The domains are of others too. */
    shared?: boolean
    hosts: string[]
  },
): Promise<string> {
  const { domains, shared = false, hosts, ...values } = tenant
  const { id } = await tx
    .insertInto('tenant')
    .values({ ...values, enabled_services: [] })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const domain of domains)
    await tx
      .insertInto('tenant_domain')
      .values({ domain, tenant_id: id, shared, verified_at: new Date() })
      .execute()
  for (const host of hosts) await tx.insertInto('tenant_host').values({ host, tenant_id: id }).execute()
  return id
}

export async function setServices(db: Db, tenantId: string, services: string[]): Promise<void> {
  await db.updateTable('tenant').set({ enabled_services: services }).where('id', '=', tenantId).execute()
}

export async function setSignIn(db: Db, tenantId: string, rule: SignInRule): Promise<void> {
  await db.updateTable('tenant').set({ sign_in: rule }).where('id', '=', tenantId).execute()
}

/** One at most: whoever was it before is not any more. In a transaction. */
export async function setProvider(tx: Db, tenantId: string | null): Promise<void> {
  await tx.updateTable('tenant').set({ is_provider: false }).where('is_provider', '=', true).execute()
  if (tenantId !== null)
    await tx.updateTable('tenant').set({ is_provider: true }).where('id', '=', tenantId).execute()
}

export async function setBrand(
  db: Db,
  tenantId: string,
  { links, ...brand }: Pick<Tenant, 'name' | 'hue' | 'help' | 'greeting' | 'links'>,
): Promise<void> {
  const values = { ...brand, links: JSON.stringify(links) }
  await db.updateTable('tenant').set(values).where('id', '=', tenantId).execute()
}

export async function setWorkRules(
  db: Db,
  tenantId: string,
  { passwordPage, messageBytes, recipients, hourlyMessages, hourlyRecipients, hours, patron }: WorkRules,
): Promise<void> {
  const values = {
    password_page: passwordPage,
    message_bytes: messageBytes,
    recipients,
    hourly_messages: hourlyMessages,
    hourly_recipients: hourlyRecipients,
    working_hours: hours && JSON.stringify(hours),
    patron_day: patron?.day ?? null,
    patron_name: patron?.name ?? null,
  }
  await db.updateTable('tenant').set(values).where('id', '=', tenantId).execute()
}

/** Null: none. `filter` null: everybody who is a person of RFC 2798. */
export async function setLdapDirectory(
  db: Db,
  tenantId: string,
  ldap: { base: string; filter: string | null } | null,
): Promise<void> {
  const values = { ldap_base: ldap?.base ?? null, ldap_filter: ldap?.filter ?? null }
  await db.updateTable('tenant').set(values).where('id', '=', tenantId).execute()
}

export async function setDirectory(db: Db, tenantId: string, path: string | null): Promise<void> {
  await db.updateTable('tenant').set({ directory_path: path }).where('id', '=', tenantId).execute()
}
