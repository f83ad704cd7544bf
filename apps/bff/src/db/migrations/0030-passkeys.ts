import { sql, type Kysely } from 'kysely'

/** Keys of administrators (WebAuthn), each of the host it was made at; and what is asked of one, good once, at whichever node. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table passkey (
      id uuid primary key default gen_random_uuid(),
      tenant_id uuid not null references tenant on delete cascade,
      account_id uuid not null references account on delete cascade,
      host text not null,
      credential_id text not null,
      public_key bytea not null,
      counter bigint not null,
      transports text[] not null,
      name text not null,
      created_at timestamptz not null default now(),
      used_at timestamptz,
      unique (host, credential_id)
    )`.execute(db)
  await sql`create index passkey_account on passkey (tenant_id, account_id)`.execute(db)
  await sql`
    create table passkey_challenge (
      challenge text primary key,
      session_hash bytea not null references session on delete cascade,
      purpose text not null check (purpose in ('make', 'prove')),
      host text not null,
      ends_at timestamptz not null
    )`.execute(db)
  await sql`create index passkey_challenge_session on passkey_challenge (session_hash)`.execute(db)
}
