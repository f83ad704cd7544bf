import { sql, type Kysely } from 'kysely'

/** Whether a body's services work, as the last look at its servers found it, and since when. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table service_state (
      tenant_id uuid not null references tenant on delete cascade,
      service text not null check (service in ('mail', 'calendar', 'contacts')),
      state text not null check (state in ('works', 'partly', 'fails')),
      since timestamptz not null,
      looked_at timestamptz not null,
      primary key (tenant_id, service)
    )`.execute(db)
}
