import { sql, type Kysely } from 'kysely'

/** What a body decides of its people's preferences; and what they never chose themselves is no choice of theirs. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table preference_rule (
      tenant_id uuid not null references tenant on delete cascade,
      name text not null,
      value text not null,
      locked boolean not null,
      reason text not null,
      primary key (tenant_id, name)
    )`.execute(db)
  // Every save used to store the whole: what is as the product has it was most likely never looked at.
  await sql`
    update preference set value = value
      - case when value -> 'language' = 'null' then 'language' else '' end
      - case when value -> 'shortcuts' = 'true' then 'shortcuts' else '' end
      - case when value -> 'notifications' = 'false' then 'notifications' else '' end
      - case when value -> 'collectsWritten' = 'true' then 'collectsWritten' else '' end`.execute(db)
}
