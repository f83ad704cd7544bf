import { sql, type Kysely } from 'kysely'

/** A directory of a tenant that is kept in LDAP: where it begins, and who of it is shown. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table tenant add column ldap_base text, add column ldap_filter text`.execute(db)
  for (const [table, kinds] of [
    ['endpoint', "'imap', 'smtp', 'sieve', 'dav', 'ldap'"],
    ['service_account', "'dav', 'smtp', 'ldap'"],
  ] as const) {
    await sql.raw(`alter table ${table} drop constraint if exists ${table}_kind_check`).execute(db)
    await sql
      .raw(`alter table ${table} add constraint ${table}_kind_check check (kind in (${kinds}))`)
      .execute(db)
  }
}
