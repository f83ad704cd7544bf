import { sql, type Updateable } from 'kysely'
import type { Owner } from './blobs.ts'
import type { Db } from './open.ts'
import type { CalendarImportRow, Database } from './schema.ts'

export async function insertImport(
  db: Db,
  owner: Owner,
  row: { blobId: string; fileName: string; summary: object },
): Promise<CalendarImportRow> {
  return db
    .insertInto('calendar_import')
    .values({
      tenant_id: owner.tenantId,
      account_id: owner.accountId,
      blob_id: row.blobId,
      file_name: row.fileName,
      state: 'ready',
      summary: JSON.stringify(row.summary),
      href: null,
      new_name: null,
      error: null,
      sealed: null,
      beat_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

export async function findImport(db: Db, owner: Owner, id: string): Promise<CalendarImportRow | undefined> {
  return db
    .selectFrom('calendar_import')
    .selectAll()
    .where('tenant_id', '=', owner.tenantId)
    .where('account_id', '=', owner.accountId)
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function listImports(db: Db, owner: Owner): Promise<CalendarImportRow[]> {
  return db
    .selectFrom('calendar_import')
    .selectAll()
    .where('tenant_id', '=', owner.tenantId)
    .where('account_id', '=', owner.accountId)
    .orderBy('created_at', 'desc')
    .limit(20)
    .execute()
}

/** One step from a named state; undefined where it is in another by now. */
export async function advanceImport(
  db: Db,
  id: string,
  from: string[],
  change: Updateable<Database['calendar_import']>,
): Promise<CalendarImportRow | undefined> {
  return db
    .updateTable('calendar_import')
    .set(change)
    .where('id', '=', id)
    .where('state', 'in', from)
    .returningAll()
    .executeTakeFirst()
}

/** Those whose node went away in the middle: whoever gets them here goes on with them. */
export async function takeStuckImports(db: Db, silentSeconds: number): Promise<CalendarImportRow[]> {
  return db
    .updateTable('calendar_import')
    .set({ beat_at: sql`now()` })
    .where('state', '=', 'running')
    .where('beat_at', '<', sql<Date>`now() - make_interval(secs => ${silentSeconds})`)
    .returningAll()
    .execute()
}

/** The file goes with it. */
export async function deleteImport(db: Db, owner: Owner, id: string): Promise<void> {
  await sql`
    delete from blob using calendar_import
    where calendar_import.id = ${id} and calendar_import.tenant_id = ${owner.tenantId}
    and calendar_import.account_id = ${owner.accountId} and blob.id = calendar_import.blob_id`.execute(db)
}

/** What nobody came back for: kept so long for what could not be stored of it. */
export async function deleteOldImports(db: Db, days: number): Promise<void> {
  await sql`
    delete from blob using calendar_import
    where blob.id = calendar_import.blob_id and calendar_import.state <> 'running'
    and calendar_import.created_at < now() - make_interval(days => ${days})`.execute(db)
}
