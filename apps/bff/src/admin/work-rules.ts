import type { WorkRules } from '@staffetta/contract'
import type { Db } from '../db/open.ts'
import { setWorkRules, type Tenant } from '../db/tenants.ts'
import type { Actor } from '../http/actor.ts'
import { AppError } from '../http/app-error.ts'
import { recorded } from '../register/record.ts'
import { isHttps } from './look.ts'

/** What holds for everybody who works for the body. Throws request/invalid with the field. */
export async function putWorkRules(db: Db, actor: Actor, tenant: Tenant, given: WorkRules): Promise<void> {
  const rules = {
    ...given,
    passwordPage: given.passwordPage?.trim() || null,
    patron: given.patron && { ...given.patron, name: given.patron.name.trim() },
  }
  if (rules.passwordPage !== null && !isHttps(rules.passwordPage)) throw refused('passwordPage')
  if (rules.patron !== null && !isDay(rules.patron.day)) throw refused('patron')
  const details = { before: { ...tenant.workRules, patron: tenant.patron }, after: rules }
  await recorded(db, { act: 'tenant/work-rules-set', actor, tenantId: tenant.id, details }, (tx) =>
    setWorkRules(tx, tenant.id, rules),
  )
}

/** `MM-DD`, of a leap year, so that the 29th of February is one. */
export function isDay(day: string): boolean {
  const date = new Date(`2024-${day}T00:00:00Z`)
  return /^\d{2}-\d{2}$/.test(day) && date.toJSON()?.startsWith(`2024-${day}`)
}

function refused(field: string): AppError {
  return new AppError('request/invalid', { fields: [field] })
}
