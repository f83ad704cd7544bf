import { sql } from 'kysely'
import type { Db } from './open.ts'

export interface Notice {
  version: number
  publishedAt: Date
  it: string
  en: string | null
}

/** All versions of one body, the newest first. */
export async function listNotices(db: Db, tenantId: string): Promise<(Notice & { readers: number })[]> {
  const rows = await db
    .selectFrom('privacy_notice')
    .selectAll()
    .select((query) =>
      query
        .selectFrom('notice_read')
        .whereRef('notice_read.publisher_id', '=', 'privacy_notice.tenant_id')
        .whereRef('notice_read.version', '=', 'privacy_notice.version')
        .select(sql<number>`count(*)::int`.as('readers'))
        .as('readers'),
    )
    .where('tenant_id', '=', tenantId)
    .orderBy('version', 'desc')
    .execute()
  return rows.map((row) => ({
    version: row.version,
    publishedAt: row.published_at,
    it: row.text_it,
    en: row.text_en,
    readers: row.readers ?? 0,
  }))
}

/** In a transaction; two at once get a version each, or one of them fails. */
export async function insertNotice(
  tx: Db,
  tenantId: string,
  { version, it, en }: Omit<Notice, 'publishedAt'>,
): Promise<void> {
  await tx
    .insertInto('privacy_notice')
    .values({ tenant_id: tenantId, version, text_it: it, text_en: en })
    .execute()
}

/** When somebody first took note of a version. */
export async function findReading(
  db: Db,
  whose: { tenantId: string; accountId: string },
  publisherId: string,
  version: number,
): Promise<Date | null> {
  const row = await db
    .selectFrom('notice_read')
    .select('read_at')
    .where('tenant_id', '=', whose.tenantId)
    .where('account_id', '=', whose.accountId)
    .where('publisher_id', '=', publisherId)
    .where('version', '=', version)
    .executeTakeFirst()
  return row?.read_at ?? null
}

/** The first time counts. */
export async function insertReading(
  db: Db,
  { tenantId, accountId }: { tenantId: string; accountId: string },
  publisherId: string,
  version: number,
): Promise<void> {
  await db
    .insertInto('notice_read')
    .values({ tenant_id: tenantId, account_id: accountId, publisher_id: publisherId, version })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
