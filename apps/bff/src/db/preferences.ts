import { sql } from 'kysely'
import type { Db } from './open.ts'

export async function findPreferences(db: Db, accountId: string): Promise<unknown> {
  const row = await db
    .selectFrom('preference')
    .select('value')
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return row?.value
}

/** One choice less: what the body has counts again. */
export async function removePreference(db: Db, accountId: string, name: string): Promise<void> {
  await db
    .updateTable('preference')
    .set({ value: sql<string>`value - ${name}::text` })
    .where('account_id', '=', accountId)
    .execute()
}

export async function putPreferences(
  db: Db,
  tenantId: string,
  accountId: string,
  value: object,
): Promise<void> {
  const text = JSON.stringify(value)
  await db
    .insertInto('preference')
    .values({ account_id: accountId, tenant_id: tenantId, value: text })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet({ value: text }))
    .execute()
}
