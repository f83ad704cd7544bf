import type { SavedSearch } from '@staffetta/contract'
import type { Owner } from './blobs.ts'
import type { Db } from './open.ts'

export async function listSavedSearches(db: Db, owner: Owner): Promise<SavedSearch[]> {
  const rows = await db
    .selectFrom('saved_search')
    .select(['id', 'name', 'text', 'book_id'])
    .where('tenant_id', '=', owner.tenantId)
    .where('account_id', '=', owner.accountId)
    .orderBy('name')
    .execute()
  return rows.map(({ book_id: bookId, ...row }) => ({ ...row, bookId }))
}

/** Makes it, or changes the one of that id. */
export async function putSavedSearch(
  db: Db,
  owner: Owner,
  { id, name, text, bookId }: SavedSearch,
): Promise<void> {
  const row = { name, text, book_id: bookId }
  await db
    .insertInto('saved_search')
    .values({ tenant_id: owner.tenantId, account_id: owner.accountId, id, ...row })
    .onConflict((conflict) => conflict.columns(['account_id', 'id']).doUpdateSet(row))
    .execute()
}

export async function deleteSavedSearch(db: Db, owner: Owner, id: string): Promise<void> {
  await db
    .deleteFrom('saved_search')
    .where('tenant_id', '=', owner.tenantId)
    .where('account_id', '=', owner.accountId)
    .where('id', '=', id)
    .execute()
}
