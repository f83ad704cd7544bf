import type { Owner } from './blobs.ts'
import type { Db } from './open.ts'

export interface BookChoice {
  href: string
  isDefault: boolean
  removed: boolean
  /** The server keeps none, or it is somebody else's book. */
  colour: string | null
}

export async function listBookChoices(db: Db, accountId: string): Promise<BookChoice[]> {
  const rows = await db
    .selectFrom('book_choice')
    .select(['href', 'is_default', 'removed', 'colour'])
    .where('account_id', '=', accountId)
    .execute()
  return rows.map(({ is_default, ...row }) => ({ ...row, isDefault: is_default }))
}

/** Sets what is given and leaves the rest; one book at most is the default. */
export async function putBookChoice(
  db: Db,
  owner: Owner,
  href: string,
  { isDefault, removed, colour }: Partial<Omit<BookChoice, 'href'>>,
): Promise<void> {
  const values = {
    ...(colour !== undefined && { colour }),
    ...(removed !== undefined && { removed }),
    ...(isDefault !== undefined && { is_default: isDefault }),
  }
  if (Object.keys(values).length === 0) return
  await db.transaction().execute(async (tx) => {
    if (isDefault === true)
      await tx
        .updateTable('book_choice')
        .set({ is_default: false })
        .where('account_id', '=', owner.accountId)
        .execute()
    await tx
      .insertInto('book_choice')
      .values({ account_id: owner.accountId, tenant_id: owner.tenantId, href, is_default: false, ...values })
      .onConflict((conflict) => conflict.columns(['account_id', 'href']).doUpdateSet(values))
      .execute()
  })
}

export async function deleteBookChoice(db: Db, accountId: string, href: string): Promise<void> {
  await db.deleteFrom('book_choice').where('account_id', '=', accountId).where('href', '=', href).execute()
}

/** Shared anew, it is in the list again from which it was taken. */
export async function bringBookBack(db: Db, tenantId: string, address: string, href: string): Promise<void> {
  await db
    .updateTable('book_choice')
    .from('account')
    .set({ removed: false })
    .whereRef('account.id', '=', 'book_choice.account_id')
    .where('account.address', '=', address)
    .where('book_choice.tenant_id', '=', tenantId)
    .where('book_choice.href', '=', href)
    .execute()
}
