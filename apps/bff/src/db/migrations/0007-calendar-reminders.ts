import { sql, type Kysely } from 'kysely'

/** When one is reminded of new events in a calendar; null: not at all. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table calendar_choice add column reminder_minutes integer`.execute(db)
}
