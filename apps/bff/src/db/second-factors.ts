import { sql } from 'kysely'
import type { Db } from './open.ts'

/** Whose it is. */
export interface Owner {
  tenantId: string
  accountId: string
}

export interface FactorRow {
  id: string
  kind: 'totp' | 'recovery'
  sealed: Buffer
}

export interface StoredFactor extends FactorRow {
  createdAt: Date
  usedAt: Date | null
}

/** Those that can still be used. */
export async function factorsOf(db: Db, { tenantId, accountId }: Owner): Promise<StoredFactor[]> {
  return db
    .selectFrom('second_factor')
    .select(['id', 'kind', 'sealed', 'created_at as createdAt', 'used_at as usedAt'])
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', accountId)
    .where((where) => where.or([where('kind', '=', 'totp'), where('used_at', 'is', null)]))
    .execute()
}

/** Those of the same kinds go. */
export async function replaceFactors(db: Db, owner: Owner, rows: FactorRow[]): Promise<void> {
  await deleteFactors(db, owner, [...new Set(rows.map(({ kind }) => kind))])
  await db
    .insertInto('second_factor')
    .values(rows.map((row) => ({ ...row, tenant_id: owner.tenantId, account_id: owner.accountId })))
    .execute()
}

export async function deleteFactors(
  db: Db,
  { tenantId, accountId }: Owner,
  kinds: FactorRow['kind'][] = ['totp', 'recovery'],
): Promise<void> {
  await db
    .deleteFrom('second_factor')
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', accountId)
    .where('kind', 'in', kinds)
    .execute()
}

/** Until the transaction ends nobody else changes what this person proves themselves with. */
export async function lockFactors(tx: Db, { tenantId, accountId }: Owner): Promise<void> {
  await tx
    .selectFrom('account')
    .select('id')
    .where('id', '=', accountId)
    .where('tenant_id', '=', tenantId)
    .forUpdate()
    .execute()
}

/** Of two that come with the same code at the same moment, on two nodes even, one is told true. */
export async function takeStep(
  db: Db,
  { tenantId, accountId }: Owner,
  id: string,
  step: number,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('second_factor')
    .set({ last_step: String(step), used_at: sql`now()` })
    .where('id', '=', id)
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', accountId)
    .where((where) => where.or([where('last_step', 'is', null), where('last_step', '<', String(step))]))
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function takeRecovery(db: Db, { tenantId, accountId }: Owner, id: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('second_factor')
    .set({ used_at: sql`now()` })
    .where('id', '=', id)
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

interface Invited {
  tenantId: string
  address: string
}

/** In the place of the one before. */
export async function putInvitation(
  db: Db,
  { tenantId, address }: Invited,
  { codeHash, endsAt }: { codeHash: Buffer; endsAt: Date },
): Promise<void> {
  const values = { code_hash: codeHash, ends_at: endsAt }
  await db
    .insertInto('invitation_code')
    .values({ tenant_id: tenantId, address, ...values })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'address']).doUpdateSet(values))
    .execute()
}

export async function invitationStands(db: Db, invited: Invited, codeHash: Buffer): Promise<boolean> {
  const row = await db
    .selectFrom('invitation_code')
    .select('address')
    .where('tenant_id', '=', invited.tenantId)
    .where('address', '=', invited.address)
    .where('code_hash', '=', codeHash)
    .where('ends_at', '>', sql<Date>`now()`)
    .executeTakeFirst()
  return row !== undefined
}

/** False where somebody was quicker. */
export async function useInvitation(db: Db, invited: Invited, codeHash: Buffer): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('invitation_code')
    .where('tenant_id', '=', invited.tenantId)
    .where('address', '=', invited.address)
    .where('code_hash', '=', codeHash)
    .where('ends_at', '>', sql<Date>`now()`)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
