import { sql, type Kysely } from 'kysely'

/** What acts for a tenant with nobody signed in, and where each person's calendars are on its server. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table service_account (
      tenant_id uuid not null references tenant on delete cascade,
      kind text not null check (kind in ('dav', 'smtp')),
      user_name text not null,
      sealed bytea not null,
      primary key (tenant_id, kind)
    )`.execute(db)
  await sql`
    create table calendar_home (
      account_id uuid primary key references account on delete cascade,
      tenant_id uuid not null references tenant on delete cascade,
      href text not null
    )`.execute(db)
}
