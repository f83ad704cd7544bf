import { sql } from 'kysely'
import type { Owner } from './blobs.ts'
import type { Db } from './open.ts'
import type { CalendarMailRow } from './schema/calendar.ts'

export async function findCalendarMail(db: Db, owner: Owner): Promise<CalendarMailRow | undefined> {
  return db
    .selectFrom('calendar_mail_choice')
    .selectAll()
    .where('tenant_id', '=', owner.tenantId)
    .where('account_id', '=', owner.accountId)
    .executeTakeFirst()
}

export async function putCalendarMail(db: Db, row: CalendarMailRow): Promise<void> {
  await db
    .insertInto('calendar_mail_choice')
    .values(row)
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(row))
    .execute()
}

/** Whoever asked for something: nobody else costs anything. */
export async function listCalendarMail(db: Db): Promise<(CalendarMailRow & { address: string })[]> {
  return db
    .selectFrom('calendar_mail_choice')
    .innerJoin('account', 'account.id', 'calendar_mail_choice.account_id')
    .selectAll('calendar_mail_choice')
    .select('account.address')
    .where((where) => where.or([where('reminders', '=', true), where('agenda', '=', true)]))
    .execute()
}

/** True for whoever comes first of all nodes: it sends, and nobody sends that again. */
export async function claimMail(db: Db, owner: Owner, key: string): Promise<boolean> {
  const claimed = await db
    .insertInto('calendar_mail_sent')
    .values({ tenant_id: owner.tenantId, account_id: owner.accountId, key })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst()
  return claimed !== undefined
}

/** It surely did not leave: the next turn may try again. */
export async function releaseMail(db: Db, owner: Owner, key: string): Promise<void> {
  await db
    .deleteFrom('calendar_mail_sent')
    .where('tenant_id', '=', owner.tenantId)
    .where('account_id', '=', owner.accountId)
    .where('key', '=', key)
    .execute()
}

export async function deleteOldMailClaims(db: Db, days: number): Promise<void> {
  await sql`delete from calendar_mail_sent where sent_at < now() - make_interval(days => ${days})`.execute(db)
}
