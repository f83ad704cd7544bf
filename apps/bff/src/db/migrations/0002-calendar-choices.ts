import { sql, type Kysely } from 'kysely'

/** What DAV cannot keep for one person alone: which calendars are shown, which takes new events. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table calendar_choice (
      account_id uuid not null references account on delete cascade,
      tenant_id uuid not null references tenant on delete cascade,
      href text not null,
      shown boolean not null default true,
      is_default boolean not null default false,
      primary key (account_id, href)
    )`.execute(db)
}
