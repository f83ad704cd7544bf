import { sql, type Kysely } from 'kysely'

/** What a person chose about one address book, and the book of a tenant that all of its people look things up in. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table book_choice (
      account_id uuid not null references account on delete cascade,
      tenant_id uuid not null references tenant on delete cascade,
      href text not null,
      is_default boolean not null default false,
      colour text,
      primary key (account_id, href)
    )`.execute(db)
  await sql`alter table tenant add column directory_path text`.execute(db)
}
