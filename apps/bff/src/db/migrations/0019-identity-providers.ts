import { sql, type Kysely } from 'kysely'

/** People of a tenant may prove who they are at its own identity provider, whose tokens then sign in to its servers. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table tenant_identity (
      tenant_id uuid primary key references tenant on delete cascade,
      issuer text not null,
      client_id text not null,
      client_secret bytea,
      scopes text not null,
      address_claim text not null,
      trusts_address boolean not null,
      servers text not null check (servers in ('token', 'master')),
      passwords boolean not null
    )`.execute(db)
  await sql`
    create table token_grant (
      id uuid primary key,
      tenant_id uuid not null references tenant on delete cascade,
      account_id uuid not null references account on delete cascade,
      issuer text not null,
      client_id text not null,
      subject text not null,
      provider_session text,
      groups text[] not null default '{}',
      sealed bytea not null,
      edition integer not null default 1,
      renewing_until timestamptz,
      used_at timestamptz not null default now()
    )`.execute(db)
  await sql`create index token_grant_subject on token_grant (issuer, subject)`.execute(db)
  await sql`alter table session add column grant_id uuid references token_grant on delete cascade`.execute(db)
  await sql`create index session_grant on session (grant_id)`.execute(db)
  await sql`
    create table logout_token (
      issuer text not null,
      jti text not null,
      seen_at timestamptz not null default now(),
      primary key (issuer, jti)
    )`.execute(db)
  await sql`alter table service_account drop constraint if exists service_account_kind_check`.execute(db)
  await sql`alter table service_account add constraint service_account_kind_check check (kind in ('dav', 'smtp', 'ldap', 'master', 'test'))`.execute(
    db,
  )
}
