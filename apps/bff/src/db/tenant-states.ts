import type { TenantKind, TenantState } from '@staffetta/contract'
import { sql } from 'kysely'
import type { Db } from './open.ts'

export interface Standing {
  slug: string
  name: string
  state: TenantState
  state_reason: string
}

/** Holds the body until the transaction ends: two who decide at once decide one after the other. */
export async function lockTenant(tx: Db, tenantId: string): Promise<Standing | undefined> {
  return tx
    .selectFrom('tenant')
    .select(['slug', 'name', 'state', 'state_reason'])
    .where('id', '=', tenantId)
    .forUpdate()
    .executeTakeFirst()
}

export async function setState(
  tx: Db,
  tenantId: string,
  { state, reason, activatesAt }: { state: TenantState; reason: string; activatesAt: Date | null },
): Promise<void> {
  await tx
    .updateTable('tenant')
    .set({ state, state_reason: reason, state_since: new Date(), activates_at: activatesAt })
    .where('id', '=', tenantId)
    .execute()
}

/** What the product does by itself at its time. */
export async function listDueActivations(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('tenant')
    .select('id')
    .where('state', '=', 'activating')
    .where('activates_at', '<=', sql<Date>`now()`)
    .execute()
  return rows.map(({ id }) => id)
}

interface Asked {
  name: string
  kind: TenantKind
  ipaCode: string
  taxCode: string
  pec: string
}

export async function insertAskingTenant(tx: Db, slug: string, asked: Asked): Promise<string> {
  const { id } = await tx
    .insertInto('tenant')
    .values({ slug, state: 'sent', enabled_services: [], ...columnsOf(asked) })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function updateAskingTenant(tx: Db, tenantId: string, asked: Asked): Promise<void> {
  await tx.updateTable('tenant').set(columnsOf(asked)).where('id', '=', tenantId).execute()
}

function columnsOf({ name, kind, ipaCode, taxCode, pec }: Asked) {
  return { name, kind, ipa_code: ipaCode || null, tax_code: taxCode || null, pec: pec || null }
}

export async function takenSlugs(tx: Db, stem: string): Promise<Set<string>> {
  const rows = await tx.selectFrom('tenant').select('slug').where('slug', 'like', `${stem}%`).execute()
  return new Set(rows.map(({ slug }) => slug))
}

/** What a body says are its domains; those that were verified stay so. */
export async function setClaims(
  tx: Db,
  tenantId: string,
  claims: { domain: string; shared: boolean }[],
): Promise<void> {
  const names = claims.map(({ domain }) => domain)
  await tx
    .deleteFrom('tenant_domain')
    .where('tenant_id', '=', tenantId)
    .where('verified_at', 'is', null)
    .execute()
  for (const name of new Set(names)) {
    const shared = claims.some(({ domain, shared: isShared }) => domain === name && isShared)
    await tx
      .insertInto('tenant_domain')
      .values({ tenant_id: tenantId, domain: name, shared })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

/** Another body whose own a domain of this one is: verified for it, and not shared by both. */
export async function findOwnerOfClaim(
  tx: Db,
  tenantId: string,
): Promise<{ domain: string; name: string } | undefined> {
  return tx
    .selectFrom('tenant_domain as mine')
    .innerJoin('tenant_domain as theirs', 'theirs.domain', 'mine.domain')
    .innerJoin('tenant', 'tenant.id', 'theirs.tenant_id')
    .select(['mine.domain', 'tenant.name'])
    .where('mine.tenant_id', '=', tenantId)
    .where('theirs.tenant_id', '<>', tenantId)
    .where('theirs.verified_at', 'is not', null)
    .where((where) => where.or([where('mine.shared', '=', false), where('theirs.shared', '=', false)]))
    .executeTakeFirst()
}

export async function verifyClaims(tx: Db, tenantId: string): Promise<void> {
  await tx
    .updateTable('tenant_domain')
    .set({ verified_at: new Date() })
    .where('tenant_id', '=', tenantId)
    .where('verified_at', 'is', null)
    .execute()
}

/** A body that is gone keeps no domain from another one. */
export async function releaseClaims(tx: Db, tenantId: string): Promise<void> {
  await tx.updateTable('tenant_domain').set({ verified_at: null }).where('tenant_id', '=', tenantId).execute()
}

export async function endSessionsOf(tx: Db, tenantId: string): Promise<void> {
  await tx.deleteFrom('session').where('tenant_id', '=', tenantId).execute()
}
