import type { EnrolmentDetail, EnrolmentRow, TenantState } from '@staffetta/contract'
import { findEnrolment, findFile, listFiles, listSentEnrolments } from '../db/enrolments.ts'
import type { Db } from '../db/open.ts'
import { AppError } from '../http/app-error.ts'

/** What whoever asks is told: an answer within five working days of it being the operator's turn. */
const ANSWER_DAYS = 5

const turns: Partial<Record<TenantState, EnrolmentRow['waitsFor']>> = {
  sent: 'operator',
  'in-check': 'operator',
  'more-asked': 'body',
  approved: 'operator',
  activating: 'operator',
}

/** Whoever has waited longest first. */
export async function enrolmentRows(db: Db): Promise<EnrolmentRow[]> {
  const rows = await listSentEnrolments(db)
  return rows.flatMap(({ tenant_id, name, dossier, state, state_since, sent_at }) => {
    if (tenant_id === null || sent_at === null) return []
    const waitsFor = turns[state] ?? 'nobody'
    const dueAt = waitsFor === 'operator' ? workingDaysAfter(sent_at, ANSWER_DAYS) : null
    return {
      tenantId: tenant_id,
      name,
      requester: dossier.people.requester.name,
      state,
      stateSince: state_since.toISOString(),
      sentAt: sent_at.toISOString(),
      waitsFor,
      dueAt: dueAt?.toISOString() ?? null,
      late: dueAt !== null && dueAt < new Date(),
    }
  })
}

export async function enrolmentDetail(db: Db, tenantId: string): Promise<EnrolmentDetail | null> {
  const row = await findEnrolment(db, 'tenant_id', tenantId)
  if (row === undefined || row.sent_at === null) return null
  return {
    sentAt: row.sent_at.toISOString(),
    dossier: row.dossier,
    files: await listFiles(db, row.id),
  }
}

/** Of that body's request alone. */
export async function enrolmentFile(db: Db, tenantId: string, fileId: string) {
  const row = await findEnrolment(db, 'tenant_id', tenantId)
  const file = row && (await findFile(db, row.id, fileId))
  if (file === undefined) throw new AppError('enrolment/gone')
  return file
}

export function workingDaysAfter(from: Date, days: number): Date {
  const at = new Date(from)
  for (let left = days; left > 0;) {
    at.setUTCDate(at.getUTCDate() + 1)
    if (at.getUTCDay() % 6 !== 0) left--
  }
  return at
}
