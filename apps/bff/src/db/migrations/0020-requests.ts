import { sql, type Kysely } from 'kysely'

/**
 * Bodies that ask to be served: what they said, their files, and the mail that tells them how it goes on. A domain somebody only
 * says is theirs gives no right to anything: `verified_at` does, and a domain that is not shared is verified for one body.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table tenant_domain
      drop constraint tenant_domain_pkey,
      add primary key (tenant_id, domain),
      add column shared boolean not null default false,
      add column verified_at timestamptz`.execute(db)
  await sql`update tenant_domain set verified_at = now()`.execute(db)
  await sql`
    create unique index tenant_domain_verified on tenant_domain (domain)
      where verified_at is not null and not shared`.execute(db)
  await sql`alter table tenant add column activates_at timestamptz`.execute(db)

  await sql`
    create table enrolment (
      id uuid primary key,
      token_hash bytea not null unique,
      sealed_token bytea not null,
      tenant_id uuid unique references tenant on delete cascade,
      language text not null check (language in ('it', 'en')),
      dossier jsonb not null,
      version integer not null default 1,
      linked_to text,
      links integer not null default 0,
      created_at timestamptz not null default now(),
      touched_at timestamptz not null default now(),
      sent_at timestamptz
    )`.execute(db)
  await sql`create index enrolment_drafts on enrolment (touched_at) where tenant_id is null`.execute(db)
  await sql`
    create table enrolment_file (
      id uuid primary key default gen_random_uuid(),
      enrolment_id uuid not null references enrolment on delete cascade,
      file_name text not null,
      type text not null check (type in ('pdf', 'p7m')),
      size_bytes integer not null,
      bytes bytea not null,
      created_at timestamptz not null default now()
    )`.execute(db)
  // Signed and compressed already: TOAST must not try again.
  await sql`alter table enrolment_file alter column bytes set storage external`.execute(db)
  await sql`create index enrolment_file_of on enrolment_file (enrolment_id)`.execute(db)
  await sql`
    create table notice (
      id uuid primary key default gen_random_uuid(),
      enrolment_id uuid not null references enrolment on delete cascade,
      address text not null,
      says jsonb not null,
      state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'uncertain', 'refused')),
      attempts integer not null default 0,
      next_at timestamptz not null default now(),
      created_at timestamptz not null default now()
    )`.execute(db)
  await sql`create index notice_due on notice (next_at) where state = 'waiting'`.execute(db)
  await sql`create index notice_address on notice (address, created_at)`.execute(db)
}
