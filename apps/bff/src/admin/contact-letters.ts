import { listCheckOutcomes } from '../db/check-outcomes.ts'
import type { Db } from '../db/open.ts'
import type { Tenant } from '../db/tenants.ts'
import { missingRecords, sendMissing } from '../enrolment/check-letters.ts'
import type { Actor } from '../http/actor.ts'
import { AppError } from '../http/app-error.ts'
import { recorded } from '../register/record.ts'

/** Tells the body's contact what is to be published. `place` null: the product has no way to send mail. */
export async function writeOfMissing(
  db: Db,
  actor: Actor,
  tenant: Tenant,
  place: URL | null,
): Promise<string[]> {
  const missing = missingRecords(await listCheckOutcomes(db, tenant.id))
  if (place === null || missing.length === 0)
    throw new AppError('admin/letter-refused', { what: place === null ? 'sender' : 'nothing' })
  const checks = missing.map(({ check, subject }) => (subject === '' ? check : `${check} ${subject}`))
  const deed = { act: 'tenant/contact-written', actor, tenantId: tenant.id, details: { checks } } as const
  return recorded(db, deed, async (tx) => {
    const sentTo = await sendMissing(tx, tenant, missing, place)
    if (sentTo.length === 0) throw new AppError('admin/letter-refused', { what: 'contact' })
    return sentTo
  })
}
