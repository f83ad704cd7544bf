import { sql, type Kysely } from 'kysely'

/** The public register of administrations, as far as a body is found by it. Read whole for each question: 25,000 rows are two megabytes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table ipa_body (
      code_key text primary key check (code_key = lower(code)),
      code text not null,
      name text not null,
      kind text not null check (kind in ('municipality', 'union', 'province', 'other')),
      tax_code text not null,
      pec text not null,
      address text not null,
      fictitious boolean not null,
      words text not null
    )`.execute(db)
}
