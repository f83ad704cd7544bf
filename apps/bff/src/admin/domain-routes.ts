import { adminDomains } from '@staffetta/contract'
import type { FastifyInstance } from 'fastify'
import type { CheckDeps } from '../checks/run.ts'
import type { Administrator } from '../http/administrator.ts'
import { AppError } from '../http/app-error.ts'
import { mount } from '../http/mount.ts'
import { RateLimit } from '../http/rate-limit.ts'
import { putDomain, removeDomain, tenantDomains, verifyDomain } from './domains.ts'
import { knownTenant } from './tenants.ts'

/** The domains a body's people sign in by, and how it is known that they are its own. */
export function mountAdminDomains(app: FastifyInstance, deps: CheckDeps): void {
  const { db } = deps
  const limit = new RateLimit({ burst: 30, perMinute: 12 })

  mount(app, adminDomains.listDomains, async ({ params }) => {
    await knownTenant(db, params.tenantId)
    return tenantDomains(deps, params.tenantId)
  })

  mount(app, adminDomains.putDomain, async ({ administrator, params, body }) => {
    const tenant = await knownTenant(db, params.tenantId)
    const domain = params.domain.toLowerCase()
    await putDomain(db, administrator.actor, tenant, { domain, shared: body.shared })
    return tenantDomains(deps, tenant.id)
  })

  mount(app, adminDomains.verifyDomain, async ({ administrator, params, body }) => {
    const waiver = body.withoutOwnership?.trim() ?? null
    if (waiver !== null) operatorOnly(administrator)
    const tenant = await knownTenant(db, params.tenantId)
    limit.take(tenant.id)
    await verifyDomain(deps, administrator.actor, tenant, { domain: params.domain, waiver })
    return tenantDomains(deps, tenant.id)
  })

  mount(app, adminDomains.removeDomain, async ({ administrator, params }) => {
    const tenant = await knownTenant(db, params.tenantId)
    await removeDomain(db, administrator.actor, tenant, params.domain)
    return tenantDomains(deps, tenant.id)
  })
}

/** Whoever administers one body takes nobody's word for what is that body's, and least of all their own. */
function operatorOnly({ roles }: Administrator): void {
  if (!roles.some(({ role }) => role === 'operator')) throw new AppError('auth/role-required')
}
