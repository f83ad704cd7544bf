import { sql } from 'kysely'
import type { Owner } from './blobs.ts'
import type { Db } from './open.ts'

/** Reminders that were put away (null) or off until a time. */
export async function listReminderStates(db: Db, owner: Owner): Promise<Map<string, Date | null>> {
  const rows = await db
    .selectFrom('reminder_state')
    .select(['key', 'again_at'])
    .where('tenant_id', '=', owner.tenantId)
    .where('account_id', '=', owner.accountId)
    .execute()
  return new Map(rows.map(({ key, again_at }) => [key, again_at]))
}

export async function putReminderStates(
  db: Db,
  owner: Owner,
  keys: readonly string[],
  again: Date | null,
): Promise<void> {
  const rows = [...new Set(keys)].map((key) => ({
    account_id: owner.accountId,
    tenant_id: owner.tenantId,
    key,
    again_at: again,
    set_at: new Date(),
  }))
  await db
    .insertInto('reminder_state')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['account_id', 'key'])
        .doUpdateSet({ again_at: again, set_at: sql<Date>`excluded.set_at` }),
    )
    .execute()
}

/** What is older than a reminder can be put off says nothing any more. */
export async function deleteOldReminderStates(db: Db, days: number): Promise<void> {
  await sql`delete from reminder_state where set_at < now() - make_interval(days => ${days})`.execute(db)
}
