import type { Owner } from './blobs.ts'
import type { Db } from './open.ts'

export async function listFavourites(db: Db, owner: Owner): Promise<string[]> {
  const rows = await db
    .selectFrom('favourite')
    .select('uid')
    .where('tenant_id', '=', owner.tenantId)
    .where('account_id', '=', owner.accountId)
    .execute()
  return rows.map(({ uid }) => uid)
}

export async function putFavourite(db: Db, owner: Owner, uid: string): Promise<void> {
  await db
    .insertInto('favourite')
    .values({ tenant_id: owner.tenantId, account_id: owner.accountId, uid })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function deleteFavourite(db: Db, owner: Owner, uid: string): Promise<void> {
  await db
    .deleteFrom('favourite')
    .where('tenant_id', '=', owner.tenantId)
    .where('account_id', '=', owner.accountId)
    .where('uid', '=', uid)
    .execute()
}
