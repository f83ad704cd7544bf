import { type Governed, lockable, type PreferenceRule, ruleValues, type RuleValue } from '@staffetta/contract'
import type { Db } from '../db/open.ts'
import { putPreferenceRule, removePreferenceRule } from '../db/preference-rules.ts'
import type { Tenant } from '../db/tenants.ts'
import type { Actor } from '../http/actor.ts'
import { AppError } from '../http/app-error.ts'
import { recorded } from '../register/record.ts'

/** Decides a preference for a body's people: a default for whoever never chose, or locked for everybody. */
export async function setPreferenceRule(
  db: Db,
  actor: Actor,
  tenant: Tenant,
  { value, ...rule }: Omit<PreferenceRule, 'value'> & { value: RuleValue | null },
): Promise<void> {
  const { name } = rule
  const why = rule.reason.trim()
  if (value === null && rule.locked) throw new AppError('admin/rule-refused')
  const after = value === null ? null : readRule({ ...rule, value })
  const deed = {
    act: 'tenant/preference-set',
    actor,
    tenantId: tenant.id,
    subject: name,
    ...(why !== '' && { reason: why }),
    details: { before: ruleOf(tenant, name), after },
  } as const
  await recorded(db, deed, (tx) =>
    after === null ? removePreferenceRule(tx, tenant.id, name) : putPreferenceRule(tx, tenant.id, after),
  )
}

/** As it is stored. */
export function readRule({ name, value, locked, reason }: PreferenceRule): PreferenceRule {
  const values: readonly RuleValue[] | undefined = ruleValues[name]
  const why = reason.trim()
  // Whoever finds it locked is told why: a lock without a reason is none.
  const mayLock = lockable.includes(name) && why !== ''
  if (values?.includes(value) !== true || (locked && !mayLock)) throw new AppError('admin/rule-refused')
  return { name, value, locked, reason: why }
}

const ruleOf = ({ rules }: Tenant, name: Governed) => rules.find((rule) => rule.name === name) ?? null
