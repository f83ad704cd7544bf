import type { CheckOutcome } from '@staffetta/contract'
import { sql } from 'kysely'
import type { Db } from './open.ts'

export type NewOutcome = Omit<CheckOutcome, 'previousState' | 'changedAt'>

/** Keeps what was found, and since when its state is what it is. Gives back what is kept. */
export async function putCheckOutcome(db: Db, tenantId: string, found: NewOutcome): Promise<CheckOutcome> {
  const { check, subject, state, ranAt } = found
  const values = { state, outcome: JSON.stringify(found), ran_at: new Date(ranAt) }
  const row = await db
    .insertInto('check_outcome')
    .values({ tenant_id: tenantId, check_id: check, subject, ...values })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'check_id', 'subject']).doUpdateSet({
        ...values,
        previous_state: sql<string | null>`case when check_outcome.state = ${state}
          then check_outcome.previous_state else check_outcome.state end`,
        changed_at: sql<Date | null>`case when check_outcome.state = ${state}
          then check_outcome.changed_at else excluded.ran_at end`,
      }),
    )
    .returning(['outcome', 'previous_state', 'changed_at'])
    .executeTakeFirstOrThrow()
  return outcomeOf(row)
}

export async function listCheckOutcomes(db: Db, tenantId: string): Promise<CheckOutcome[]> {
  const rows = await db
    .selectFrom('check_outcome')
    .select(['outcome', 'previous_state', 'changed_at'])
    .where('tenant_id', '=', tenantId)
    .execute()
  return rows.map(outcomeOf)
}

/** What is looked at no more: a domain or a server the body does not have any longer. */
export async function keepCheckOutcomes(
  db: Db,
  tenantId: string,
  checked: { check: string; subject: string }[],
): Promise<void> {
  const kept = new Set(checked.map(({ check, subject }) => `${check} ${subject}`))
  for (const { check, subject } of await listCheckOutcomes(db, tenantId))
    if (!kept.has(`${check} ${subject}`))
      await db
        .deleteFrom('check_outcome')
        .where('tenant_id', '=', tenantId)
        .where('check_id', '=', check)
        .where('subject', '=', subject)
        .execute()
}

/** Of these tenants those that were looked at before this instant, or never: the longest ago first. */
export async function listUnchecked(
  db: Db,
  tenantIds: string[],
  before: Date,
  most: number,
): Promise<string[]> {
  if (tenantIds.length === 0) return []
  const rows = await db
    .selectFrom('check_outcome')
    .select(['tenant_id', (eb) => eb.fn.max('ran_at').as('ran_at')])
    .where('tenant_id', 'in', tenantIds)
    .groupBy('tenant_id')
    .execute()
  const ranAt = new Map(rows.map((row) => [row.tenant_id, row.ran_at.getTime()]))
  return tenantIds
    .map((id) => ({ id, at: ranAt.get(id) ?? 0 }))
    .filter(({ at }) => at < before.getTime())
    .toSorted((a, b) => a.at - b.at)
    .slice(0, most)
    .map(({ id }) => id)
}

interface Row {
  outcome: unknown
  previous_state: string | null
  changed_at: Date | null
}

function outcomeOf(row: Row): CheckOutcome {
  return {
    ...(row.outcome as NewOutcome),
    previousState: row.previous_state as CheckOutcome['state'] | null,
    changedAt: row.changed_at?.toISOString() ?? null,
  }
}
