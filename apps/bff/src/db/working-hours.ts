import type { WorkingHours } from '@staffetta/contract'
import type { Owner } from './blobs.ts'
import type { Db } from './open.ts'

/** `elsewhere`: their server keeps something that no week can say. */
export type StoredHours = WorkingHours & { elsewhere: boolean }

export async function findWorkingHours(db: Db, owner: Owner): Promise<StoredHours | undefined> {
  const row = await db
    .selectFrom('working_hours')
    .select(['zone', 'spans', 'elsewhere'])
    .where('tenant_id', '=', owner.tenantId)
    .where('account_id', '=', owner.accountId)
    .executeTakeFirst()
  return row && { ...row, spans: row.spans as WorkingHours['spans'] }
}

export async function putWorkingHours(
  db: Db,
  owner: Owner,
  { zone, spans }: WorkingHours,
  { elsewhere = false } = {},
): Promise<void> {
  const row = { zone, spans: JSON.stringify(spans), elsewhere }
  await db
    .insertInto('working_hours')
    .values({ account_id: owner.accountId, tenant_id: owner.tenantId, ...row })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(row))
    .execute()
}

export async function removeWorkingHours(db: Db, { tenantId, accountId }: Owner): Promise<void> {
  await db
    .deleteFrom('working_hours')
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', accountId)
    .execute()
}

/** Of people of the tenant, by their addresses; whoever set none is left out. */
export async function listWorkingHours(
  db: Db,
  tenantId: string,
  addresses: readonly string[],
): Promise<Map<string, StoredHours>> {
  if (addresses.length === 0) return new Map()
  const rows = await db
    .selectFrom('working_hours')
    .innerJoin('account', 'account.id', 'working_hours.account_id')
    .select(['account.address', 'working_hours.zone', 'working_hours.spans', 'working_hours.elsewhere'])
    .where('working_hours.tenant_id', '=', tenantId)
    .where('account.address', 'in', [...addresses])
    .execute()
  return new Map(
    rows.map(({ address, spans, ...row }) => [address, { ...row, spans: spans as WorkingHours['spans'] }]),
  )
}
