import { adminClosing } from '@staffetta/contract'
import type { FastifyInstance } from 'fastify'
import { knownTenant } from '../admin/tenants.ts'
import type { Db } from '../db/open.ts'
import { findTenantExport, noteDownload, readTenantExport } from '../db/tenant-exports.ts'
import { AppError } from '../http/app-error.ts'
import { mount } from '../http/mount.ts'
import { sendBytes } from '../mail/send-bytes.ts'
import { registerPublicKey } from '../register/anchor.ts'
import { recorded } from '../register/record.ts'
import { askForTenantExport, closingOf, setClosingEnd } from './closing.ts'
import { deleteTenant } from './delete-tenant.ts'

interface Deps {
  db: Db
  key: Buffer
  /** Whoever of the body is in is out, at every node; what is remembered of it is forgotten within the hour. */
  onDeleted: (tenantId: string) => void
}

/** A body leaves: its last day, a copy of what is held of it, and its end. */
export function mountAdminClosing(app: FastifyInstance, { db, key, onDeleted }: Deps): void {
  const publicKey = registerPublicKey(key)
  const closing = async (tenantId: string) => closingOf(db, await knownTenant(db, tenantId), publicKey)

  mount(app, adminClosing.getClosing, async ({ params }) => closing(params.tenantId))

  mount(app, adminClosing.setEnd, async ({ administrator: { actor }, params, body }) => {
    const end = { closesAt: new Date(body.closesAt), reason: body.reason.trim() }
    await setClosingEnd(db, actor, await knownTenant(db, params.tenantId), end)
    return closing(params.tenantId)
  })

  mount(app, adminClosing.askForExport, async ({ administrator: { actor }, params }) => {
    await askForTenantExport(db, actor, await knownTenant(db, params.tenantId))
    return closing(params.tenantId)
  })

  mount(app, adminClosing.downloadExport, async ({ administrator: { actor }, params, reply }) => {
    const { id: tenantId, slug } = await knownTenant(db, params.tenantId)
    const row = await findTenantExport(db, tenantId)
    if (row?.state !== 'ready') throw new AppError('admin/export-missing')
    const whose = { tenantId, id: row.id }
    await sendBytes(reply, readTenantExport(db, whose), {
      type: 'application/zip',
      fileName: `${slug}.zip`,
      disposition: 'attachment',
      sizeBytes: Number(row.size_bytes),
      fresh: true,
    })
    // One that broke off was not taken away.
    if (!reply.raw.writableFinished) return
    const details = { sha256: row.sha256, sizeBytes: Number(row.size_bytes) }
    await recorded(db, { act: 'tenant/export-downloaded', actor, tenantId, details }, (tx) =>
      noteDownload(tx, whose, actor.name),
    )
  })

  mount(app, adminClosing.deleteTenant, async ({ administrator: { actor }, params, body }) => {
    const tenant = await knownTenant(db, params.tenantId)
    const decision = {
      ...body,
      reason: body.reason.trim(),
      withoutExport: body.withoutExport?.trim() ?? null,
    }
    await deleteTenant({ db, key }, actor, tenant, decision)
    onDeleted(tenant.id)
    return closing(tenant.id)
  })
}
