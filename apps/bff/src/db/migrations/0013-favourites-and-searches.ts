import { sql, type Kysely } from 'kysely'

/** Whom a person put a star on, and what they look for again and again: their own, whoever keeps the cards. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table favourite (
      account_id uuid not null references account on delete cascade,
      tenant_id uuid not null references tenant on delete cascade,
      uid text not null,
      primary key (account_id, uid)
    )`.execute(db)
  await sql`
    create table saved_search (
      account_id uuid not null references account on delete cascade,
      tenant_id uuid not null references tenant on delete cascade,
      id uuid not null,
      name text not null,
      text text not null,
      book_id text,
      primary key (account_id, id)
    )`.execute(db)
}
