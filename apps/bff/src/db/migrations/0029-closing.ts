import { sql, type Kysely } from 'kysely'

/** A body leaves: until when it is served, the copy of what is held of it, and the proof that nothing of it is left. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table tenant add column closes_at timestamptz`.execute(db)
  await sql`
    update tenant set closes_at = state_since + interval '30 days' where state = 'closing'`.execute(db)
  await sql`alter table account add column copied_at timestamptz`.execute(db)
  await sql`
    create table tenant_export (
      tenant_id uuid primary key references tenant on delete cascade,
      id uuid not null,
      state text not null check (state in ('waiting', 'writing', 'ready', 'failed')),
      asked_by text not null,
      asked_at timestamptz not null,
      attempts integer not null default 0,
      beat_at timestamptz,
      size_bytes bigint not null default 0,
      sha256 text,
      ready_at timestamptz,
      downloaded_at timestamptz,
      downloaded_by text
    )`.execute(db)
  await sql`
    create table tenant_export_chunk (
      tenant_id uuid not null references tenant on delete cascade,
      export_id uuid not null,
      seq integer not null,
      bytes bytea not null,
      primary key (tenant_id, export_id, seq)
    )`.execute(db)
  // Compressed already: TOAST must not try again.
  await sql`alter table tenant_export_chunk alter column bytes set storage external`.execute(db)
  // It outlives everything else of the body, with its name.
  await sql`
    create table tenant_deletion (
      tenant_id uuid primary key references tenant,
      at timestamptz not null,
      proof text not null,
      signature bytea not null
    )`.execute(db)
}
