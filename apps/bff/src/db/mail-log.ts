import { mailLogDays, type MailLogAgreement, type MailLogRule } from '@staffetta/contract'
import { sql } from 'kysely'
import type { Db } from './open.ts'
import type { MailLogRow, NewMailLog } from './schema/mail.ts'

const dayMs = 86_400_000
/** Nobody measures how long an address is needed: a day is enough to find who has just had a fault. */
const CLIENT_MS = dayMs

/** Nothing is written of a body that keeps none. */
export async function insertMailLog(db: Db, row: NewMailLog): Promise<void> {
  if ((await mailLogRule(db, row.tenant_id)).days === 0) return
  await db.insertInto('mail_log').values(row).execute()
}

/** The last row of that result about an account; of a body that keeps none there is none. */
export async function lastLogged(
  db: Db,
  { tenantId, accountId }: { tenantId: string; accountId: string },
  result: string,
): Promise<Date | undefined> {
  const row = await db
    .selectFrom('mail_log')
    .select('at')
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', accountId)
    .where('result', '=', result)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.at
}

export async function mailLogRule(db: Db, tenantId: string): Promise<MailLogRule> {
  const row = await db
    .selectFrom('mail_log_rule')
    .select([
      'days',
      'set_at',
      'reason',
      'protocol',
      'approved_by',
      sql<string>`agreed_on::text`.as('agreed_on'),
    ])
    .where('tenant_id', '=', tenantId)
    .executeTakeFirst()
  if (row === undefined) return { days: mailLogDays, setAt: null, agreement: null }
  const { days, set_at, reason, protocol, agreed_on, approved_by } = row
  const agreement =
    protocol === null
      ? null
      : { reason: reason ?? '', protocol, agreedOn: agreed_on, approvedBy: approved_by ?? '' }
  return { days, setAt: set_at.toISOString(), agreement }
}

export async function putMailLogRule(
  tx: Db,
  tenantId: string,
  { days, agreement, now }: { days: number; agreement: MailLogAgreement | null; now: Date },
): Promise<void> {
  const rule = {
    days,
    set_at: now,
    reason: agreement?.reason ?? null,
    protocol: agreement?.protocol ?? null,
    agreed_on: agreement?.agreedOn ?? null,
    approved_by: agreement?.approvedBy ?? null,
  }
  await tx
    .insertInto('mail_log_rule')
    .values({ tenant_id: tenantId, ...rule })
    .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet(rule))
    .execute()
}

export interface MailLogFilter {
  from: Date
  to: Date
  /** Part of an address, or of a Message-ID; empty: every letter. */
  text: string
}

/** Newest first; what is older than it is kept is not found, whether it was removed yet or not. */
export async function findMailLog(
  db: Db,
  tenantId: string,
  { from, to, text }: MailLogFilter,
  { limit, now }: { limit: number; now: Date },
): Promise<MailLogRow[]> {
  const { days } = await mailLogRule(db, tenantId)
  let query = db
    .selectFrom('mail_log')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('at', '>=', from)
    .where('at', '<', to)
    .where('at', '>=', new Date(now.getTime() - days * dayMs))
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(limit)
  if (text !== '')
    query = query.where(
      sql<boolean>`strpos(lower(concat_ws(' ', account, sender, array_to_string(recipients, ' '), message_id)), lower(${text})) > 0`,
    )
  return query.execute()
}

/** Bodies of which something is older than it is kept. */
export async function listMailLogsDue(db: Db, now: Date): Promise<{ tenantId: string; days: number }[]> {
  const { rows } = await sql<{ tenant_id: string; days: number }>`
    select tenant.id as tenant_id, coalesce(mail_log_rule.days, ${mailLogDays}::int) as days
    from tenant left join mail_log_rule on mail_log_rule.tenant_id = tenant.id
    where exists (
      select 1 from mail_log where mail_log.tenant_id = tenant.id
      and mail_log.at < ${now}::timestamptz - coalesce(mail_log_rule.days, ${mailLogDays}::int) * interval '24 hours')`.execute(
    db,
  )
  return rows.map(({ tenant_id, days }) => ({ tenantId: tenant_id, days }))
}

/** Gone for good; answers how many there were, and of when. */
export async function deleteMailLog(
  tx: Db,
  tenantId: string,
  { days, now }: { days: number; now: Date },
): Promise<{ rows: number; from: Date; to: Date } | null> {
  const { rows } = await sql<{ count: string; first: Date | null; last: Date | null }>`
    with gone as (
      delete from mail_log where tenant_id = ${tenantId}
      and at < ${new Date(now.getTime() - days * dayMs)} returning at)
    select count(*), min(at) as first, max(at) as last from gone`.execute(tx)
  const { count, first, last } = rows[0]!
  return first === null || last === null ? null : { rows: Number(count), from: first, to: last }
}

/** Whose machine it was is known for a day; afterwards only of which network. */
export async function truncateClients(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - CLIENT_MS)
  await sql`
    update mail_log set client = network(set_masklen(client, case family(client) when 4 then 24 else 48 end))
    where at < ${before} and client is not null
    and masklen(client) > case family(client) when 4 then 24 else 48 end`.execute(db)
  await sql`update submission set client = null where created_at < ${before} and client is not null`.execute(
    db,
  )
}
