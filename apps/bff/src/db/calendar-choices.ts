import type { Owner } from './blobs.ts'
import type { Db } from './open.ts'

export interface CalendarChoice {
  href: string
  shown: boolean
  isDefault: boolean
  removed: boolean
  colour: string | null
  position: number | null
  reminderMinutes: number | null
}

export async function listCalendarChoices(db: Db, accountId: string): Promise<CalendarChoice[]> {
  const rows = await db
    .selectFrom('calendar_choice')
    .select(['href', 'shown', 'is_default', 'removed', 'colour', 'position', 'reminder_minutes'])
    .where('account_id', '=', accountId)
    .execute()
  return rows.map(({ is_default, reminder_minutes, ...row }) => ({
    ...row,
    isDefault: is_default,
    reminderMinutes: reminder_minutes,
  }))
}

/** Sets what is given and leaves the rest; one calendar at most is the default. */
export async function putCalendarChoice(
  db: Db,
  owner: Owner,
  href: string,
  { isDefault, reminderMinutes, ...choice }: Partial<Omit<CalendarChoice, 'href'>>,
): Promise<void> {
  const values = {
    ...choice,
    ...(isDefault !== undefined && { is_default: isDefault }),
    ...(reminderMinutes !== undefined && { reminder_minutes: reminderMinutes }),
  }
  await db.transaction().execute(async (tx) => {
    if (isDefault === true) {
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
        shown: true,
        is_default: false,
        ...values,
      })
      .onConflict((conflict) => conflict.columns(['account_id', 'href']).doUpdateSet(values))
      .execute()
  })
}

/** Shared anew, it is in the list again from which it was taken. */
export async function bringBack(db: Db, tenantId: string, address: string, href: string): Promise<void> {
  await db
    .updateTable('calendar_choice')
    .from('account')
    .set({ removed: false })
    .whereRef('account.id', '=', 'calendar_choice.account_id')
    .where('account.address', '=', address)
    .where('calendar_choice.tenant_id', '=', tenantId)
    .where('calendar_choice.href', '=', href)
    .execute()
}

export async function deleteCalendarChoice(db: Db, accountId: string, href: string): Promise<void> {
  await db
    .deleteFrom('calendar_choice')
    .where('account_id', '=', accountId)
    .where('href', '=', href)
    .execute()
}
