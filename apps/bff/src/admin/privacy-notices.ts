import { createHash } from 'node:crypto'
import type { PublishedNotice } from '@staffetta/contract'
import type { Db } from '../db/open.ts'
import { insertNotice, listNotices } from '../db/privacy-notices.ts'
import { listTenants, type Tenant } from '../db/tenants.ts'
import type { Actor } from '../http/actor.ts'
import { recorded } from '../register/record.ts'

export async function publishedNotices(
  db: Db,
  tenant: Tenant,
): Promise<{ notices: PublishedNotice[]; instead: string | null }> {
  const notices = await listNotices(db, tenant.id)
  const provider = (await listTenants(db)).find(({ isProvider, id }) => isProvider && id !== tenant.id)
  const stands =
    notices.length === 0 && provider !== undefined && (await listNotices(db, provider.id)).length > 0
  return {
    notices: notices.map(({ publishedAt, ...notice }) => ({
      ...notice,
      publishedAt: publishedAt.toISOString(),
    })),
    instead: stands ? provider.name : null,
  }
}

/** Another version. The register keeps its print, so that one can show later that a text is the one that was published. */
export async function publishNotice(
  db: Db,
  actor: Actor,
  tenant: Tenant,
  text: { it: string; en: string | null },
): Promise<number> {
  const version = ((await listNotices(db, tenant.id))[0]?.version ?? 0) + 1
  const print = (words: string) => createHash('sha256').update(words).digest('hex')
  const deed = {
    act: 'tenant/notice-published',
    actor,
    tenantId: tenant.id,
    subject: String(version),
    details: { sha256: { it: print(text.it), en: text.en === null ? null : print(text.en) } },
  } as const
  await recorded(db, deed, (tx) => insertNotice(tx, tenant.id, { version, ...text }))
  return version
}
