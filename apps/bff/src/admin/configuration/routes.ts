import { adminConfiguration } from '@staffetta/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Providers } from '../../auth/oidc/provider.ts'
import type { CheckDeps } from '../../checks/run.ts'
import { mayReach } from '../../checks/try-server.ts'
import { clientSecret } from '../../db/identity-providers.ts'
import { AppError } from '../../http/app-error.ts'
import { mount } from '../../http/mount.ts'
import { RateLimit } from '../../http/rate-limit.ts'
import { wholeOf } from '../../http/whole-of.ts'
import { knownTenant } from '../tenants.ts'
import { applyConfiguration, planConfiguration, type Outside } from './apply.ts'
import { configurationOf, written } from './export.ts'

const FILE_BYTES = 2_000_000

/** All that is set of a body, as a file. */
export function mountAdminConfiguration(
  app: FastifyInstance,
  deps: CheckDeps & { providers: Providers },
): void {
  const { db, config, providers } = deps
  const limit = new RateLimit({ burst: 20, perMinute: 12 })
  const outside: Outside = {
    reach: (tenant, endpoint) => mayReach(deps, tenant, endpoint),
    introduce: async ({ id, identity }, { secret, ...provider }) => {
      const kept = secret === null || identity === null ? null : clientSecret(id, identity, config.key)
      return providers.introduce({ ...provider, secret: kept ?? null })
    },
  }

  mount(app, adminConfiguration.exportConfiguration, async ({ params, reply }) => {
    const tenant = await knownTenant(db, params.tenantId)
    return reply
      .header('content-type', 'application/json; charset=utf-8')
      .header('content-disposition', `attachment; filename="${tenant.slug}.configuration.json"`)
      .send(written(await configurationOf(db, tenant)))
  })

  mount(app, adminConfiguration.planConfiguration, async ({ params, request }) => {
    const tenant = await knownTenant(db, params.tenantId)
    limit.take(tenant.id)
    return planConfiguration(db, tenant, await fileIn(request), outside)
  })

  mount(app, adminConfiguration.applyConfiguration, async ({ administrator, params, query, request }) => {
    const tenant = await knownTenant(db, params.tenantId)
    limit.take(tenant.id)
    const octets = await fileIn(request)
    await planConfiguration(db, tenant, octets, outside)
    return applyConfiguration(db, administrator.actor, tenant, octets, query.mark)
  })
}

function fileIn({ body }: FastifyRequest): Promise<Buffer> {
  return wholeOf(body, FILE_BYTES, () => new AppError('request/too-large'))
}
