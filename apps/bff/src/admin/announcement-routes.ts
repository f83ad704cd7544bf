import { adminAnnouncements } from '@staffetta/contract'
import type { FastifyInstance } from 'fastify'
import type { Db } from '../db/open.ts'
import { mount } from '../http/mount.ts'
import {
  changeAnnouncement,
  publishAnnouncement,
  stopAnnouncement,
  type Tell,
  writtenAnnouncements,
} from './announcements.ts'
import { knownTenant } from './tenants.ts'

/** What is announced for a while: a body's own to its people, and the operators' to whom they choose. */
export function mountAdminAnnouncements(app: FastifyInstance, { db, tell }: { db: Db; tell: Tell }): void {
  const list = async (owner: string | null) => ({ announcements: await writtenAnnouncements(db, owner) })

  mount(app, adminAnnouncements.listOfBody, async ({ params }) =>
    list((await knownTenant(db, params.tenantId)).id),
  )
  mount(app, adminAnnouncements.publishForBody, async ({ administrator: { actor }, params, body }) => {
    const { id: tenantId } = await knownTenant(db, params.tenantId)
    await publishAnnouncement({ db, actor, tell }, { tenantId }, body)
    return list(tenantId)
  })
  mount(app, adminAnnouncements.changeOfBody, async ({ administrator: { actor }, params, body }) => {
    const { id: tenantId } = await knownTenant(db, params.tenantId)
    const { edition, ...draft } = body
    await changeAnnouncement({ db, actor, tell }, { tenantId }, { id: params.announcementId, edition, draft })
    return list(tenantId)
  })
  mount(app, adminAnnouncements.endOfBody, async ({ administrator: { actor }, params }) => {
    const { id } = await knownTenant(db, params.tenantId)
    await stopAnnouncement({ db, actor, tell }, id, params.announcementId)
    return list(id)
  })

  mount(app, adminAnnouncements.list, async () => list(null))
  mount(app, adminAnnouncements.publish, async ({ administrator: { actor }, body }) => {
    const { everybody, bodies, ...draft } = body
    await publishAnnouncement({ db, actor, tell }, { audience: { everybody, bodies } }, draft)
    return list(null)
  })
  mount(app, adminAnnouncements.change, async ({ administrator: { actor }, params, body }) => {
    const { everybody, bodies, edition, ...draft } = body
    const change = { id: params.announcementId, edition, draft }
    await changeAnnouncement({ db, actor, tell }, { audience: { everybody, bodies } }, change)
    return list(null)
  })
  mount(app, adminAnnouncements.end, async ({ administrator: { actor }, params }) => {
    await stopAnnouncement({ db, actor, tell }, null, params.announcementId)
    return list(null)
  })
}
