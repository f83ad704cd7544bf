import { mailLogDays, type MailLogAgreement } from '@staffetta/contract'
import { mailLogRule, putMailLogRule } from '../../db/mail-log.ts'
import type { Db } from '../../db/open.ts'
import type { Tenant } from '../../db/tenants.ts'
import type { Actor } from '../../http/actor.ts'
import { AppError } from '../../http/app-error.ts'
import { record } from '../../register/record.ts'
import { purgeOf } from './purge-mail-log.ts'

/**
 * How long the log of a body's mail is kept. Less is everybody's good and wants nothing; more than 21 days watches people at work,
 * and wants the agreement that allows it. What is older goes in the same transaction.
 */
export async function setMailLogDays(
  db: Db,
  actor: Actor,
  { id: tenantId }: Tenant,
  { days, ...given }: { days: number; agreement: MailLogAgreement | null },
  now = new Date(),
): Promise<void> {
  const agreement = agreementFor(days, given.agreement, now)
  await db.transaction().execute(async (tx) => {
    const before = await mailLogRule(tx, tenantId)
    await putMailLogRule(tx, tenantId, { days, agreement, now })
    await purgeOf(tx, { tenantId, days }, now)
    await record(
      tx,
      {
        act: 'mail-log/retention-set',
        actor,
        tenantId,
        ...(agreement !== null && { reason: agreement.reason }),
        details: {
          before: { days: before.days, agreement: before.agreement },
          after: { days, agreement },
        },
      },
      now,
    )
  })
}

/** What so many days want, as it is stored. */
export function agreementFor(
  days: number,
  given: MailLogAgreement | null,
  now: Date,
): MailLogAgreement | null {
  if (days <= mailLogDays) return null
  const [reason, protocol, approvedBy] = [given?.reason, given?.protocol, given?.approvedBy].map(
    (words) => words?.trim() ?? '',
  ) as [string, string, string]
  const agreedOn = given?.agreedOn ?? ''
  const day = new Date(`${agreedOn}T00:00:00Z`)
  const isDay = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(agreedOn) && day <= now
  if (reason === '' || protocol === '' || approvedBy === '' || !isDay)
    throw new AppError('admin/agreement-missing', { most: mailLogDays })
  return { reason, protocol, agreedOn, approvedBy }
}
