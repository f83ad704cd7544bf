import { sql, type Kysely } from 'kysely'

/** When the people of a body work who have said nothing else: a zone and spans of the week. Null: as in the product. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table tenant add column working_hours jsonb`.execute(db)
}
