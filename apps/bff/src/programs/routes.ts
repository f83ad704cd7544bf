import { programs } from '@staffetta/contract'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { TenantDirectory } from '../db/tenant-directory.ts'
import type { Tenant } from '../db/tenants.ts'
import { AppError } from '../http/app-error.ts'
import { mount } from '../http/mount.ts'
import { makeToken, readToken } from './profile-link.ts'
import { profileOf } from './profile.ts'
import { programServers } from './servers.ts'

interface Deps {
  key: Buffer
  tenants: TenantDirectory
}

export function mountPrograms(app: FastifyInstance, { key, tenants }: Deps): void {
  mount(app, programs.getPrograms, async ({ account: { address, tenant } }) => ({
    address,
    servers: programServers(tenant),
    passwords: tenant.identity?.passwords ?? true,
  }))
  mount(app, programs.getProfile, async ({ account: { address, tenant }, reply }) =>
    sendProfile(reply, tenant, address),
  )
  mount(app, programs.makeProfileLink, async ({ account }) => {
    const { token, until } = makeToken(key, account, new Date())
    return { path: `/api/programs/profiles/${token}`, until: until.toISOString() }
  })
  mount(app, programs.openProfile, async ({ params, reply }) => {
    const whose = readToken(key, params.token, new Date())
    const tenant = whose && (await tenants.byId(whose.tenantId))
    if (tenant === undefined) throw new AppError('request/not-found')
    return sendProfile(reply, tenant, whose!.address)
  })
}

function sendProfile(reply: FastifyReply, tenant: Tenant, address: string) {
  const profile = profileOf(tenant, address)
  if (profile === undefined) throw new AppError('request/not-found')
  return reply
    .header('content-type', 'application/x-apple-aspen-config; charset=utf-8')
    .header('content-disposition', `attachment; filename="${tenant.slug}.mobileconfig"`)
    .send(profile)
}
