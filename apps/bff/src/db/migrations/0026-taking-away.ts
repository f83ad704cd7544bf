import { sql, type Kysely } from 'kysely'

/** A copy of somebody's data that is being written: one for each account, whichever node writes it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table own_export (
      tenant_id uuid not null references tenant on delete cascade,
      account_id uuid primary key references account on delete cascade,
      id uuid not null,
      started_at timestamptz not null default now(),
      beat_at timestamptz not null default now(),
      messages integer not null default 0,
      total_messages integer not null default 0,
      bytes bigint not null default 0,
      stopped boolean not null default false
    )`.execute(db)
}
