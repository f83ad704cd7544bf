import { Readable } from 'node:stream'
import { adminChecks, adminEnrolments } from '@staffetta/contract'
import type { FastifyInstance } from 'fastify'
import type { CheckDeps } from '../checks/run.ts'
import type { Notices } from '../enrolment/notices.ts'
import { mount } from '../http/mount.ts'
import { RateLimit } from '../http/rate-limit.ts'
import { sendBytes } from '../mail/send-bytes.ts'
import { writeOfMissing } from './contact-letters.ts'
import { enrolmentDetail, enrolmentFile, enrolmentRows } from './enrolments.ts'
import { takeCheckedStep } from './domains.ts'
import { knownTenant, tenantDetail } from './tenants.ts'

/** The queue of bodies that ask, and what is decided about each. */
export function mountAdminEnrolments(
  app: FastifyInstance,
  { notices, ...checks }: CheckDeps & { notices: Notices },
): void {
  const { db } = checks
  const limit = new RateLimit({ burst: 3, perMinute: 1 })
  mount(app, adminEnrolments.listEnrolments, async () => ({ enrolments: await enrolmentRows(db) }))

  mount(app, adminEnrolments.getEnrolment, async ({ params }) => ({
    enrolment: await enrolmentDetail(db, params.tenantId),
  }))

  mount(app, adminEnrolments.getEnrolmentFile, async ({ params, reply }) => {
    const { file_name, bytes } = await enrolmentFile(db, params.tenantId, params.fileId)
    await sendBytes(reply, Readable.from([bytes], { objectMode: false }), {
      type: 'application/octet-stream',
      fileName: file_name,
      disposition: 'attachment',
      sizeBytes: bytes.length,
    })
  })

  mount(app, adminChecks.sendMissing, async ({ administrator: { actor }, params }) => {
    const tenant = await knownTenant(db, params.tenantId)
    limit.take(tenant.id)
    const sentTo = await writeOfMissing(db, actor, tenant, await notices.placeOf())
    notices.soon()
    return { sentTo }
  })

  mount(app, adminEnrolments.setState, async ({ administrator, params, body }) => {
    const { from, to, activatesAt } = body
    const step = {
      tenant: await knownTenant(db, params.tenantId),
      from,
      to,
      reason: body.reason.trim(),
      activatesAt: activatesAt === null ? null : new Date(activatesAt),
      waiver: body.withoutOwnership?.trim() ?? null,
    }
    await takeCheckedStep(db, administrator.actor, step, () => checks)
    notices.soon()
    return tenantDetail(db, params.tenantId)
  })
}
