import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import type { Db } from './open.ts'
import type { TenantExportRow } from './schema/closing.ts'

/** A node that has not been heard of for so long writes no more: another begins anew. */
const deadSeconds = 60
const MOST_ATTEMPTS = 3

export async function findTenantExport(db: Db, tenantId: string): Promise<TenantExportRow | undefined> {
  return db.selectFrom('tenant_export').selectAll().where('tenant_id', '=', tenantId).executeTakeFirst()
}

/** In the place of the one before, which is thrown away. */
export async function askForExport(tx: Db, tenantId: string, askedBy: string): Promise<void> {
  await removeTenantExport(tx, tenantId)
  await tx
    .insertInto('tenant_export')
    .values({
      tenant_id: tenantId,
      id: randomUUID(),
      state: 'waiting',
      asked_by: askedBy,
      asked_at: new Date(),
    })
    .execute()
}

export async function removeTenantExport(tx: Db, tenantId: string): Promise<void> {
  await tx.deleteFrom('tenant_export').where('tenant_id', '=', tenantId).execute()
  await tx.deleteFrom('tenant_export_chunk').where('tenant_id', '=', tenantId).execute()
}

/** One that waits, or that a node began and never ended; whoever gets it writes it. */
export async function claimTenantExport(db: Db): Promise<TenantExportRow | undefined> {
  await sql`
    update tenant_export set state = 'failed' where state = 'writing' and attempts >= ${MOST_ATTEMPTS}
    and beat_at < now() - make_interval(secs => ${deadSeconds})`.execute(db)
  const { rows } = await sql<TenantExportRow>`
    update tenant_export set state = 'writing', beat_at = now(), attempts = attempts + 1, id = ${randomUUID()}
    where tenant_id = (
      select tenant_id from tenant_export
      where state = 'waiting'
      or (state = 'writing' and beat_at < now() - make_interval(secs => ${deadSeconds}))
      order by asked_at limit 1 for update skip locked)
    returning *`.execute(db)
  return rows[0]
}

export interface Writing {
  tenantId: string
  id: string
}

/** The next piece; throws where the export was taken from this node meanwhile. */
export async function writeExportChunk(
  db: Db,
  { tenantId, id }: Writing,
  { seq, bytes }: { seq: number; bytes: Buffer },
): Promise<void> {
  await beatTenantExport(db, { tenantId, id }, bytes.length)
  await db
    .insertInto('tenant_export_chunk')
    .values({ tenant_id: tenantId, export_id: id, seq, bytes })
    .execute()
}

export async function beatTenantExport(db: Db, { tenantId, id }: Writing, bytes = 0): Promise<void> {
  const { rows } = await sql`
    update tenant_export set beat_at = now(), size_bytes = size_bytes + ${bytes}
    where tenant_id = ${tenantId} and id = ${id} and state = 'writing' returning 1`.execute(db)
  if (rows.length === 0) throw new Error('The export is another’s now.')
}

/** What an attempt before left is of no use. */
export async function clearExportChunks(db: Db, { tenantId, id }: Writing): Promise<void> {
  await db
    .deleteFrom('tenant_export_chunk')
    .where('tenant_id', '=', tenantId)
    .where('export_id', '<>', id)
    .execute()
  await db.updateTable('tenant_export').set({ size_bytes: 0 }).where('tenant_id', '=', tenantId).execute()
}

export async function settleTenantExport(
  db: Db,
  { tenantId, id }: Writing,
  how: { state: 'ready'; sha256: string } | { state: 'failed' | 'waiting' },
): Promise<void> {
  await db
    .updateTable('tenant_export')
    .set({ ...how, ...(how.state === 'ready' && { ready_at: new Date() }) })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute()
}

export async function noteDownload(tx: Db, { tenantId, id }: Writing, by: string): Promise<void> {
  await tx
    .updateTable('tenant_export')
    .set({ downloaded_at: new Date(), downloaded_by: by })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute()
}

export function readTenantExport(db: Db, whose: Writing): Readable {
  return Readable.from(chunksOf(db, whose), { objectMode: false })
}

async function* chunksOf(db: Db, { tenantId, id }: Writing): AsyncIterable<Buffer> {
  for (let seq = 0; ; seq++) {
    const row = await db
      .selectFrom('tenant_export_chunk')
      .select('bytes')
      .where('tenant_id', '=', tenantId)
      .where('export_id', '=', id)
      .where('seq', '=', seq)
      .executeTakeFirst()
    if (row === undefined) return
    yield row.bytes
  }
}
