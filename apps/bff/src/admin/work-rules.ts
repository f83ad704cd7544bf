import { sortedSpans, weekFlaw, type WorkRules } from '@staffetta/contract'
import type { Db } from '../db/open.ts'
import { setWorkRules, type Tenant } from '../db/tenants.ts'
import type { Actor } from '../http/actor.ts'
import { AppError } from '../http/app-error.ts'
import { recorded } from '../register/record.ts'
import { isHttps } from './look.ts'

/** What holds for everybody who works for the body. Throws request/invalid with the field. */
export async function putWorkRules(db: Db, actor: Actor, tenant: Tenant, given: WorkRules): Promise<void> {
  const flaw = workFlaw(given)
  if (flaw !== null) throw new AppError('request/invalid', { fields: [flaw] })
  const rules = cleanWork(given)
  const details = { before: { ...tenant.workRules, patron: tenant.patron }, after: rules }
  await recorded(db, { act: 'tenant/work-rules-set', actor, tenantId: tenant.id, details }, (tx) =>
    setWorkRules(tx, tenant.id, rules),
  )
}

/** Which of them cannot be, beyond what the schema refuses. */
export function workFlaw({
  passwordPage,
  hours,
  patron,
}: WorkRules): 'passwordPage' | 'hours' | 'patron' | null {
  if (passwordPage !== null && !isHttps(passwordPage.trim())) return 'passwordPage'
  // In a body where nobody works no meeting would find a time.
  if (hours !== null && (hours.spans.length === 0 || weekFlaw(hours) !== null)) return 'hours'
  return patron === null || isDay(patron.day) ? null : 'patron'
}

export function cleanWork({ passwordPage, hours, patron, ...rules }: WorkRules): WorkRules {
  return {
    passwordPage: passwordPage?.trim() ?? null,
    ...rules,
    hours: hours && { zone: hours.zone, spans: sortedSpans(hours.spans) },
    patron: patron && { ...patron, name: patron.name.trim() },
  }
}

/** `MM-DD`, of a leap year, so that the 29th of February is one. */
export function isDay(day: string): boolean {
  const date = new Date(`2024-${day}T00:00:00Z`)
  return /^\d{2}-\d{2}$/.test(day) && (date.toJSON()?.startsWith(`2024-${day}`) ?? false)
}
