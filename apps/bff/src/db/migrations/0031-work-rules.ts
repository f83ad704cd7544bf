import { sql, type Kysely } from 'kysely'

/** What holds for everybody who works for a body: where their password is changed, how much leaves at once. Null: as in the product. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table tenant
      add column password_page text,
      add column message_bytes integer check (message_bytes >= 1000000),
      add column recipients integer check (recipients >= 1)`.execute(db)
}
