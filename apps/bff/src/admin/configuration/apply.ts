import { createHash } from 'node:crypto'
import { type Configuration, type ConfigurationPlan, type Governed, nextStates } from '@staffetta/contract'
import { removeCrest, setCrest } from '../../db/crests.ts'
import { removeDomainExpectation, setDomainExpectation } from '../../db/domain-expectations.ts'
import { removeEndpoint, setEndpoint } from '../../db/endpoints.ts'
import { changeIdentityProvider, removeIdentityProvider } from '../../db/identity-providers.ts'
import { putMailLogRule } from '../../db/mail-log.ts'
import type { Db } from '../../db/open.ts'
import { putPreferenceRule, removePreferenceRule } from '../../db/preference-rules.ts'
import { insertNotice, listNotices } from '../../db/privacy-notices.ts'
import { setPublicServer } from '../../db/public-servers.ts'
import { putResource, removeResource } from '../../db/resources.ts'
import { removeServiceAccount } from '../../db/service-accounts.ts'
import { putClaim, removeClaim, setHosts } from '../../db/tenant-domains.ts'
import { lockTenant } from '../../db/tenant-states.ts'
import {
  type Endpoint,
  findTenant,
  setBrand,
  setDirectory,
  setLdapDirectory,
  setServices,
  setSignIn,
  setWorkRules,
  type Tenant,
} from '../../db/tenants.ts'
import type { Actor } from '../../http/actor.ts'
import { AppError } from '../../http/app-error.ts'
import { record } from '../../register/record.ts'
import { readCrest } from '../crest/read-crest.ts'
import { purgeOf } from '../retention/purge-mail-log.ts'
import { changesBetween, differ } from './changes.ts'
import { checkConfiguration, entriesOf } from './check.ts'
import { configurationOf } from './export.ts'
import { readConfiguration, refused, within } from './read.ts'

/** Asks of servers outside what the screens ask before they set them. */
export interface Outside {
  reach: (tenant: Tenant, endpoint: Endpoint) => Promise<void>
  /** What the provider calls itself. */
  introduce: (tenant: Tenant, provider: NonNullable<Configuration['identity']>) => Promise<string>
}

/** What a file would do to a body. */
export async function planConfiguration(
  db: Db,
  tenant: Tenant,
  octets: Uint8Array,
  outside?: Outside,
): Promise<ConfigurationPlan> {
  const current = await configurationOf(db, tenant)
  const wanted = readConfiguration(octets, current)
  await checkConfiguration(db, tenant, current, wanted)
  if (outside !== undefined) await askOutside(outside, tenant, current, wanted)
  return planBetween(current, wanted)
}

/** All of it, or nothing. With a mark only what was shown under it. */
export async function applyConfiguration(
  db: Db,
  actor: Actor,
  tenant: Tenant,
  octets: Uint8Array,
  mark?: string,
): Promise<ConfigurationPlan> {
  return db.transaction().execute(async (tx) => {
    const standing = await lockTenant(tx, tenant.id)
    if (standing === undefined) throw new AppError('request/not-found')
    if (nextStates[standing.state].length === 0) throw new AppError('admin/step-refused')
    const now = (await findTenant(tx, 'id', tenant.id))!
    const current = await configurationOf(tx, now)
    const wanted = readConfiguration(octets, current)
    const plan = planBetween(current, wanted)
    if (mark !== undefined && plan.mark !== mark) throw new AppError('admin/configuration-changed')
    await checkConfiguration(tx, now, current, wanted)
    if (plan.changes.length === 0) return plan
    await put(tx, now.id, current, wanted)
    if (differ(current.retention, wanted.retention)) await putRetention(tx, now.id, wanted)
    const { changes } = plan
    const deed = { act: 'tenant/configured', actor, tenantId: now.id, subject: standing.slug } as const
    await record(tx, { ...deed, details: { changes } })
    return plan
  })
}

function planBetween(current: Configuration, wanted: Configuration): ConfigurationPlan {
  const mark = createHash('sha256')
    .update(JSON.stringify([current, wanted]))
    .digest('hex')
    .slice(0, 32)
  return { changes: changesBetween(current, wanted), mark }
}

