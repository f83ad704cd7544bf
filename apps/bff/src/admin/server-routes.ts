import { adminServers, type ServerEndpoint, type ServerKind } from '@staffetta/contract'
import type { FastifyInstance } from 'fastify'
import type { CheckDeps } from '../checks/run.ts'
import { tryAccount, tryAccountBy } from '../checks/try-account.ts'
import { mayReach, tryServer } from '../checks/try-server.ts'
import { AppError } from '../http/app-error.ts'
import { mount } from '../http/mount.ts'
import { RateLimit } from '../http/rate-limit.ts'
import { recorded } from '../register/record.ts'
import { endpointFlaw, putServer, removeServer, tenantServers } from './servers.ts'
import { dropServiceAccount, putServiceAccount } from './service-accounts.ts'
import { knownTenant } from './tenants.ts'

/** Where a body's servers are, tried before they are set; and the accounts the product signs in with. */
export function mountAdminServers(app: FastifyInstance, deps: CheckDeps): void {
  const { db, config } = deps
  const limit = new RateLimit({ burst: 30, perMinute: 12 })
  const shown = async (tenantId: string) => tenantServers(await knownTenant(db, tenantId))

  mount(app, adminServers.getServers, async ({ params }) => shown(params.tenantId))

  mount(app, adminServers.tryServer, async ({ administrator: { actor }, params, body }) => {
    const tenant = await knownTenant(db, params.tenantId)
    limit.take(tenant.id)
    const endpoint = endpointIn(params.kind, body)
    const outcomes = await tryServer(deps, tenant, params.kind, endpoint)
    const found = outcomes.map(({ check, state, step }) => ({ check, state, step }))
    const details = { tried: endpoint, found }
    const deed = { act: 'tenant/checked', actor, tenantId: tenant.id, subject: params.kind, details } as const
    await recorded(db, deed, async () => undefined)
    return outcomes
  })

  mount(app, adminServers.putServer, async ({ administrator, params, body }) => {
    const tenant = await knownTenant(db, params.tenantId)
    limit.take(tenant.id)
    const endpoint = endpointIn(params.kind, body)
    await mayReach(deps, tenant, endpoint)
    await putServer(db, administrator.actor, tenant, params.kind, endpoint)
    return shown(tenant.id)
  })

  mount(app, adminServers.removeServer, async ({ administrator, params }) => {
    await removeServer(db, administrator.actor, await knownTenant(db, params.tenantId), params.kind)
    return shown(params.tenantId)
  })

  mount(app, adminServers.tryAccount, async ({ administrator: { actor }, params, body }) => {
    const tenant = await knownTenant(db, params.tenantId)
    limit.take(tenant.id)
    const given = { account: params.account, user: body.user.trim(), password: body.password }
    return { problem: await tryAccountBy(deps, actor, tenant, given) }
  })

  mount(app, adminServers.putAccount, async ({ administrator, params, body }) => {
    const tenant = await knownTenant(db, params.tenantId)
    limit.take(tenant.id)
    const credential = { user: body.user.trim(), password: body.password }
    const problem = await tryAccount(deps, tenant, params.account, credential)
    if (problem?.step === 'sign-in') throw new AppError('admin/account-refused')
    const account = { ...credential, key: config.key, kind: params.account }
    await putServiceAccount(db, administrator.actor, tenant, account)
    return shown(tenant.id)
  })

  mount(app, adminServers.removeAccount, async ({ administrator, params }) => {
    await dropServiceAccount(db, administrator.actor, await knownTenant(db, params.tenantId), params.account)
    return shown(params.tenantId)
  })
}

function endpointIn(kind: ServerKind, { host, ...more }: ServerEndpoint): ServerEndpoint {
  const endpoint = { host: host.toLowerCase(), ...more }
  if (endpointFlaw(kind, endpoint) !== null) throw new AppError('request/invalid', { fields: ['tls'] })
  return endpoint
}
