import { sql, type Kysely } from 'kysely'

/** What a body's people see before they are in: its crest, as it was written anew here, a word of its own, and where to go from there. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table tenant
      add column greeting text check (length(greeting) <= 280),
      add column links jsonb not null default '[]'`.execute(db)
  await sql`
    create table tenant_crest (
      tenant_id uuid primary key references tenant on delete cascade,
      stamp text not null,
      type text not null check (type in ('image/png', 'image/svg+xml')),
      bytes bytea not null
    )`.execute(db)
}
