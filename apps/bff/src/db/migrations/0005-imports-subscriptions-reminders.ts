import { sql, type Kysely } from 'kysely'

/** Files on their way into calendars, calendars by address, and what is remembered of reminders. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table calendar_import (
      id uuid primary key default gen_random_uuid(),
      tenant_id uuid not null references tenant on delete cascade,
      account_id uuid not null references account on delete cascade,
      blob_id uuid not null references blob on delete cascade,
      file_name text not null,
      state text not null,
      summary jsonb not null,
      href text,
      new_name text,
      updates boolean not null default false,
      done integer not null default 0,
      added integer not null default 0,
      updated integer not null default 0,
      kept integer not null default 0,
      refused jsonb not null default '[]',
      error text,
      sealed bytea,
      beat_at timestamptz,
      created_at timestamptz not null default now()
    )`.execute(db)
  await sql`create index calendar_import_account on calendar_import (account_id)`.execute(db)
  await sql`create index calendar_import_running on calendar_import (beat_at) where state = 'running'`.execute(
    db,
  )
  // One address is fetched once for a tenant, however many of its people look at it. Some are as good as a password: sealed.
  await sql`
    create table calendar_feed (
      id uuid primary key,
      tenant_id uuid not null references tenant on delete cascade,
      address_hash bytea not null,
      sealed_address bytea not null,
      content bytea,
      version text,
      name text,
      etag text,
      last_modified text,
      refresh_minutes integer,
      read_at timestamptz,
      next_at timestamptz not null default now(),
      error text,
      failures integer not null default 0,
      unique (tenant_id, address_hash)
    )`.execute(db)
  // It is compressed already.
  await sql`alter table calendar_feed alter column content set storage external`.execute(db)
  await sql`create index calendar_feed_due on calendar_feed (next_at)`.execute(db)
  await sql`
    create table calendar_subscription (
      id uuid primary key default gen_random_uuid(),
      tenant_id uuid not null references tenant on delete cascade,
      account_id uuid not null references account on delete cascade,
      feed_id uuid not null references calendar_feed on delete cascade,
      name text not null,
      colour text not null,
      shown boolean not null default true,
      refresh_minutes integer,
      created_at timestamptz not null default now(),
      unique (account_id, feed_id)
    )`.execute(db)
  await sql`alter table tenant add column patron_day text, add column patron_name text`.execute(db)
  await sql`
    create table reminder_state (
      account_id uuid not null references account on delete cascade,
      tenant_id uuid not null references tenant on delete cascade,
      key text not null,
      again_at timestamptz,
      set_at timestamptz not null default now(),
      primary key (account_id, key)
    )`.execute(db)
  await sql`
    create table calendar_mail_choice (
      account_id uuid primary key references account on delete cascade,
      tenant_id uuid not null references tenant on delete cascade,
      reminders boolean not null,
      agenda boolean not null,
      agenda_at text not null,
      working_days boolean not null,
      zone text not null,
      language text not null
    )`.execute(db)
  await sql`
    create table calendar_mail_sent (
      account_id uuid not null references account on delete cascade,
      tenant_id uuid not null references tenant on delete cascade,
      key text not null,
      sent_at timestamptz not null default now(),
      primary key (account_id, key)
    )`.execute(db)
}
