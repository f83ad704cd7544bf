import { sql, type Kysely } from 'kysely'

/** Two cards that look alike and, somebody said, are not one person's: hashes of what names them, the lesser first. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table contact_not_same (
      tenant_id uuid not null references tenant on delete cascade,
      account_id uuid not null references account on delete cascade,
      one text not null,
      other text not null,
      primary key (tenant_id, account_id, one, other)
    )`.execute(db)
}
