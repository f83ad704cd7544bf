import { sql, type Kysely } from 'kysely'

/** What a body's request says of its servers goes when the request says something else; what an administrator set stays. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table endpoint add column asked boolean not null default false`.execute(db)
}
