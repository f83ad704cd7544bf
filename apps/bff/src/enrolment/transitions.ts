import { closingDays, nextStates, type TenantState } from '@staffetta/contract'
import { removeTenantExport } from '../db/tenant-exports.ts'
import { findEnrolment, insertNotice } from '../db/enrolments.ts'
import type { Db } from '../db/open.ts'
import { endSessionsOf, listDueActivations, lockTenant, setState } from '../db/tenant-states.ts'
import { findOwnerOfClaim, listClaims, releaseClaims, verifyClaims } from '../db/tenant-domains.ts'
import type { Actor } from '../http/actor.ts'
import { AppError } from '../http/app-error.ts'
import { product, record } from '../register/record.ts'

export interface Step {
  tenantId: string
  to: TenantState
  reason: string
  /** Where whoever decides saw the body stand: if somebody was quicker they are told, instead of deciding on something else. */
  from?: TenantState
  /** With `activating`: when the service begins by itself. */
  activatesAt?: Date | null
  /** What is known of whose the domains are; nothing, where nobody looked. */
  ownership?: Ownership
}

export interface Ownership {
  /** Their record was found just now. */
  proved: string[]
  /** Why the body goes on although the others were not proved; null: it does not. */
  waiver: string | null
}

/**
 * One step of a body on its way, only along `nextStates`, with its reason; in the register and on its way to whoever asked in the
 * same transaction.
 */
export async function takeStep(db: Db, actor: Actor, step: Step): Promise<void> {
  await db.transaction().execute((tx) => takeStepIn(tx, actor, step))
}

/** The same as part of something larger. */
export async function takeStepIn(tx: Db, actor: Actor, step: Step): Promise<void> {
  const { tenantId, to, reason, from, activatesAt = null, ownership = { proved: [], waiver: null } } = step
  const before = await lockTenant(tx, tenantId)
  if (before === undefined) throw new AppError('request/not-found')
  if (from !== undefined && before.state !== from)
    throw new AppError('admin/state-changed', { state: before.state })
  if (!nextStates[before.state].includes(to))
    throw new AppError('admin/step-refused', { from: before.state, to })
  const unproved = await settleRights(tx, tenantId, to, ownership)
  await setState(tx, tenantId, {
    state: to,
    reason,
    activatesAt: to === 'activating' ? activatesAt : null,
    closesAt: to === 'closing' ? new Date(Date.now() + closingDays * 86_400_000) : null,
  })
  if (before.state === 'closing') await removeTenantExport(tx, tenantId)
  const enrolment = await findEnrolment(tx, 'tenant_id', tenantId)
  if (enrolment !== undefined)
    await insertNotice(tx, enrolment.id, {
      address: enrolment.dossier.people.requester.email,
      says: { kind: 'state', state: to, reason },
    })
  await record(tx, {
    act: 'tenant/state-changed',
    actor,
    tenantId,
    subject: before.slug,
    reason,
    details: {
      before: before.state,
      after: to,
      ...(activatesAt !== null && { activatesAt: activatesAt.toISOString() }),
      ...(unproved.length > 0 && { withoutOwnership: { domains: unproved, reason: ownership.waiver } }),
    },
  })
}

/** Whose a domain is, and who is signed in, goes with the state. Gives back the domains that became the body's unproved. */
async function settleRights(
  tx: Db,
  tenantId: string,
  to: TenantState,
  ownership: Ownership,
): Promise<string[]> {
  if (to === 'closed') await releaseClaims(tx, tenantId)
  if (to === 'suspended' || to === 'closed') await endSessionsOf(tx, tenantId)
  if (to !== 'activating' && to !== 'active') return []
  const claims = await listClaims(tx, tenantId)
  const known = claims.filter(({ verified }) => verified).map(({ domain }) => domain)
  const domains = claims.map(({ domain }) => domain)
  return ownDomains(tx, tenantId, domains, { ...ownership, proved: [...known, ...ownership.proved] })
}

/** These domains are the body's from here on. Throws where they are another's, or nobody proved it and nobody says why not. */
export async function ownDomains(
  tx: Db,
  tenantId: string,
  domains: string[],
  { proved, waiver }: Ownership,
): Promise<string[]> {
  const unproved = domains.filter((domain) => !proved.includes(domain))
  if (unproved.length > 0 && waiver === null)
    throw new AppError('admin/ownership-missing', { domains: unproved.join(', ') })
  const other = await findOwnerOfClaim(tx, tenantId, domains)
  if (other !== undefined) throw new AppError('admin/domain-taken', { ...other })
  await verifyClaims(tx, tenantId, domains)
  return unproved
}

/** Services that begin at their time. One that cannot waits: whoever looks at the body is told why when they try. */
export async function activateDue(db: Db): Promise<void> {
  for (const tenantId of await listDueActivations(db))
    await takeStep(db, product, {
      tenantId,
      to: 'active',
      from: 'activating',
      reason: 'scheduled',
    }).catch((error: unknown) => {
      if (!(error instanceof AppError)) throw error
    })
}
