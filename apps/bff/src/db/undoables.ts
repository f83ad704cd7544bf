import { sql } from 'kysely'
import type { Owner } from './blobs.ts'
import type { Db } from './open.ts'

export type UndoArea = 'calendar' | 'contacts'

/** Keeps it, and of what the person did before only the last so many, and of those only the last so many bytes. */
export async function keepUndoable(
  db: Db,
  { tenantId, accountId }: Owner,
  { tokenHash, area, sealed }: { tokenHash: Buffer; area: UndoArea; sealed: Buffer },
  { most, mostBytes }: { most: number; mostBytes: number },
): Promise<void> {
  await sql`
    with kept as (
      insert into undoable (token_hash, tenant_id, account_id, area, sealed)
      values (${tokenHash}, ${tenantId}, ${accountId}, ${area}, ${sealed})
    ), before as (
      select token_hash, row_number() over newest as place, sum(octet_length(sealed)) over newest as bytes
      from undoable where tenant_id = ${tenantId} and account_id = ${accountId} and area = ${area}
      window newest as (order by kept_at desc, token_hash)
    )
    delete from undoable using before
    where undoable.token_hash = before.token_hash
    and (before.place >= ${most} or before.bytes + ${sealed.length} > ${mostBytes})`.execute(db)
}

/** Once, whoever of all nodes is first; undefined where it is older than `seconds` or somebody else's. */
export async function takeUndoable(
  db: Db,
  { tenantId, accountId }: Owner,
  { tokenHash, area, seconds }: { tokenHash: Buffer; area: UndoArea; seconds: number },
): Promise<Buffer | undefined> {
  const row = await db
    .deleteFrom('undoable')
    .where('token_hash', '=', tokenHash)
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', accountId)
    .where('area', '=', area)
    .returning(['sealed', sql<boolean>`kept_at > now() - make_interval(secs => ${seconds})`.as('is_young')])
    .executeTakeFirst()
  return row?.is_young ? row.sealed : undefined
}

export async function deleteOldUndoables(db: Db, seconds: number): Promise<void> {
  await db
    .deleteFrom('undoable')
    .where('kept_at', '<', sql<Date>`now() - make_interval(secs => ${seconds})`)
    .execute()
}
