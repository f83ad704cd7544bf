import type { Resource } from '@staffetta/contract'
import type { Selectable } from 'kysely'
import type { Db } from './open.ts'
import type { ResourceTable } from './schema/calendar.ts'

/** A room, a car or a thing, as its administrators describe it. */
export interface ResourceSettings extends Omit<Resource, 'id' | 'manages'> {
  /** Addresses of those who answer for it, lower case. */
  managers: string[]
}

export interface StoredResource extends ResourceSettings {
  id: string
}

const kinds = ['room', 'vehicle', 'equipment']

/** By kind, then name. */
export async function listResources(db: Db, tenantId: string): Promise<StoredResource[]> {
  const rows = await db.selectFrom('resource').selectAll().where('tenant_id', '=', tenantId).execute()
  return rows
    .map(readResource)
    .toSorted(
      (one, other) =>
        kinds.indexOf(one.kind) - kinds.indexOf(other.kind) || one.name.localeCompare(other.name, 'it'),
    )
}

export async function findResource(
  db: Db,
  tenantId: string,
  address: string,
): Promise<StoredResource | undefined> {
  const row = await db
    .selectFrom('resource')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('address', '=', address)
    .executeTakeFirst()
  return row && readResource(row)
}

/** By its address in the tenant: made, or set anew. */
export async function putResource(db: Db, tenantId: string, settings: ResourceSettings): Promise<void> {
  const { noticeMinutes, aheadDays, opening, ...rest } = settings
  const values = {
    ...rest,
    opening: JSON.stringify(opening),
    notice_minutes: noticeMinutes,
    ahead_days: aheadDays,
  } satisfies Partial<Record<keyof ResourceTable, unknown>>
  await db
    .insertInto('resource')
    .values({ tenant_id: tenantId, ...values })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'address']).doUpdateSet(values))
    .execute()
}

/** False where there is none. Its calendar stays on the server. */
export async function removeResource(db: Db, tenantId: string, address: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('resource')
    .where('tenant_id', '=', tenantId)
    .where('address', '=', address)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}

function readResource({
  tenant_id: _tenantId,
  notice_minutes: noticeMinutes,
  ahead_days: aheadDays,
  ...row
}: Selectable<ResourceTable>): StoredResource {
  return { ...row, noticeMinutes, aheadDays }
}
