import { sql, type Kysely } from 'kysely'

/** Rooms, cars and things of a tenant; what is booked lies in their calendars on the DAV server. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table resource (
      id uuid primary key default gen_random_uuid(),
      tenant_id uuid not null references tenant on delete cascade,
      address text not null,
      name text not null,
      kind text not null check (kind in ('room', 'vehicle', 'equipment')),
      place text not null default '',
      note text not null default '',
      capacity integer check (capacity > 0),
      opening jsonb not null default '[]',
      zone text not null default 'Europe/Rome',
      approval text not null default 'automatic' check (approval in ('automatic', 'manager')),
      managers text[] not null default '{}',
      notice_minutes integer not null default 0,
      ahead_days integer not null default 365,
      unique (tenant_id, address)
    )`.execute(db)
}
