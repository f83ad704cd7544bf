import type { CheckOutcome } from '@staffetta/contract'
import { listUnchecked } from '../db/check-outcomes.ts'
import { listTenants, type Tenant } from '../db/tenants.ts'
import { type CheckDeps, runChecks } from './run.ts'

const CHECKED_DAYS = 7
const DAY_MS = 86_400_000

/**
 * Looks again at the bodies that nobody looked at for a week, so many at a time: who was looked at on different days stays
 * spread over the week. Gives back what became worse since the last look, by body.
 */
export async function runDueChecks(
  deps: CheckDeps,
  { most, now = new Date() }: { most: number; now?: Date },
): Promise<{ tenant: Tenant; worse: CheckOutcome[] }[]> {
  const tenants = (await listTenants(deps.db)).filter(comesRound)
  const before = new Date(now.getTime() - CHECKED_DAYS * DAY_MS)
  const due = await listUnchecked(
    deps.db,
    tenants.map(({ id }) => id),
    before,
    most,
  )
  const told: { tenant: Tenant; worse: CheckOutcome[] }[] = []
  for (const id of due) {
    const tenant = tenants.find((one) => one.id === id)!
    const worse: CheckOutcome[] = []
    for await (const outcome of runChecks(deps, tenant)) if (becameWorse(outcome)) worse.push(outcome)
    told.push({ tenant, worse })
  }
  return told
}

/** Who asks is looked at when somebody wants to know; who is leaving, no more. */
function comesRound({ state }: Tenant): boolean {
  return state === 'activating' || state === 'active' || state === 'suspended'
}

/** When a body is looked at again by itself. */
export function nextRunAt(tenant: Tenant, outcomes: CheckOutcome[]): string | null {
  if (!comesRound(tenant)) return null
  const last = Math.max(0, ...outcomes.map(({ ranAt }) => Date.parse(ranAt)))
  return new Date(Math.max(Date.now(), last + CHECKED_DAYS * DAY_MS)).toISOString()
}

const ranks = { ok: 0, 'not-applicable': 0, attention: 1, error: 2 } as const

function becameWorse({ state, previousState, changedAt, ranAt }: CheckOutcome): boolean {
  return changedAt === ranAt && previousState !== null && ranks[state] > ranks[previousState]
}
