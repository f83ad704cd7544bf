import { sql, type Kysely } from 'kysely'

/**
 * What left by the product, apart from the register: of each letter when, whose, from and to whom, how large, what became of it.
 * Neither its subject nor a word of it. How long is each body's own; without a row, 21 days.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table mail_log (
      tenant_id uuid not null references tenant on delete cascade,
      at timestamptz not null,
      id uuid not null default gen_random_uuid(),
      account_id uuid references account on delete set null,
      account text not null,
      sender text not null,
      recipients text[] not null,
      refused text[] not null,
      size_bytes bigint not null,
      attachments integer not null,
      message_id text not null,
      result text not null,
      smtp_code integer,
      client inet,
      primary key (tenant_id, at, id)
    )`.execute(db)
  await sql`create index mail_log_client on mail_log (at) where client is not null`.execute(db)
  await sql`
    create table mail_log_rule (
      tenant_id uuid primary key references tenant on delete cascade,
      days integer not null check (days >= 0),
      set_at timestamptz not null,
      reason text,
      protocol text,
      agreed_on date,
      approved_by text,
      check (days <= 21 or (reason <> '' and protocol <> '' and agreed_on is not null and approved_by <> ''))
    )`.execute(db)
  // Both leave the row with the letter: a submission is kept longer than whom it was for.
  await sql`
    alter table submission
      add column attachments integer not null default 0,
      add column client inet`.execute(db)
}
