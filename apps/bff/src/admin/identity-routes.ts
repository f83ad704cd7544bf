import { adminIdentity, auth, type TenantIdentity } from '@staffetta/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Providers } from '../auth/oidc/provider.ts'
import type { CheckDeps } from '../checks/run.ts'
import { tryAccount, tryAccountBy } from '../checks/try-account.ts'
import type { Config } from '../config.ts'
import type { Tenant } from '../db/tenants.ts'
import { AppError } from '../http/app-error.ts'
import { mount } from '../http/mount.ts'
import { RateLimit } from '../http/rate-limit.ts'
import { providerFlaw, putIdentity, removeIdentity, removeMaster, secretFor } from './identity.ts'
import { putServiceAccount } from './service-accounts.ts'
import { knownTenant } from './tenants.ts'

interface Deps extends CheckDeps {
  config: Config
  providers: Providers
}

/** How a body's people come in: with their password, or at its own identity provider, which is asked before it is set. */
export function mountAdminIdentity(app: FastifyInstance, deps: Deps): void {
  const { db, config, providers } = deps
  const limit = new RateLimit({ burst: 30, perMinute: 12 })
  const shown = async (tenantId: string, request: FastifyRequest) =>
    shownIdentity(await knownTenant(db, tenantId), originsOf(config, request))

  mount(app, adminIdentity.getIdentity, async ({ params, request }) => shown(params.tenantId, request))

  mount(app, adminIdentity.putIdentity, async ({ administrator, params, body, request }) => {
    const tenant = await knownTenant(db, params.tenantId)
    limit.take(tenant.id)
    const { secret: given, confidential, ...said } = body
    const wanted = { ...said, clientId: said.clientId.trim(), scopes: said.scopes.trim() }
    const flaw = providerFlaw(tenant, wanted)
    if (flaw === 'master') throw new AppError('admin/master-missing')
    if (flaw !== null) throw new AppError('request/invalid', { fields: [fields[flaw]] })
    const secret = confidential ? secretFor(tenant, wanted, given, config.key) : null
    const issuer = await providers.introduce({ ...wanted, secret })
    await putIdentity(db, config.key, administrator.actor, tenant, { ...wanted, issuer, secret })
    return shown(tenant.id, request)
  })

  mount(app, adminIdentity.removeIdentity, async ({ administrator, params, request }) => {
    await removeIdentity(db, administrator.actor, await knownTenant(db, params.tenantId))
    return shown(params.tenantId, request)
  })

  mount(app, adminIdentity.tryMaster, async ({ administrator: { actor }, params, body }) => {
    const tenant = await knownTenant(db, params.tenantId)
    limit.take(tenant.id)
    return { problem: await tryAccountBy(deps, actor, tenant, { ...body, account: 'master' }) }
  })

  mount(app, adminIdentity.putMaster, async ({ administrator, params, body, request }) => {
    const tenant = await knownTenant(db, params.tenantId)
    limit.take(tenant.id)
    const problem = await tryAccount(deps, tenant, 'master', body)
    if (problem?.step === 'sign-in') throw new AppError('admin/account-refused')
    const account = { ...body, key: config.key, kind: 'master' } as const
    await putServiceAccount(db, administrator.actor, tenant, account)
    return shown(tenant.id, request)
  })

  mount(app, adminIdentity.removeMaster, async ({ administrator, params, request }) => {
    await removeMaster(db, administrator.actor, await knownTenant(db, params.tenantId))
    return shown(params.tenantId, request)
  })
}

const fields = { issuer: 'issuer', 'clear-text': 'issuer', scopes: 'scopes', claim: 'addressClaim' }

function shownIdentity(
  { identity, serviceAccounts, hosts }: Tenant,
  origins: (hosts: string[]) => string[],
): TenantIdentity {
  const [first = '', ...more] = origins(hosts)
  return {
    provider: identity && {
      issuer: identity.issuer,
      clientId: identity.clientId,
      confidential: identity.sealedSecret !== null,
      scopes: identity.scopes,
      addressClaim: identity.addressClaim,
      trustsAddress: identity.trustsAddress,
      servers: identity.servers,
      passwords: identity.passwords,
    },
    master: serviceAccounts.master?.user ?? null,
    register: {
      redirects: [first, ...more].map((origin) => `${origin}${auth.finishIdentity.path}`),
      logout: `${first}${auth.endIdentity.path}`,
      afterwards: [first, ...more].map((origin) => `${origin}/login`),
    },
  }
}

/** Where browsers are sent back to: the public address, and the names of the body's own. */
function originsOf({ publicUrl }: Config, { protocol, host }: FastifyRequest) {
  const base = publicUrl ?? new URL(`${protocol}://${host}`)
  return (hosts: string[]): string[] => [
    base.origin,
    ...hosts.map((name) => `${base.protocol}//${name}${base.port === '' ? '' : `:${base.port}`}`),
  ]
}
