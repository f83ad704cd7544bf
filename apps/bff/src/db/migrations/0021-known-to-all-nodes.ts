import { sql, type Kysely } from 'kysely'

/** What one node remembered and another has to know: what can be taken back for some minutes, and which answer told an organizer. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table undoable (
      token_hash bytea primary key,
      tenant_id uuid not null references tenant on delete cascade,
      account_id uuid not null references account on delete cascade,
      area text not null check (area in ('calendar', 'contacts')),
      sealed bytea not null,
      kept_at timestamptz not null default now()
    )`.execute(db)
  // Sealed, so nothing of it can be made smaller.
  await sql`alter table undoable alter column sealed set storage external`.execute(db)
  await sql`create index undoable_of on undoable (tenant_id, account_id, area, kept_at)`.execute(db)
  await sql`create index undoable_age on undoable (kept_at)`.execute(db)
  await sql`alter table submission add column about text`.execute(db)
  await sql`
    create index submission_about on submission (account_id, about, created_at)
      where about is not null`.execute(db)
  await sql`alter table file_import add column undo_until timestamptz`.execute(db)
}
