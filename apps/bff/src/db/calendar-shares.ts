import { sql } from 'kysely'
import type { Db } from './open.ts'
import type { ShareAccess } from './schema.ts'

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
  tenantId: string,
  ownerId: string,
  href: string,
): Promise<OwnShare[]> {
  return db
    .selectFrom('calendar_share')
    .select(['grantee', 'access'])
    .where('tenant_id', '=', tenantId)
    .where('owner_id', '=', ownerId)
    .where('href', '=', href)
    .orderBy('grantee')
    .execute()
}

/** What others of the tenant share with one of these addresses, or with everyone. */
export async function listLent(
  db: Db,
  tenantId: string,
  ownId: string,
  addresses: readonly string[],
): Promise<LentShare[]> {
  return db
    .selectFrom('calendar_share as share')
    .innerJoin('account as owner', 'owner.id', 'share.owner_id')
    .leftJoin('preference', 'preference.account_id', 'owner.id')
    .select([
      'owner.address as ownerAddress',
      sql<string | null>`preference.value ->> 'displayName'`.as('ownerName'),
      'share.href as href',
      'share.grantee as grantee',
      'share.access as access',
    ])
    .where('share.tenant_id', '=', tenantId)
    .where('share.owner_id', '!=', ownId)
    .where('share.grantee', 'in', [...addresses, EVERYONE])
    .execute()
}

export async function putShare(
  db: Db,
  owner: { tenantId: string; accountId: string },
  href: string,
  { grantee, access }: OwnShare,
): Promise<void> {
  await db
    .insertInto('calendar_share')
    .values({ tenant_id: owner.tenantId, owner_id: owner.accountId, href, grantee, access })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'href', 'grantee']).doUpdateSet({ access, owner_id: owner.accountId }),
    )
    .execute()
}

export async function deleteShare(
  db: Db,
  owner: { tenantId: string; accountId: string },
  href: string,
  grantee: string,
): Promise<void> {
  await sharesOf(db, owner, href).where('grantee', '=', grantee).execute()
}

/** The calendar is gone. */
export async function deleteShares(
  db: Db,
  owner: { tenantId: string; accountId: string },
  href: string,
): Promise<void> {
  await sharesOf(db, owner, href).execute()
}

function sharesOf(db: Db, owner: { tenantId: string; accountId: string }, href: string) {
  return db
    .deleteFrom('calendar_share')
    .where('tenant_id', '=', owner.tenantId)
    .where('owner_id', '=', owner.accountId)
    .where('href', '=', href)
}
