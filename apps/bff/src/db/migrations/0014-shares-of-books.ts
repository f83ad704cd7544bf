import { sql, type Kysely } from 'kysely'

/** What was known of calendars alone holds for address books, too: who is lent what, and where somebody's things lie. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table calendar_share rename to share`.execute(db)
  await sql`alter index calendar_share_grantee rename to share_grantee`.execute(db)
  await sql`alter table share add column service text not null default 'calendar'`.execute(db)
  await sql`alter table share alter column service drop default`.execute(db)
  await sql`alter table calendar_home rename to dav_home`.execute(db)
  await sql`alter table dav_home add column service text not null default 'calendar'`.execute(db)
  await sql`alter table dav_home alter column service drop default`.execute(db)
  await sql`alter table dav_home drop constraint calendar_home_pkey`.execute(db)
  await sql`alter table dav_home add primary key (account_id, service)`.execute(db)
  await sql`alter table book_choice add column removed boolean not null default false`.execute(db)
}
