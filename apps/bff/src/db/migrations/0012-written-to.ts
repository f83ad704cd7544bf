import { sql, type Kysely } from 'kysely'

/** Whom a person writes mail to, and how often; and whether what Sent knew of that from before has been read. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table written_to (
      account_id uuid not null references account on delete cascade,
      tenant_id uuid not null references tenant on delete cascade,
      address text not null,
      name text not null,
      times integer not null,
      last_at timestamptz not null,
      primary key (account_id, address)
    )`.execute(db)
  await sql`alter table account add column written_learnt_at timestamptz`.execute(db)
}
