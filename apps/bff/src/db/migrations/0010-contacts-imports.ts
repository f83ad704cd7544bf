import { sql, type Kysely } from 'kysely'

/** Files go into address books as they go into calendars: the same rows, and beside them what a person decided of a file. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table calendar_import rename to file_import`.execute(db)
  await sql`alter index calendar_import_account rename to file_import_account`.execute(db)
  await sql`alter index calendar_import_running rename to file_import_running`.execute(db)
  await sql`
    alter table file_import
      add column area text not null default 'calendar',
      add column choices jsonb not null default '{}'`.execute(db)
  await sql`alter table file_import alter column area drop default`.execute(db)
}
