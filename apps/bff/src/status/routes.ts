import { type ServiceStatus, status } from '@staffetta/contract'
import type { FastifyInstance } from 'fastify'
import { announcedAtSignIn } from '../announcements/shown.ts'
import type { Db } from '../db/open.ts'
import type { TenantDirectory } from '../db/tenant-directory.ts'
import { mount } from '../http/mount.ts'
import { statusOf } from './standing.ts'

interface Deps {
  db: Db
  tenants: TenantDirectory
  everySeconds: number
}

export function mountStatus(app: FastifyInstance, { db, tenants, everySeconds }: Deps): void {
  mount(app, status.getStatus, async ({ request }) => {
    const host = await tenants.byHost(request.hostname.toLowerCase())
    const here = host ?? (await tenants.provider())
    const services: ServiceStatus[] = here === undefined ? [] : await statusOf(db, here, everySeconds)
    return {
      body: here?.name ?? null,
      services,
      announcements: await announcedAtSignIn(db, here?.id ?? null),
    }
  })
}
