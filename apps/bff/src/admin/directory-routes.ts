import { adminDirectory, type DirectoryPlace } from '@staffetta/contract'
import type { FastifyInstance } from 'fastify'
import type { CheckDeps } from '../checks/run.ts'
import { listDirectoryBooks, tryDirectory } from '../checks/try-directory.ts'
import type { Tenant } from '../db/tenants.ts'
import { AppError } from '../http/app-error.ts'
import { mount } from '../http/mount.ts'
import { RateLimit } from '../http/rate-limit.ts'
import { recorded } from '../register/record.ts'
import { directoryFlaw, putDirectory, tenantDirectory } from './directory.ts'
import { knownTenant } from './tenants.ts'

/** Where a body's people are looked up: seen before it is set. */
export function mountAdminDirectory(app: FastifyInstance, deps: CheckDeps): void {
  const { db } = deps
  const limit = new RateLimit({ burst: 30, perMinute: 12 })
  const asked = async (tenantId: string): Promise<Tenant> => {
    const tenant = await knownTenant(db, tenantId)
    limit.take(tenant.id)
    return tenant
  }

  mount(app, adminDirectory.getDirectory, async ({ params }) =>
    tenantDirectory(await knownTenant(db, params.tenantId)),
  )

  mount(app, adminDirectory.listDirectoryBooks, async ({ params }) =>
    listDirectoryBooks(deps, await asked(params.tenantId)),
  )

  mount(app, adminDirectory.tryDirectory, async ({ administrator: { actor }, params, body }) => {
    const tenant = await asked(params.tenantId)
    checkForm(tenant, body)
    const trial = await tryDirectory(deps, tenant, body)
    const found = { count: trial.count, step: trial.problem?.step ?? null }
    const details = { tried: body, found }
    const deed = { act: 'tenant/checked', actor, tenantId: tenant.id, subject: 'directory', details } as const
    await recorded(db, deed, async () => undefined)
    return trial
  })

  mount(app, adminDirectory.putDirectory, async ({ administrator, params, body }) => {
    const tenant = await knownTenant(db, params.tenantId)
    if (checkForm(tenant, body) === 'unready') throw new AppError('admin/directory-unready')
    await putDirectory(db, administrator.actor, tenant, body)
    return tenantDirectory(await knownTenant(db, tenant.id))
  })
}

function checkForm(tenant: Tenant, place: DirectoryPlace): 'unready' | null {
  const flaw = directoryFlaw(tenant, place)
  if (flaw === null || flaw === 'unready') return flaw
  throw new AppError('request/invalid', { fields: [fields[flaw]] })
}

const fields = { both: 'ldap', path: 'book', filter: 'ldap' }
