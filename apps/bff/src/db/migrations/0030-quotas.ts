import { sql, type Kysely } from 'kysely'

/** How full a mailbox is, as its server said when somebody looked at it last. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table account
      add column quota_used bigint,
      add column quota_total bigint,
      add column quota_at timestamptz`.execute(db)
}
