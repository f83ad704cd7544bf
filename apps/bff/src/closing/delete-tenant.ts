import type { Db } from '../db/open.ts'
import { insertDeletion } from '../db/tenant-deletions.ts'
import { findTenantExport } from '../db/tenant-exports.ts'
import { blankTenant, countTenantRows, deleteTenantRows } from '../db/tenant-rows.ts'
import { lockTenant } from '../db/tenant-states.ts'
import type { Tenant } from '../db/tenants.ts'
import type { Actor } from '../http/actor.ts'
import { AppError } from '../http/app-error.ts'
import { signText } from '../register/anchor.ts'
import { record } from '../register/record.ts'
import { type DeletionProof, untouched } from './proof.ts'

interface Decision {
  /** The body's name, typed. */
  name: string
  reason: string
  withoutExport: string | null
}

/**
 * Everything that is held of a body goes, in one transaction with the proof of it: what was there is counted, taken away, counted again,
 * and signed for as the register is.
 */
export async function deleteTenant(
  { db, key }: { db: Db; key: Buffer },
  actor: Actor,
  tenant: Tenant,
  { name, reason, withoutExport }: Decision,
  now = new Date(),
): Promise<void> {
  const { id: tenantId, slug, stateSince, isProvider } = tenant
  await db.transaction().execute(async (tx) => {
    const standing = await lockTenant(tx, tenantId)
    // Whoever serves the others does not go before them.
    if (standing?.state !== 'closing' || standing.closes_at === null || isProvider)
      throw new AppError('admin/not-closing')
    if (standing.closes_at > now)
      throw new AppError('admin/closing-early', { until: standing.closes_at.toISOString() })
    if (name.trim() !== standing.name) throw new AppError('admin/name-differs', { name: standing.name })
    const taken = await findTenantExport(tx, tenantId)
    const downloaded = taken?.state === 'ready' && taken.downloaded_at !== null ? taken : null
    if (downloaded === null && withoutExport === null) throw new AppError('admin/export-missing')

    const deleted = await countTenantRows(tx, tenantId)
    await deleteTenantRows(tx, tenantId)
    await blankTenant(tx, tenantId, { reason, now })
    const left = await countTenantRows(tx, tenantId)
    const proof: DeletionProof = {
      body: { id: tenantId, slug, name: standing.name },
      at: now.toISOString(),
      closingSince: stateSince.toISOString(),
      closesAt: standing.closes_at.toISOString(),
      decidedBy: actor.name,
      reason,
      export:
        downloaded === null
          ? null
          : {
              sha256: downloaded.sha256!,
              sizeBytes: Number(downloaded.size_bytes),
              downloadedAt: downloaded.downloaded_at!.toISOString(),
              downloadedBy: downloaded.downloaded_by!,
            },
      withoutExport: downloaded === null ? withoutExport : null,
      deleted: Object.fromEntries(Object.entries(deleted).filter(([, count]) => count > 0)),
      left,
      untouched,
    }
    const text = JSON.stringify(proof)
    await insertDeletion(tx, tenantId, { at: now, proof: text, signature: signText(key, 'deletion', text) })
    const rows = Object.values(deleted).reduce((sum, count) => sum + count, 0)
    const details = { rows, export: proof.export, withoutExport: proof.withoutExport }
    await record(tx, { act: 'tenant/deleted', actor, tenantId, subject: slug, reason, details }, now)
  })
}
