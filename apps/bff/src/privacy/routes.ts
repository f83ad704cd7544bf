import { privacy, type PrivacyNotice } from '@staffetta/contract'
import type { FastifyInstance } from 'fastify'
import type { Db } from '../db/open.ts'
import { findReading, insertReading, listNotices, type Notice } from '../db/privacy-notices.ts'
import type { TenantDirectory } from '../db/tenant-directory.ts'
import type { Tenant } from '../db/tenants.ts'
import type { Account } from '../http/account.ts'
import { AppError } from '../http/app-error.ts'
import { mount } from '../http/mount.ts'

interface Deps {
  db: Db
  tenants: TenantDirectory
}

export function mountPrivacy(app: FastifyInstance, deps: Deps): void {
  mount(app, privacy.getNotice, async ({ account }) => {
    const { publisher, notices } = await noticesFor(deps, account.tenant)
    const [current, ...before] = notices
    return {
      notice: current ? await shown(deps.db, account, publisher, current) : null,
      before: before.map(({ version, publishedAt }) => ({ version, publishedAt: publishedAt.toISOString() })),
    }
  })
  mount(app, privacy.getVersion, async ({ account, params }) => {
    const { publisher, notices } = await noticesFor(deps, account.tenant)
    const wanted = notices.find(({ version }) => version === params.version)
    if (wanted === undefined) throw new AppError('request/not-found')
    return shown(deps.db, account, publisher, wanted)
  })
  mount(app, privacy.takeNote, async ({ account, params }) => {
    const { publisher, notices } = await noticesFor(deps, account.tenant)
    if (notices[0]?.version !== params.version) throw new AppError('request/not-found')
    await insertReading(deps.db, account, publisher.id, params.version)
  })
}

/** The body's own; where it has none, those of whoever runs the service for all. */
async function noticesFor(
  { db, tenants }: Deps,
  tenant: Tenant,
): Promise<{ publisher: Tenant; notices: Notice[] }> {
  const own = await listNotices(db, tenant.id)
  const provider = own.length > 0 ? undefined : await tenants.provider()
  if (provider === undefined || provider.id === tenant.id) return { publisher: tenant, notices: own }
  return { publisher: provider, notices: await listNotices(db, provider.id) }
}

async function shown(
  db: Db,
  account: Account,
  publisher: Tenant,
  { version, publishedAt, it, en }: Notice,
): Promise<PrivacyNotice> {
  const readAt = await findReading(db, account, publisher.id, version)
  return {
    body: publisher.name,
    version,
    publishedAt: publishedAt.toISOString(),
    it,
    en,
    readAt: readAt?.toISOString() ?? null,
  }
}
