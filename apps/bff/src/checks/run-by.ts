import type { CheckOutcome } from '@staffetta/contract'
import type { Tenant } from '../db/tenants.ts'
import type { Actor } from '../http/actor.ts'
import { record } from '../register/record.ts'
import { type CheckDeps, type Choice, runChecks } from './run.ts'

/** Looks at a body because somebody asked for it, which the register knows. */
export async function* runChecksBy(
  deps: CheckDeps,
  actor: Actor,
  tenant: Tenant,
  choice: Choice,
): AsyncGenerator<CheckOutcome> {
  const states = { ok: 0, attention: 0, error: 0, 'not-applicable': 0 }
  for await (const outcome of runChecks(deps, tenant, choice)) {
    states[outcome.state] += 1
    yield outcome
  }
  const subject = [...(choice.only ?? []), ...(choice.subject === undefined ? [] : [choice.subject])].join(
    ', ',
  )
  await deps.db.transaction().execute((tx) =>
    record(tx, {
      act: 'tenant/checked',
      actor,
      tenantId: tenant.id,
      ...(subject !== '' && { subject }),
      details: states,
    }),
  )
}
