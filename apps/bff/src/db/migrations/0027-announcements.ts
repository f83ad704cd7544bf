import { sql, type Kysely } from 'kysely'

/** What is announced for a while, by a body to its people or by the operators to those of some bodies or all, and who put it away. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table announcement (
      id uuid primary key default gen_random_uuid(),
      edition integer not null default 1,
      tenant_id uuid references tenant on delete cascade,
      for_all boolean not null,
      kind text not null check (kind in ('information', 'maintenance', 'fault')),
      text_it text not null,
      text_en text,
      begins_at timestamptz not null,
      ends_at timestamptz not null check (ends_at > begins_at),
      services text[] not null,
      on_sign_in boolean not null,
      created_at timestamptz not null default now(),
      ended_at timestamptz,
      check (tenant_id is null or not for_all)
    )`.execute(db)
  await sql`create index announcement_standing on announcement (ends_at) where ended_at is null`.execute(db)
  await sql`
    create table announcement_body (
      announcement_id uuid not null references announcement on delete cascade,
      tenant_id uuid not null references tenant on delete cascade,
      primary key (tenant_id, announcement_id)
    )`.execute(db)
  await sql`create index announcement_bodies on announcement_body (announcement_id)`.execute(db)
  await sql`
    create table announcement_away (
      tenant_id uuid not null references tenant on delete cascade,
      account_id uuid not null references account on delete cascade,
      announcement_id uuid not null references announcement on delete cascade,
      edition integer not null,
      primary key (tenant_id, account_id, announcement_id)
    )`.execute(db)
}
