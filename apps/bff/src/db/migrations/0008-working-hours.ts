import { sql, type Kysely } from 'kysely'

/** When somebody works, where no server keeps it; and what colleagues are told of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table working_hours (
      account_id uuid primary key references account on delete cascade,
      tenant_id uuid not null references tenant on delete cascade,
      zone text not null,
      spans jsonb not null,
      elsewhere boolean not null default false
    )`.execute(db)
}
