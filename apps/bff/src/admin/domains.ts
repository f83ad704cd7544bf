import { domainFlaw, nextStates, type TenantDomain } from '@staffetta/contract'
import { ownershipRecord } from '../checks/dns/ownership.ts'
import { type CheckDeps, runChecks } from '../checks/run.ts'
import { findOwnerOfClaim, listClaims, putClaim, removeClaim } from '../db/tenant-domains.ts'
import { lockTenant } from '../db/tenant-states.ts'
import type { Db } from '../db/open.ts'
import type { Tenant } from '../db/tenants.ts'
import { ownDomains, type Step, takeStep } from '../enrolment/transitions.ts'
import type { Actor } from '../http/actor.ts'
import { AppError } from '../http/app-error.ts'
import { record } from '../register/record.ts'

export async function tenantDomains(
  { db, config }: Pick<CheckDeps, 'db' | 'config'>,
  tenantId: string,
): Promise<TenantDomain[]> {
  const claims = await listClaims(db, tenantId)
  return claims.map((claim) => ({ ...claim, record: ownershipRecord(config.key, tenantId, claim.domain) }))
}

/** The body says that a domain is its own, alone or with others; nobody signs in by it until that is known. */
export async function putDomain(
  db: Db,
  actor: Actor,
  tenant: Tenant,
  { domain, shared }: { domain: string; shared: boolean },
): Promise<void> {
  if (domainFlaw(domain) !== null) throw new AppError('request/invalid', { fields: ['domain'] })
  await within(db, tenant, async (tx) => {
    const before = (await listClaims(tx, tenant.id)).find((claim) => claim.domain === domain) ?? null
    await putClaim(tx, tenant.id, { domain, shared })
    // What is known to be theirs cannot become theirs alone while it is another's as well.
    const other = before?.verified === true ? await findOwnerOfClaim(tx, tenant.id, [domain]) : undefined
    if (other !== undefined) throw new AppError('admin/domain-taken', { ...other })
    const details = { before: before && { shared: before.shared }, after: { shared } }
    await record(tx, { act: 'tenant/domain-set', actor, tenantId: tenant.id, subject: domain, details })
  })
}

/** The record is looked for now; a `waiver` says why it goes on without. */
export async function verifyDomain(
  deps: CheckDeps,
  actor: Actor,
  tenant: Tenant,
  { domain, waiver }: { domain: string; waiver: string | null },
): Promise<void> {
  if (!tenant.claims.some((claim) => claim.domain === domain)) throw new AppError('request/not-found')
  const proved = waiver === null ? await provedDomains(deps, tenant, domain) : []
  await within(deps.db, tenant, async (tx) => {
    const unproved = await ownDomains(tx, tenant.id, [domain], { proved, waiver })
    await record(tx, {
      act: 'tenant/domain-verified',
      actor,
      tenantId: tenant.id,
      subject: domain,
      ...(waiver !== null && { reason: waiver }),
      details: { byRecord: unproved.length === 0 },
    })
  })
}

export async function removeDomain(db: Db, actor: Actor, tenant: Tenant, domain: string): Promise<void> {
  await within(db, tenant, async (tx) => {
    const claims = await listClaims(tx, tenant.id)
    if (!claims.some((claim) => claim.domain === domain)) throw new AppError('request/not-found')
    if (claims.length === 1) throw new AppError('admin/domain-last')
    await removeClaim(tx, tenant.id, domain)
    await record(tx, { act: 'tenant/domain-removed', actor, tenantId: tenant.id, subject: domain })
  })
}

/** A step of a body, for which its domains are looked at where it makes them its own. */
export async function takeCheckedStep(
  db: Db,
  actor: Actor,
  {
    tenant,
    waiver,
    ...step
  }: Omit<Step, 'tenantId' | 'ownership'> & { tenant: Tenant; waiver: string | null },
  deps: () => CheckDeps,
): Promise<void> {
  const owns = step.to === 'activating' || step.to === 'active'
  const looks = owns && waiver === null && tenant.claims.some(({ verified }) => !verified)
  const proved = looks ? await provedDomains(deps(), tenant) : []
  await takeStep(db, actor, { ...step, tenantId: tenant.id, ownership: { proved, waiver } })
}

async function provedDomains(deps: CheckDeps, tenant: Tenant, domain?: string): Promise<string[]> {
  const proved: string[] = []
  const choice = { only: ['ownership'], ...(domain !== undefined && { subject: domain }) } as const
  for await (const { subject, state } of runChecks(deps, tenant, choice))
    if (state === 'ok') proved.push(subject)
  return proved
}

/** Two who change the domains of a body do so one after the other; one that has left has none any more. */
async function within(db: Db, { id }: Tenant, work: (tx: Db) => Promise<void>): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const standing = await lockTenant(tx, id)
    if (standing === undefined) throw new AppError('request/not-found')
    if (nextStates[standing.state].length === 0) throw new AppError('admin/step-refused')
    await work(tx)
  })
}
