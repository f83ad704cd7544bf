import { adminResources, type ResourceCalendars } from '@staffetta/contract'
import type { FastifyInstance } from 'fastify'
import type { Db } from '../db/open.ts'
import type { Tenant } from '../db/tenants.ts'
import { AppError } from '../http/app-error.ts'
import { mount } from '../http/mount.ts'
import { dropResource, setResource, tenantResources } from './resources.ts'
import { knownTenant } from './tenants.ts'

interface Deps {
  db: Db
  /** How it stands on the server with the calendar of each. */
  calendarsOf: (tenant: Tenant) => Promise<ResourceCalendars['calendars']>
}

/** The rooms, the cars and the things a body's people book. */
export function mountAdminResources(app: FastifyInstance, { db, calendarsOf }: Deps): void {
  mount(app, adminResources.listResources, async ({ params }) =>
    tenantResources(db, await knownTenant(db, params.tenantId)),
  )

  mount(app, adminResources.listCalendars, async ({ params }) => ({
    calendars: await calendarsOf(await knownTenant(db, params.tenantId)),
  }))

  mount(app, adminResources.putResource, async ({ administrator: { actor }, params, body }) => {
    const tenant = await knownTenant(db, params.tenantId)
    await setResource(db, actor, tenant, { ...body, address: params.address })
    return tenantResources(db, tenant)
  })

  mount(app, adminResources.removeResource, async ({ administrator: { actor }, params }) => {
    const tenant = await knownTenant(db, params.tenantId)
    if (!(await dropResource(db, actor, tenant, params.address.toLowerCase())))
      throw new AppError('request/not-found')
    return tenantResources(db, tenant)
  })
}