async function askOutside(
  outside: Outside,
  tenant: Tenant,
  current: Configuration,
  wanted: Configuration,
): Promise<void> {
  for (const [kind, endpoint] of entriesOf(wanted.endpoints))
    if (differ(current.endpoints[kind], endpoint))
      await within(['endpoints', kind, 'host'], 'not-reached', () => outside.reach(tenant, endpoint))
  const { identity } = wanted
  if (identity === null || !differ(current.identity, identity)) return
  const place = ['identity', 'issuer']
  const issuer = await within(place, 'provider', () => outside.introduce(tenant, identity))
  if (issuer !== identity.issuer) throw refused(place, 'provider')
}

async function put(tx: Db, id: string, current: Configuration, wanted: Configuration): Promise<void> {
  await setBrand(tx, id, wanted.look)
  if (current.crest !== wanted.crest) await putCrest(tx, id, wanted.crest)
  for (const domain of Object.keys(current.domains))
    if (!(domain in wanted.domains)) await removeClaim(tx, id, domain)
  for (const [domain, { shared }] of Object.entries(wanted.domains))
    if (differ(current.domains[domain], { shared })) await putClaim(tx, id, { domain, shared })
  await setHosts(tx, id, wanted.hosts)
  for (const [kind] of entriesOf(current.endpoints))
    if (wanted.endpoints[kind] === undefined) await removeEndpoint(tx, id, kind)
  for (const [kind, endpoint] of entriesOf(wanted.endpoints))
    if (differ(current.endpoints[kind], endpoint)) await setEndpoint(tx, id, kind, endpoint)
  for (const kind of ['imap', 'smtp', 'dav'] as const)
    await setPublicServer(tx, id, kind, wanted.publicServers[kind] ?? null)
  for (const [kind] of entriesOf(current.accounts))
    if (wanted.accounts[kind] === undefined) await removeServiceAccount(tx, id, kind)
  if (differ(current.identity, wanted.identity)) await putIdentity(tx, id, wanted.identity)
  await setServices(tx, id, wanted.services)
  await setSignIn(tx, id, wanted.signIn)
  await setWorkRules(tx, id, wanted.work)
  await setDirectory(tx, id, wanted.directory.book)
  if (differ(current.directory.ldap, wanted.directory.ldap))
    await setLdapDirectory(tx, id, wanted.directory.ldap)
  await putRules(tx, id, current, wanted)
  if (wanted.notice !== null && differ(current.notice, wanted.notice)) {
    const version = ((await listNotices(tx, id))[0]?.version ?? 0) + 1
    await insertNotice(tx, id, { version, ...wanted.notice })
  }
  for (const address of Object.keys(current.resources))
    if (!(address in wanted.resources)) await removeResource(tx, id, address)
  for (const [address, resource] of Object.entries(wanted.resources))
    if (differ(current.resources[address], resource)) await putResource(tx, id, { ...resource, address })
}

/** What is older than it may be goes at once. */
async function putRetention(tx: Db, tenantId: string, { retention }: Configuration): Promise<void> {
  const now = new Date()
  const { mailLogDays: days, agreement } = retention
  await putMailLogRule(tx, tenantId, { days, agreement, now })
  await purgeOf(tx, { tenantId, days }, now)
}

async function putRules(tx: Db, id: string, current: Configuration, wanted: Configuration): Promise<void> {
  for (const name of Object.keys(current.preferences))
    if (!(name in wanted.preferences)) await removePreferenceRule(tx, id, name as Governed)
  for (const [name, rule] of Object.entries(wanted.preferences))
    await putPreferenceRule(tx, id, { name: name as Governed, ...rule })
  for (const domain of Object.keys(current.expectations))
    if (!(domain in wanted.expectations)) await removeDomainExpectation(tx, id, domain)
  for (const [domain, expectation] of Object.entries(wanted.expectations))
    await setDomainExpectation(tx, id, domain, expectation)
}

async function putCrest(tx: Db, id: string, crest: string | null): Promise<void> {
  if (crest === null) await removeCrest(tx, id)
  else await setCrest(tx, id, readCrest(Buffer.from(crest.slice(crest.indexOf(',') + 1), 'base64')))
}

async function putIdentity(tx: Db, id: string, identity: Configuration['identity']): Promise<void> {
  if (identity === null) await removeIdentityProvider(tx, id)
  else {
    const { secret, ...provider } = identity
    await changeIdentityProvider(tx, id, { ...provider, keepsSecret: secret !== null })
  }
}
