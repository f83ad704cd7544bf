import { deleteMailLog, listMailLogsDue } from '../../db/mail-log.ts'
import type { Db } from '../../db/open.ts'
import { product, record } from '../../register/record.ts'

/** Removes what is older than it is kept, body by body; that it is gone is an entry in the register. */
export async function purgeMailLogs(db: Db, now = new Date()): Promise<void> {
  for (const due of await listMailLogsDue(db, now))
    await db.transaction().execute((tx) => purgeOf(tx, due, now))
}

export async function purgeOf(
  tx: Db,
  { tenantId, days }: { tenantId: string; days: number },
  now: Date,
): Promise<void> {
  const gone = await deleteMailLog(tx, tenantId, { days, now })
  if (gone === null) return
  const details = { days, rows: gone.rows, from: gone.from.toISOString(), to: gone.to.toISOString() }
  await record(tx, { act: 'mail-log/purged', actor: product, tenantId, details }, now)
}
