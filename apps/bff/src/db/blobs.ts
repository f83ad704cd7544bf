import { Readable } from 'node:stream'
import { sql } from 'kysely'
import type { Db } from './open.ts'

/** Rows of this size cost PostgreSQL one round trip and a quarter of a megabyte of memory, whatever the file. */
const CHUNK_BYTES = 256 * 1024

export interface Owner {
  tenantId: string
  accountId: string
}

export interface Blob {
  id: string
  fileName: string
  type: string
  sizeBytes: number
}

export class BlobTooLarge extends Error {}

/**
 * Stores a stream of any length without holding it, in one transaction: there is never half a file.
 * Throws BlobTooLarge beyond `maxBytes`.
 */
export async function storeBlob(
  db: Db,
  owner: Owner,
  file: { fileName: string; type: string; content: AsyncIterable<Buffer>; maxBytes: number },
): Promise<Blob> {
  return db.transaction().execute(async (tx) => {
    const { id } = await tx
      .insertInto('blob')
      .values({
        tenant_id: owner.tenantId,
        account_id: owner.accountId,
        file_name: file.fileName,
        type: file.type,
        size_bytes: 0,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    let sizeBytes = 0
    let seq = 0
    for await (const bytes of chunked(file.content)) {
      sizeBytes += bytes.length
      if (sizeBytes > file.maxBytes) throw new BlobTooLarge()
      await tx.insertInto('blob_chunk').values({ blob_id: id, seq: seq++, bytes }).execute()
    }
    await tx.updateTable('blob').set({ size_bytes: sizeBytes }).where('id', '=', id).execute()
    return { id, fileName: file.fileName, type: file.type, sizeBytes }
  })
}

/** In pieces of one size, whatever they come in. */
export async function* chunked(content: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  let held: Buffer[] = []
  let length = 0
  for await (const piece of content) {
    held.push(piece)
    length += piece.length
    if (length < CHUNK_BYTES) continue
    yield Buffer.concat(held)
    held = []
    length = 0
  }
  if (length > 0) yield Buffer.concat(held)
}

/** Only the owner's: another account's id is as unknown as one that never was. */
export async function findBlob(db: Db, owner: Owner, id: string): Promise<Blob | undefined> {
  const row = await db
    .selectFrom('blob')
    .selectAll()
    .where('id', '=', id)
    .where('tenant_id', '=', owner.tenantId)
    .where('account_id', '=', owner.accountId)
    .executeTakeFirst()
  return row && { id: row.id, fileName: row.file_name, type: row.type, sizeBytes: Number(row.size_bytes) }
}

export function readBlob(db: Db, id: string): Readable {
  return Readable.from(chunksOf(db, id), { objectMode: false })
}

async function* chunksOf(db: Db, id: string): AsyncIterable<Buffer> {
  for (let seq = 0; ; seq++) {
    const row = await db
      .selectFrom('blob_chunk')
      .select('bytes')
      .where('blob_id', '=', id)
      .where('seq', '=', seq)
      .executeTakeFirst()
    if (row === undefined) return
    yield row.bytes
  }
}

export async function deleteBlob(db: Db, owner: Owner, id: string): Promise<void> {
  await db
    .deleteFrom('blob')
    .where('id', '=', id)
    .where('tenant_id', '=', owner.tenantId)
    .where('account_id', '=', owner.accountId)
    .execute()
}

/** Uploads nobody sent within the time, except those a submission or an import still needs. */
export async function deleteOldBlobs(db: Db, olderThanHours: number): Promise<void> {
  await sql`
    delete from blob where created_at < now() - make_interval(hours => ${olderThanHours})
    and not exists (select 1 from submission where submission.blob_id = blob.id)
    and not exists (select 1 from file_import where file_import.blob_id = blob.id)`.execute(db)
}
