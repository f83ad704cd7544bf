import type { Db } from './open.ts'

/** What is kept of somebody: what they chose, and what is written down of their letters; sessions and credentials open things. */
const kept = [
  'preference',
  'working_hours',
  'calendar_mail_choice',
  'calendar_choice',
  'calendar_subscription',
  'reminder_state',
  'book_choice',
  'written_to',
  'favourite',
  'saved_search',
  'contact_not_same',
  'notice_read',
  'mail_log',
] as const

/** All rows of one account, by table, as they are kept. */
export async function ownRows(
  db: Db,
  { tenantId, accountId }: { tenantId: string; accountId: string },
): Promise<Record<string, unknown[]>> {
  const all: [string, unknown[]][] = []
  for (const table of kept) {
    const rows = await db
      .selectFrom(table as 'preference')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .where('account_id', '=', accountId)
      .execute()
    all.push([table, rows.map(({ tenant_id: _tenant, account_id: _account, ...row }) => row)])
  }
  return Object.fromEntries(all)
}
