import { sql, type Kysely } from 'kysely'

/** Privacy notices by version, and who took note of which. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table privacy_notice (
      tenant_id uuid not null references tenant on delete cascade,
      version integer not null,
      published_at timestamptz not null default now(),
      text_it text not null,
      text_en text,
      primary key (tenant_id, version)
    )`.execute(db)
  await sql`
    create table notice_read (
      tenant_id uuid not null references tenant on delete cascade,
      account_id uuid not null references account on delete cascade,
      publisher_id uuid not null references tenant on delete cascade,
      version integer not null,
      read_at timestamptz not null default now(),
      primary key (tenant_id, account_id, publisher_id, version)
    )`.execute(db)
}
