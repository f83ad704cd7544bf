import { sql } from 'kysely'
import type { Db } from './open.ts'

/** People who have signed in at least once, by tenant. */
export async function countPeople(db: Db): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('account')
    .select(['tenant_id', sql<string>`count(*)`.as('count')])
    .groupBy('tenant_id')
    .execute()
  return new Map(rows.map(({ tenant_id, count }) => [tenant_id, Number(count)]))
}

/** People with a session that has not ended. */
export async function countSignedIn(db: Db, tenantId: string): Promise<number> {
  const { count } = await db
    .selectFrom('session')
    .select(sql<string>`count(distinct account_id)`.as('count'))
    .where('tenant_id', '=', tenantId)
    .where('absolute_ends_at', '>', sql<Date>`now()`)
    .executeTakeFirstOrThrow()
  return Number(count)
}
