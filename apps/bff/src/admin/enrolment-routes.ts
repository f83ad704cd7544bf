import { Readable } from 'node:stream'
import { adminEnrolments } from '@staffetta/contract'
import type { FastifyInstance } from 'fastify'
import type { Db } from '../db/open.ts'
import type { Notices } from '../enrolment/notices.ts'
import { takeStep } from '../enrolment/transitions.ts'
import { mount } from '../http/mount.ts'
import { sendBytes } from '../mail/send-bytes.ts'
import { enrolmentDetail, enrolmentFile, enrolmentRows } from './enrolments.ts'
import { tenantDetail } from './tenants.ts'

/** The queue of bodies that ask, and what is decided about each. */
export function mountAdminEnrolments(
  app: FastifyInstance,
  { db, notices }: { db: Db; notices: Notices },
): void {
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

  mount(app, adminEnrolments.setState, async ({ administrator, params, body }) => {
    const { from, to, activatesAt } = body
    await takeStep(db, administrator.actor, {
      tenantId: params.tenantId,
      from,
      to,
      reason: body.reason.trim(),
      activatesAt: activatesAt === null ? null : new Date(activatesAt),
    })
    notices.soon()
    return tenantDetail(db, params.tenantId)
  })
}
