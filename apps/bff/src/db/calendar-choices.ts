import type { Owner } from './blobs.ts'
import type { Db } from './open.ts'

export interface CalendarChoice {
  href: string
  shown: boolean
  isDefault: boolean
}

export async function listCalendarChoices(db: Db, accountId: string): Promise<CalendarChoice[]> {
  const rows = await db
    .selectFrom('calendar_choice')
    .select(['href', 'shown', 'is_default'])
    .where('account_id', '=', accountId)
    .execute()
  return rows.map(({ href, shown, is_default }) => ({ href, shown, isDefault: is_default }))
}

/** Sets what is given and leaves the rest; one calendar at most is the default. */
export async function putCalendarChoice(
  db: Db,
  owner: Owner,
  href: string,
  choice: { shown?: boolean; isDefault?: boolean },
): Promise<void> {
  const values = {
    ...(choice.shown !== undefined && { shown: choice.shown }),
    ...(choice.isDefault !== undefined && { is_default: choice.isDefault }),
  }
  await db.transaction().execute(async (tx) => {
    if (choice.isDefault === true) {
      await tx
        .updateTable('calendar_choice')
        .set({ is_default: false })
        .where('account_id', '=', owner.accountId)
        .execute()
    }
    await tx
      .insertInto('calendar_choice')
      .values({
        account_id: owner.accountId,
        tenant_id: owner.tenantId,
        href,
        shown: choice.shown ?? true,
        is_default: choice.isDefault ?? false,
      })
      .onConflict((conflict) => conflict.columns(['account_id', 'href']).doUpdateSet(values))
      .execute()
  })
}

export async function deleteCalendarChoice(db: Db, accountId: string, href: string): Promise<void> {
  await db
    .deleteFrom('calendar_choice')
    .where('account_id', '=', accountId)
    .where('href', '=', href)
    .execute()
}
