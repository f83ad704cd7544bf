import { sql, type Kysely } from 'kysely'

/** Every row of a person carries tenant and account: no query can forget whose it is. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table tenant (
      id uuid primary key default gen_random_uuid(),
      slug text not null unique,
      name text not null,
      hue text,
      help text,
      enabled_services text[] not null default '{}',
      created_at timestamptz not null default now()
    )`.execute(db)
  await sql`
    create table tenant_domain (
      domain text primary key,
      tenant_id uuid not null references tenant on delete cascade
    )`.execute(db)
  await sql`
    create table tenant_host (
      host text primary key,
      tenant_id uuid not null references tenant on delete cascade
    )`.execute(db)
  await sql`
    create table endpoint (
      tenant_id uuid not null references tenant on delete cascade,
      kind text not null check (kind in ('imap', 'smtp', 'sieve', 'dav')),
      host text not null,
      port integer not null check (port between 1 and 65535),
      tls text not null check (tls in ('tls', 'starttls', 'none')),
      verify_name text,
      primary key (tenant_id, kind)
    )`.execute(db)
  await sql`
    create table account (
      id uuid primary key default gen_random_uuid(),
      tenant_id uuid not null references tenant on delete cascade,
      address text not null,
      created_at timestamptz not null default now(),
      unique (tenant_id, address)
    )`.execute(db)
  await sql`
    create table session (
      id_hash bytea primary key,
      tenant_id uuid not null references tenant on delete cascade,
      account_id uuid not null references account on delete cascade,
      sealed bytea not null,
      shared boolean not null,
      user_agent text not null,
      ip text not null,
      created_at timestamptz not null default now(),
      last_seen_at timestamptz not null default now(),
      absolute_ends_at timestamptz not null
    )`.execute(db)
  await sql`create index session_account on session (account_id)`.execute(db)
  await sql`
    create table preference (
      account_id uuid primary key references account on delete cascade,
      tenant_id uuid not null references tenant on delete cascade,
      value jsonb not null
    )`.execute(db)
  await sql`
    create table blob (
      id uuid primary key default gen_random_uuid(),
      tenant_id uuid not null references tenant on delete cascade,
      account_id uuid not null references account on delete cascade,
      file_name text not null,
      type text not null,
      size_bytes bigint not null,
      created_at timestamptz not null default now()
    )`.execute(db)
  await sql`
    create table blob_chunk (
      blob_id uuid not null references blob on delete cascade,
      seq integer not null,
      bytes bytea not null,
      primary key (blob_id, seq)
    )`.execute(db)
  // Attachments are compressed already: TOAST must not try again.
  await sql`alter table blob_chunk alter column bytes set storage external`.execute(db)
  await sql`
    create table submission (
      id uuid not null,
      tenant_id uuid not null references tenant on delete cascade,
      account_id uuid not null references account on delete cascade,
      state text not null,
      subject text not null,
      message_id text not null,
      blob_id uuid references blob on delete set null,
      sender text not null,
      recipients text[] not null,
      refused text[] not null default '{}',
      error text,
      afterwards jsonb not null,
      sealed bytea,
      sends_at timestamptz not null,
      attempts integer not null default 0,
      created_at timestamptz not null default now(),
      primary key (account_id, id)
    )`.execute(db)
  await sql`create index submission_pending on submission (sends_at) where state in ('held', 'submitting', 'accepted')`.execute(
    db,
  )
}
