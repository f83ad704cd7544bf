import type { Owner } from './blobs.ts'
import type { Db } from './open.ts'
import type { DavService } from './schema/dav.ts'

export interface KnownHome {
  accountId: string
  address: string
  href: string
}

/** Where the calendars, or address books, of a tenant's people are: of those who opened theirs once. */
export async function findDavHome(
  db: Db,
  service: DavService,
  tenantId: string,
  address: string,
): Promise<KnownHome | undefined> {
  return homes(db, service, tenantId).where('account.address', '=', address).executeTakeFirst()
}

/** Some of them: they show how a server builds such paths. */
export async function listDavHomes(db: Db, service: DavService, tenantId: string): Promise<KnownHome[]> {
  return homes(db, service, tenantId).limit(20).execute()
}

export async function putDavHome(db: Db, service: DavService, owner: Owner, href: string): Promise<void> {
  await db
    .insertInto('dav_home')
    .values({ service, account_id: owner.accountId, tenant_id: owner.tenantId, href })
    .onConflict((conflict) => conflict.columns(['account_id', 'service']).doUpdateSet({ href }))
    .execute()
}

function homes(db: Db, service: DavService, tenantId: string) {
  return db
    .selectFrom('dav_home')
    .innerJoin('account', 'account.id', 'dav_home.account_id')
    .select(['account.id as accountId', 'account.address as address', 'dav_home.href as href'])
    .where('dav_home.service', '=', service)
    .where('dav_home.tenant_id', '=', tenantId)
}
