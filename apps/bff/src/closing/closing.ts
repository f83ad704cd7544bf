import type { Closing, TenantExport } from '@staffetta/contract'
import type { Db } from '../db/open.ts'
import { copiesOf } from '../db/own-exports.ts'
import type { TenantExportRow } from '../db/schema/closing.ts'
import { endSessionsOf, listDueClosings, lockTenant, setClosesAt } from '../db/tenant-states.ts'
import { findDeletion } from '../db/tenant-deletions.ts'
import { askForExport, findTenantExport } from '../db/tenant-exports.ts'
import { setServices, type Tenant } from '../db/tenants.ts'
import type { Actor } from '../http/actor.ts'
import { AppError } from '../http/app-error.ts'
import { product, record } from '../register/record.ts'
import { proofFile } from './proof.ts'

/** Where a body that leaves stands. */
export async function closingOf(db: Db, tenant: Tenant, publicKey: string): Promise<Closing> {
  const [copies, row, deletion] = await Promise.all([
    copiesOf(db, tenant.id),
    findTenantExport(db, tenant.id),
    findDeletion(db, tenant.id),
  ])
  return {
    closesAt: tenant.closesAt?.toISOString() ?? null,
    over: tenant.closesAt !== null && tenant.closesAt <= new Date(),
    people: copies.length,
    copied: copies.filter(({ copiedAt }) => copiedAt !== null).length,
    export: row === undefined ? null : exportOf(row),
    proof: deletion === undefined ? null : proofFile(deletion, publicKey),
  }
}

function exportOf(row: TenantExportRow): TenantExport {
  return {
    state: row.state,
    askedBy: row.asked_by,
    askedAt: row.asked_at.toISOString(),
    sizeBytes: Number(row.size_bytes),
    sha256: row.sha256,
    downloadedAt: row.downloaded_at?.toISOString() ?? null,
    downloadedBy: row.downloaded_by,
  }
}

/** Another last day, with its reason. */
export async function setClosingEnd(
  db: Db,
  actor: Actor,
  { id: tenantId }: Tenant,
  { closesAt, reason }: { closesAt: Date; reason: string },
): Promise<void> {
  await whileClosing(db, tenantId, async (tx, before) => {
    await setClosesAt(tx, tenantId, closesAt)
    const details = { before: before?.toISOString() ?? null, after: closesAt.toISOString() }
    await record(tx, { act: 'tenant/closing-set', actor, tenantId, reason, details })
  })
}

export async function askForTenantExport(db: Db, actor: Actor, { id: tenantId }: Tenant): Promise<void> {
  await whileClosing(db, tenantId, async (tx) => {
    await askForExport(tx, tenantId, actor.name)
    await record(tx, { act: 'tenant/export-asked', actor, tenantId })
  })
}

/** What is off stays where it is: on the last day the services end, and the people's sessions with them. */
export async function endDueServices(db: Db, now = new Date()): Promise<string[]> {
  const due = await listDueClosings(db, now)
  for (const tenantId of due)
    await db.transaction().execute(async (tx) => {
      await setServices(tx, tenantId, [])
      await endSessionsOf(tx, tenantId)
      await record(tx, { act: 'tenant/closing-ended', actor: product, tenantId }, now)
    })
  return due
}

async function whileClosing(
  db: Db,
  tenantId: string,
  work: (tx: Db, closesAt: Date | null) => Promise<void>,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const standing = await lockTenant(tx, tenantId)
    if (standing?.state !== 'closing') throw new AppError('admin/not-closing')
    await work(tx, standing.closes_at)
  })
}
