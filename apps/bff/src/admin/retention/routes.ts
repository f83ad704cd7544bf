import { adminRetention, type Retention } from '@staffetta/contract'
import type { FastifyInstance } from 'fastify'
import { mailLogRule } from '../../db/mail-log.ts'
import type { Db } from '../../db/open.ts'
import { mount } from '../../http/mount.ts'
import { knownTenant } from '../tenants.ts'
import { setMailLogDays } from './mail-log-rule.ts'
import { exportMailLog, searchMailLog, type MailLogSearch } from './search-mail-log.ts'

interface Deps {
  db: Db
  /** What whoever runs the installation decides, and the product itself. */
  kept: Omit<Retention, 'mailLog'>
}

/** How long things are kept, and looks into the log of mail. */
export function mountAdminRetention(app: FastifyInstance, { db, kept }: Deps): void {
  const retention = async (tenantId: string): Promise<Retention> => ({
    mailLog: await mailLogRule(db, tenantId),
    ...kept,
  })

  mount(app, adminRetention.getRetention, async ({ params }) =>
    retention((await knownTenant(db, params.tenantId)).id),
  )

  mount(app, adminRetention.setMailLogDays, async ({ administrator: { actor }, params, body }) => {
    const tenant = await knownTenant(db, params.tenantId)
    await setMailLogDays(db, actor, tenant, body)
    return retention(tenant.id)
  })

  mount(app, adminRetention.searchMailLog, async ({ administrator: { actor }, params, body }) =>
    searchMailLog(db, actor, await knownTenant(db, params.tenantId), searchOf(body)),
  )

  mount(app, adminRetention.exportMailLog, async ({ administrator: { actor }, params, body, reply }) => {
    const tenant = await knownTenant(db, params.tenantId)
    const text = await exportMailLog(db, actor, tenant, { ...searchOf(body), language: body.language })
    return reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="${tenant.slug}-mail.csv"`)
      .send(text)
  })
}

function searchOf(wanted: { from: string; to: string; text: string; reason: string }): MailLogSearch {
  return {
    from: new Date(wanted.from),
    to: new Date(wanted.to),
    text: wanted.text.trim(),
    reason: wanted.reason.trim(),
  }
}
