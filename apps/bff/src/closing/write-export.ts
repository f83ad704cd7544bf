import { createHash } from 'node:crypto'
import { chunked } from '../db/blobs.ts'
import {
  beatTenantExport,
  claimTenantExport,
  clearExportChunks,
  settleTenantExport,
  writeExportChunk,
} from '../db/tenant-exports.ts'
import { findTenant } from '../db/tenants.ts'
import { archiveOf } from '../mail/send-bytes.ts'
import { type ExportDeps, filesOfTenant } from './export-files.ts'

const BEAT_MS = 10_000
const MOST_ATTEMPTS = 3

/** Writes the exports that wait, into the database: whichever node gets to it, and whichever somebody downloads it from. */
export async function writeWaitingExports(deps: ExportDeps, onBug: (error: unknown) => void): Promise<void> {
  const { db } = deps.contactsDeps
  for (let row = await claimTenantExport(db); row !== undefined; row = await claimTenantExport(db)) {
    const writing = { tenantId: row.tenant_id, id: row.id }
    // A server that is slow to give a calendar writes nothing meanwhile.
    const beat = setInterval(() => void beatTenantExport(db, writing).catch(() => undefined), BEAT_MS)
    try {
      const sha256 = await write(deps, writing)
      await settleTenantExport(db, writing, { state: 'ready', sha256 })
    } catch (error) {
      onBug(error)
      const state = row.attempts < MOST_ATTEMPTS ? 'waiting' : 'failed'
      await settleTenantExport(db, writing, { state })
    } finally {
      clearInterval(beat)
    }
  }
}

async function write(deps: ExportDeps, writing: { tenantId: string; id: string }): Promise<string> {
  const { db } = deps.contactsDeps
  const tenant = await findTenant(db, 'id', writing.tenantId)
  if (tenant === undefined) throw new Error('The body is gone.')
  await clearExportChunks(db, writing)
  const hash = createHash('sha256')
  let seq = 0
  for await (const bytes of chunked(archiveOf(filesOfTenant(deps, tenant)))) {
    hash.update(bytes)
    await writeExportChunk(db, writing, { seq: seq++, bytes })
  }
  return hash.digest('hex')
}
