import { sql, type Kysely } from 'kysely'

/** Where other programs find a server that the product itself reaches by a name of the inside. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table public_server (
      tenant_id uuid not null references tenant on delete cascade,
      kind text not null check (kind in ('imap', 'smtp', 'dav')),
      host text not null,
      port integer not null,
      tls text not null check (tls in ('tls', 'starttls')),
      primary key (tenant_id, kind)
    )`.execute(db)
}
