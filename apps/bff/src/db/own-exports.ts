import { sql } from 'kysely'
import type { Db } from './open.ts'

interface Whose {
  tenantId: string
  accountId: string
}

/** A node that has not been heard of for so long writes no more. */
const deadSeconds = 60

/** False where another one is being written. */
export async function beginExport(db: Db, { tenantId, accountId }: Whose, id: string): Promise<boolean> {
  const begun = { id, started_at: new Date(), beat_at: new Date(), messages: 0, total_messages: 0, bytes: 0 }
  const row = await db
    .insertInto('own_export')
    .values({ tenant_id: tenantId, account_id: accountId, ...begun })
    .onConflict((conflict) =>
      conflict
        .column('account_id')
        .doUpdateSet({ ...begun, stopped: false })
        .where('own_export.beat_at', '<', sql<Date>`now() - ${deadSeconds} * interval '1 second'`),
    )
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Tells how far it is; answers whether it may go on. */
export async function beatExport(
  db: Db,
  accountId: string,
  id: string,
  far: { messages: number; totalMessages: number; bytes: number },
): Promise<boolean> {
  const row = await db
    .updateTable('own_export')
    .set({
      beat_at: new Date(),
      messages: far.messages,
      total_messages: far.totalMessages,
      bytes: far.bytes,
    })
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .returning('stopped')
    .executeTakeFirst()
  return row?.stopped === false
}

export async function endExport(db: Db, accountId: string, id: string): Promise<void> {
  await db.deleteFrom('own_export').where('account_id', '=', accountId).where('id', '=', id).execute()
}

/** The whole of it was taken away. */
export async function noteCopied(db: Db, { tenantId, accountId }: Whose): Promise<void> {
  await db
    .updateTable('account')
    .set({ copied_at: new Date() })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', accountId)
    .execute()
}

/** Who was ever here, and when each last took the whole of what is theirs. */
export async function copiesOf(
  db: Db,
  tenantId: string,
): Promise<{ address: string; copiedAt: Date | null }[]> {
  return db
    .selectFrom('account')
    .select(['address', 'copied_at as copiedAt'])
    .where('tenant_id', '=', tenantId)
    .where('signed_in_at', 'is not', null)
    .execute()
}

export async function stopExport(db: Db, accountId: string): Promise<void> {
  await db.updateTable('own_export').set({ stopped: true }).where('account_id', '=', accountId).execute()
}

export async function findExport(db: Db, accountId: string) {
  return db
    .selectFrom('own_export')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('beat_at', '>', sql<Date>`now() - ${deadSeconds} * interval '1 second'`)
    .executeTakeFirst()
}
