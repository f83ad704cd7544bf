import { sql, type Kysely } from 'kysely'

/**
 * What a body is and where it stands on its way; who administers, with what second proof of who they are; and the register of
 * what they did, which the database itself lets nobody change: entries go only whole months at a time, six months old.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table tenant
      add column kind text not null default 'municipality'
        check (kind in ('municipality', 'union', 'province', 'other')),
      add column ipa_code text,
      add column tax_code text,
      add column pec text,
      add column state text not null default 'active' check (state in
        ('sent', 'in-check', 'more-asked', 'approved', 'activating', 'active', 'suspended', 'closing', 'closed')),
      add column state_since timestamptz not null default now(),
      add column state_reason text not null default '',
      add column is_provider boolean not null default false`.execute(db)
  await sql`create unique index tenant_provider on tenant (is_provider) where is_provider`.execute(db)

  await sql`
    create table role_grant (
      id uuid primary key default gen_random_uuid(),
      tenant_id uuid not null references tenant (id) on delete cascade,
      address text not null,
      name text not null,
      role text not null check (role in ('operator', 'auditor', 'tenant-admin', 'helper')),
      scope_id uuid references tenant (id) on delete cascade,
      appointment text not null,
      granted_by text not null,
      granted_at timestamptz not null default now(),
      ended_by text,
      ended_at timestamptz,
      check (role = 'auditor' or (scope_id is null) = (role = 'operator'))
    )`.execute(db)
  await sql`create index role_grant_person on role_grant (tenant_id, address) where ended_at is null`.execute(
    db,
  )
  await sql`
    create table second_factor (
      id uuid primary key default gen_random_uuid(),
      tenant_id uuid not null references tenant (id) on delete cascade,
      account_id uuid not null references account (id) on delete cascade,
      kind text not null check (kind in ('totp', 'recovery')),
      sealed bytea not null,
      last_step bigint,
      used_at timestamptz,
      created_at timestamptz not null default now()
    )`.execute(db)
  await sql`create index second_factor_account on second_factor (tenant_id, account_id)`.execute(db)
  await sql`
    create table invitation_code (
      tenant_id uuid not null references tenant (id) on delete cascade,
      address text not null,
      code_hash bytea not null,
      ends_at timestamptz not null,
      primary key (tenant_id, address)
    )`.execute(db)
  await sql`alter table session add column proved_at timestamptz`.execute(db)

  // The record is the text that is hashed; the columns repeat of it what is searched for. No foreign keys: it outlives whom it names.
  await sql`
    create table register_entry (
      seq bigint primary key,
      at timestamptz not null,
      act text not null,
      actor text not null,
      tenant_id uuid,
      record text not null,
      previous bytea not null,
      hash bytea not null
    )`.execute(db)
  await sql`create index register_entry_tenant on register_entry (tenant_id, seq)`.execute(db)
  await sql`create index register_entry_at on register_entry (at)`.execute(db)
  await sql`
    create table register_segment (
      month text primary key,
      first_seq bigint not null,
      last_seq bigint not null,
      first_previous bytea not null,
      last_hash bytea not null,
      purged_at timestamptz not null
    )`.execute(db)
  await sql`
    create table register_anchor (
      seq bigint primary key,
      hash bytea not null,
      at timestamptz not null,
      signature bytea not null
    )`.execute(db)
  await sql`
    create function register_is_kept() returns trigger language plpgsql as $$
    begin
      if tg_op = 'DELETE' and old.at < now() - interval '6 months' then
        return old;
      end if;
      raise exception 'The register is only added to.';
    end $$`.execute(db)
  await sql`
    create trigger register_entry_is_kept before update or delete on register_entry
      for each row execute function register_is_kept()`.execute(db)
  await sql`
    create trigger register_entry_stays before truncate on register_entry
      for each statement execute function register_is_kept()`.execute(db)
}
