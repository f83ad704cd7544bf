import type { TenantKind, TenantState } from '@staffetta/contract'
import { sql } from 'kysely'
import type { Db } from './open.ts'

export interface Standing {
  slug: string
  name: string
  state: TenantState
  state_reason: string
  closes_at: Date | null
}

/** Holds the body until the transaction ends: two who decide at once decide one after the other. */
export async function lockTenant(tx: Db, tenantId: string): Promise<Standing | undefined> {
  return tx
    .selectFrom('tenant')
    .select(['slug', 'name', 'state', 'state_reason', 'closes_at'])
    .where('id', '=', tenantId)
    .forUpdate()
    .executeTakeFirst()
}

export async function setState(
  tx: Db,
  tenantId: string,
  {
    state,
    reason,
    activatesAt,
    closesAt,
  }: { state: TenantState; reason: string; activatesAt: Date | null; closesAt: Date | null },
): Promise<void> {
  await tx
    .updateTable('tenant')
    .set({
      state,
      state_reason: reason,
      state_since: new Date(),
      activates_at: activatesAt,
      closes_at: closesAt,
    })
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

/** Bodies whose last day is over, and that are served still. */
export async function listDueClosings(db: Db, now: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('tenant')
    .select('id')
    .where('state', '=', 'closing')
    .where('closes_at', '<=', now)
    .where(sql<boolean>`enabled_services <> '{}'`)
    .execute()
  return rows.map(({ id }) => id)
}

export async function setClosesAt(tx: Db, tenantId: string, closesAt: Date): Promise<void> {
  await tx.updateTable('tenant').set({ closes_at: closesAt }).where('id', '=', tenantId).execute()
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

export async function endSessionsOf(tx: Db, tenantId: string): Promise<void> {
  await tx.deleteFrom('session').where('tenant_id', '=', tenantId).execute()
}
