import { sql, type Updateable } from 'kysely'
import type { Owner } from './blobs.ts'
import type { Db } from './open.ts'
import type { Database } from './schema.ts'
import type { FileImportRow, ImportArea } from './schema/dav.ts'

export async function insertImport(
  db: Db,
  area: ImportArea,
  owner: Owner,
  row: { blobId: string; fileName: string; summary: object },
): Promise<FileImportRow> {
  return db
    .insertInto('file_import')
    .values({
      area,
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

export async function findImport(
  db: Db,
  area: ImportArea,
  owner: Owner,
  id: string,
): Promise<FileImportRow | undefined> {
  return db
    .selectFrom('file_import')
    .selectAll()
    .where('area', '=', area)
    .where('tenant_id', '=', owner.tenantId)
    .where('account_id', '=', owner.accountId)
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function listImports(db: Db, area: ImportArea, owner: Owner): Promise<FileImportRow[]> {
  return db
    .selectFrom('file_import')
    .selectAll()
    .where('area', '=', area)
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
  change: Updateable<Database['file_import']>,
): Promise<FileImportRow | undefined> {
  return db
    .updateTable('file_import')
    .set(change)
    .where('id', '=', id)
    .where('state', 'in', from)
    .returningAll()
    .executeTakeFirst()
}

export async function changeImport(
  db: Db,
  owner: Owner,
  id: string,
  change: Updateable<Database['file_import']>,
): Promise<void> {
  await db
    .updateTable('file_import')
    .set(change)
    .where('id', '=', id)
    .where('tenant_id', '=', owner.tenantId)
    .where('account_id', '=', owner.accountId)
    .execute()
}

/** Those whose node went away in the middle: whoever gets them here goes on with them. */
export async function takeStuckImports(
  db: Db,
  area: ImportArea,
  silentSeconds: number,
): Promise<FileImportRow[]> {
  return db
    .updateTable('file_import')
    .set({ beat_at: sql`now()` })
    .where('area', '=', area)
    .where('state', '=', 'running')
    .where('beat_at', '<', sql<Date>`now() - make_interval(secs => ${silentSeconds})`)
    .returningAll()
    .execute()
}

/** The file goes with it. */
export async function deleteImport(db: Db, owner: Owner, id: string): Promise<void> {
  await sql`
    delete from blob using file_import
    where file_import.id = ${id} and file_import.tenant_id = ${owner.tenantId}
    and file_import.account_id = ${owner.accountId} and blob.id = file_import.blob_id`.execute(db)
}

/** What nobody came back for: kept so long for what could not be stored of it. */
export async function deleteOldImports(db: Db, days: number): Promise<void> {
  await sql`
    delete from blob using file_import
    where blob.id = file_import.blob_id and file_import.state <> 'running'
    and file_import.created_at < now() - make_interval(days => ${days})`.execute(db)
}
