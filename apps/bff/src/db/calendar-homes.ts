import type { Db } from './open.ts'

export interface KnownHome {
  accountId: string
  address: string
  href: string
}

/** Where the calendars of a tenant's people are: of those who opened theirs once. */
export async function findCalendarHome(
  db: Db,
  tenantId: string,
  address: string,
): Promise<KnownHome | undefined> {
  return homes(db, tenantId).where('account.address', '=', address).executeTakeFirst()
}

/** Some of them: they show how a server builds such paths. */
export async function listCalendarHomes(db: Db, tenantId: string): Promise<KnownHome[]> {
  return homes(db, tenantId).limit(20).execute()
}

export async function putCalendarHome(
  db: Db,
  owner: { tenantId: string; accountId: string },
  href: string,
): Promise<void> {
  await db
    .insertInto('calendar_home')
    .values({ account_id: owner.accountId, tenant_id: owner.tenantId, href })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet({ href }))
    .execute()
}

function homes(db: Db, tenantId: string) {
  return db
    .selectFrom('calendar_home')
    .innerJoin('account', 'account.id', 'calendar_home.account_id')
    .select(['account.id as accountId', 'account.address as address', 'calendar_home.href as href'])
    .where('calendar_home.tenant_id', '=', tenantId)
}
