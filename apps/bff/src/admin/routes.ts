import { putWorkRules } from './work-rules.ts'
import { Readable } from 'node:stream'
import {
  adminNotices,
  adminPreferences,
  adminRoles,
  adminStatistics,
  adminTenants,
  adminRegister,
} from '@staffetta/contract'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../config.ts'
import type { Db } from '../db/open.ts'
import { AppError } from '../http/app-error.ts'
import { bodiesOf } from '../http/administrator.ts'
import { mount } from '../http/mount.ts'
import { registerPublicKey } from '../register/anchor.ts'
import { exportRegister } from '../register/export.ts'
import { recorded } from '../register/record.ts'
import { verifyRegister } from '../register/verify.ts'
import { endGrantOf, grantTo, inviteAnewOf, seenGrants } from './grants.ts'
import { setPreferenceRule } from './preference-rules.ts'
import { publishedNotices, publishNotice } from './privacy-notices.ts'
import { registerPage } from './register-page.ts'
import { offeredServices, switchService } from './services.ts'
import { crestIn } from './crest/read-crest.ts'
import { putCrest, putLook } from './look.ts'
import { statistics, statisticsTable } from './statistics.ts'
import { knownTenant, tenantDetail, tenantRows } from './tenants.ts'

export function mountAdmin(app: FastifyInstance, { db, config }: { db: Db; config: Config }): void {
  const publicKey = registerPublicKey(config.key)

  mount(app, adminTenants.listTenants, async ({ administrator }) => ({
    tenants: await tenantRows(db, administrator),
  }))

  mount(app, adminTenants.getTenant, async ({ params }) => tenantDetail(db, params.tenantId))

  mount(app, adminTenants.setBrand, async ({ administrator, params, body }) => {
    await putLook(db, administrator.actor, await knownTenant(db, params.tenantId), body)
    return tenantDetail(db, params.tenantId)
  })

  mount(app, adminTenants.setWorkRules, async ({ administrator, params, body }) => {
    await putWorkRules(db, administrator.actor, await knownTenant(db, params.tenantId), body)
    return tenantDetail(db, params.tenantId)
  })

  mount(app, adminTenants.putCrest, async ({ administrator, params, request }) => {
    const tenant = await knownTenant(db, params.tenantId)
    const content = request.body instanceof Readable ? request.body : Readable.from([])
    await putCrest(db, administrator.actor, tenant, await crestIn(content))
    return tenantDetail(db, tenant.id)
  })

  mount(app, adminTenants.removeCrest, async ({ administrator, params }) => {
    await putCrest(db, administrator.actor, await knownTenant(db, params.tenantId), null)
    return tenantDetail(db, params.tenantId)
  })

  mount(app, adminTenants.setService, async ({ administrator, params, body }) => {
    const tenant = await knownTenant(db, params.tenantId)
    const offered = offeredServices(tenant).find(({ service }) => service === params.service)!
    if (body.on && offered.obstacles.length > 0) throw new AppError('admin/service-unready')
    if (body.on !== offered.on)
      await switchService(db, administrator.actor, tenant, { ...body, service: params.service })
    return tenantDetail(db, tenant.id)
  })

  mount(app, adminStatistics.getStatistics, async ({ administrator }) => ({
    bodies: await statistics(db, bodiesOf(administrator)),
  }))
  mount(app, adminStatistics.exportStatistics, async ({ administrator, query, reply }) =>
    reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="staffetta.csv"')
      .send(statisticsTable(await statistics(db, bodiesOf(administrator)), query.language)),
  )

  mount(app, adminPreferences.listRules, async ({ params }) => ({
    rules: (await knownTenant(db, params.tenantId)).rules,
  }))
  mount(app, adminPreferences.setRule, async ({ administrator: { actor }, params, body }) => {
    const tenant = await knownTenant(db, params.tenantId)
    await setPreferenceRule(db, actor, tenant, { name: params.name, ...body })
    return { rules: (await knownTenant(db, params.tenantId)).rules }
  })

  mount(app, adminNotices.listNotices, async ({ params }) =>
    publishedNotices(db, await knownTenant(db, params.tenantId)),
  )
  mount(app, adminNotices.publishNotice, async ({ administrator: { actor }, params, body }) => {
    const tenant = await knownTenant(db, params.tenantId)
    await publishNotice(db, actor, tenant, body)
    return publishedNotices(db, tenant)
  })

  mount(app, adminRoles.listGrants, async ({ administrator }) => ({
    grants: await seenGrants(db, administrator),
  }))
  mount(app, adminRoles.grantRole, async ({ administrator, body }) => grantTo(db, administrator, body))
  mount(app, adminRoles.endRole, async ({ administrator, params }) =>
    endGrantOf(db, administrator, params.id),
  )
  mount(app, adminRoles.inviteAnew, async ({ administrator, params }) =>
    inviteAnewOf(db, administrator, params.id),
  )

  mount(app, adminRegister.listEntries, async ({ administrator, query }) =>
    registerPage(db, administrator, query),
  )

  mount(app, adminRegister.verify, async ({ administrator: { actor } }) => {
    const verdict = await verifyRegister(db, publicKey)
    const deed = { act: 'register/verified', actor, tenantId: null, details: { ...verdict } } as const
    await recorded(db, deed, async () => undefined)
    return verdict
  })

  mount(app, adminRegister.export, async ({ administrator, reply }) => {
    if (administrator.roles.every(({ scopeId }) => scopeId !== null)) throw new AppError('request/not-found')
    const { actor } = administrator
    await recorded(db, { act: 'register/exported', actor, tenantId: null }, async () => undefined)
    return reply
      .header('content-type', 'application/x-ndjson')
      .header('content-disposition', 'attachment; filename="register.jsonl"')
      .send(Readable.from(exportRegister(db, publicKey)))
  })
}
