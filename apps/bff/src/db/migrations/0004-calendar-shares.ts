import { sql, type Kysely } from 'kysely'

/** Who may see whose calendar where the server itself cannot be told, and what one person chose about any calendar. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table calendar_share (
      tenant_id uuid not null references tenant on delete cascade,
      owner_id uuid not null references account on delete cascade,
      href text not null,
      grantee text not null,
      access text not null check (access in ('busy', 'read', 'write')),
      primary key (tenant_id, href, grantee)
    )`.execute(db)
  await sql`create index calendar_share_grantee on calendar_share (tenant_id, grantee)`.execute(db)
  await sql`
    alter table calendar_choice
      add column removed boolean not null default false,
      add column colour text,
      add column position integer`.execute(db)
}
