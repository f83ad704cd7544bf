import type { Owner } from './blobs.ts'
import type { Db } from './open.ts'

/** Hashes of two cards, the lesser first. */
export type NotSame = readonly [one: string, other: string]

/** Nobody looks through so many; whoever says so by machine fills no table. */
const MOST_KEPT = 5_000

export async function listNotSame(db: Db, { tenantId, accountId }: Owner): Promise<NotSame[]> {
  const rows = await db
    .selectFrom('contact_not_same')
    .select(['one', 'other'])
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', accountId)
    .limit(MOST_KEPT)
    .execute()
  return rows.map(({ one, other }) => [one, other])
}

export async function putNotSame(db: Db, owner: Owner, [one, other]: NotSame): Promise<void> {
  if ((await listNotSame(db, owner)).length >= MOST_KEPT) return
  await db
    .insertInto('contact_not_same')
    .values({ tenant_id: owner.tenantId, account_id: owner.accountId, one, other })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function deleteNotSame(
  db: Db,
  { tenantId, accountId }: Owner,
  [one, other]: NotSame,
): Promise<void> {
  await db
    .deleteFrom('contact_not_same')
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', accountId)
    .where('one', '=', one)
    .where('other', '=', other)
    .execute()
}
