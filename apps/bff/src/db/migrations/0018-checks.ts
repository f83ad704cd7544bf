import { sql, type Kysely } from 'kysely'

/** What was found of a body when it was last looked at, what is expected of its domains, and an account to try things with. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table check_outcome (
      tenant_id uuid not null references tenant on delete cascade,
      check_id text not null,
      subject text not null,
      state text not null,
      outcome jsonb not null,
      ran_at timestamptz not null,
      previous_state text,
      changed_at timestamptz,
      primary key (tenant_id, check_id, subject)
    )`.execute(db)
  await sql`
    create table domain_expectation (
      tenant_id uuid not null references tenant on delete cascade,
      domain text not null,
      dkim_selector text,
      dkim_key text,
      mx text[] not null default '{}',
      spf_include text,
      primary key (tenant_id, domain)
    )`.execute(db)
  await sql`alter table service_account drop constraint if exists service_account_kind_check`.execute(db)
  await sql`
    alter table service_account add constraint service_account_kind_check
      check (kind in ('dav', 'smtp', 'ldap', 'test'))`.execute(db)
}
