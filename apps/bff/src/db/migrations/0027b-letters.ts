import { sql, type Kysely } from 'kysely'

/** Mail to whoever answers for a body, also where it never asked: beside the mail to whoever asked, and sent the same way. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table notice
      alter column enrolment_id drop not null,
      add column tenant_id uuid references tenant on delete cascade,
      add column once text,
      add constraint notice_about check (num_nonnulls(enrolment_id, tenant_id) = 1)`.execute(db)
  await sql`
    create unique index notice_once on notice (tenant_id, address, once) where once is not null`.execute(db)
}
