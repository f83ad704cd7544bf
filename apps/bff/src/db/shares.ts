import { sql } from 'kysely'
import type { Owner } from './blobs.ts'
import type { Db } from './open.ts'
import type { DavService, ShareAccess } from './schema/dav.ts'

/** Whoever has a place in the body, now and later. */
export const EVERYONE = '*'

export interface OwnShare {
  grantee: string
  access: ShareAccess
}

export interface LentShare {
  ownerAddress: string
  /** As the person calls themselves; null where they never said. */
  ownerName: string | null
  href: string
  grantee: string
  access: ShareAccess
}

export async function listShares(
  db: Db,
  service: DavService,
  { tenantId, accountId }: Owner,
  href: string,
): Promise<OwnShare[]> {
  return db
    .selectFrom('share')
    .select(['grantee', 'access'])
    .where('service', '=', service)
    .where('tenant_id', '=', tenantId)
    .where('owner_id', '=', accountId)
    .where('href', '=', href)
    .orderBy('grantee')
    .execute()
}

/** All that somebody shares, with whom. */
export async function listSharesOf(
  db: Db,
  { tenantId, accountId }: Owner,
): Promise<{ service: DavService; grantee: string; access: ShareAccess }[]> {
  return db
    .selectFrom('share')
    .select(['service', 'grantee', 'access'])
    .where('tenant_id', '=', tenantId)
    .where('owner_id', '=', accountId)
    .orderBy('service')
    .orderBy('grantee')
    .execute()
}

/** What others of the tenant share with one of these addresses, or with everyone. */
export async function listLent(
  db: Db,
  service: DavService,
  { tenantId, accountId }: Owner,
  addresses: readonly string[],
): Promise<LentShare[]> {
  return db
    .selectFrom('share')
    .innerJoin('account as owner', 'owner.id', 'share.owner_id')
    .leftJoin('preference', 'preference.account_id', 'owner.id')
    .select([
      'owner.address as ownerAddress',
      sql<string | null>`preference.value ->> 'displayName'`.as('ownerName'),
      'share.href as href',
      'share.grantee as grantee',
      'share.access as access',
    ])
    .where('share.service', '=', service)
    .where('share.tenant_id', '=', tenantId)
    .where('share.owner_id', '!=', accountId)
    .where('share.grantee', 'in', [...addresses, EVERYONE])
    .execute()
}

export async function putShare(
  db: Db,
  service: DavService,
  owner: Owner,
  href: string,
  { grantee, access }: OwnShare,
): Promise<void> {
  await db
    .insertInto('share')
    .values({ service, tenant_id: owner.tenantId, owner_id: owner.accountId, href, grantee, access })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'href', 'grantee'])
        .doUpdateSet({ access, service, owner_id: owner.accountId }),
    )
    .execute()
}

export async function deleteShare(
  db: Db,
  service: DavService,
  owner: Owner,
  href: string,
  grantee: string,
): Promise<void> {
  await sharesOf(db, service, owner, href).where('grantee', '=', grantee).execute()
}

/** What was shared is gone. */
export async function deleteShares(db: Db, service: DavService, owner: Owner, href: string): Promise<void> {
  await sharesOf(db, service, owner, href).execute()
}

function sharesOf(db: Db, service: DavService, owner: Owner, href: string) {
  return db
    .deleteFrom('share')
    .where('service', '=', service)
    .where('tenant_id', '=', owner.tenantId)
    .where('owner_id', '=', owner.accountId)
    .where('href', '=', href)
}
