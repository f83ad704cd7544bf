import { sql, type Kysely } from 'kysely'

/**
 * How much one person sends within an hour. A submission counts for the instant it is meant to leave at: what the calendar writes
 * waits its turn where there is no room.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table tenant
      add column hourly_messages integer check (hourly_messages >= 1),
      add column hourly_recipients integer check (hourly_recipients >= 1)`.execute(db)
  await sql`alter table submission add column counts_at timestamptz`.execute(db)
  await sql`update submission set counts_at = created_at`.execute(db)
  await sql`
    alter table submission
      alter column counts_at set default now(),
      alter column counts_at set not null`.execute(db)
  await sql`create index submission_pace on submission (account_id, counts_at)`.execute(db)
}
