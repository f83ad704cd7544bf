import { sql, type Kysely } from 'kysely'

/**
 * The people of a body, those who have signed in and those it listed before they did, and whether all of them may or only who is
 * enabled. Whoever has been here is enabled: a body that begins a list shuts nobody out by it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table tenant add column sign_in text not null default 'everyone'
      check (sign_in in ('everyone', 'listed'))`.execute(db)
  await sql`
    alter table account
      add column name text not null default '',
      add column called text not null default '',
      add column "group" text not null default '',
      add column state text not null default 'enabled' check (state in ('enabled', 'disabled', 'left')),
      add column signed_in_at timestamptz`.execute(db)
  await sql`
    update account set
      signed_in_at = coalesce((select max(created_at) from session where account_id = account.id), created_at),
      called = coalesce((select value ->> 'displayName' from preference where account_id = account.id), '')`.execute(
    db,
  )
  // What is looked for among 20,000 is read as it lies there: to fold it anew each time takes ten times as long.
  await sql`
    alter table account add column sought text not null generated always as (
      translate(
        lower(address || ' ' || coalesce(nullif(name, ''), called) || ' ' || "group"),
        'àáâäèéêëìíîïòóôöùúûüçñ', 'aaaaeeeeiiiioooouuuucn')) stored`.execute(db)
}
