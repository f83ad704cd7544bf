import { announcedDaysBefore, type AnnouncementKind, type Service } from '@staffetta/contract'
import { sql } from 'kysely'
import type { Db } from './open.ts'
import type { AnnouncementRow } from './schema/announcements.ts'

export interface WrittenAnnouncement {
  kind: AnnouncementKind
  it: string
  en: string | null
  beginsAt: Date
  endsAt: Date
  services: Service[]
  onSignIn: boolean
}

export interface StoredAnnouncement extends WrittenAnnouncement {
  id: string
  edition: number
  /** Whose it is; null: the operators'. */
  tenantId: string | null
  forAll: boolean
  /** Whom it is for, where not for all. */
  bodies: string[]
  endedAt: Date | null
}

/** Whom it is told. */
export interface Reach {
  forAll: boolean
  bodies: string[]
}

const bodiesOf = sql<string[]>`array(
  select b.tenant_id::text from announcement_body b where b.announcement_id = announcement.id order by 1)`
const shownFrom = sql<Date>`begins_at - case kind
  when 'maintenance' then make_interval(days => ${announcedDaysBefore}) else interval '0' end`
/** For the people of a body; of none: what is said to all. */
const reaches = (tenantId: string | null) => sql<boolean>`(for_all or exists (
  select from announcement_body b where b.announcement_id = announcement.id and b.tenant_id = ${tenantId}))`

/** What the people of a body see, or will before that moment. */
export async function announcementsFor(
  db: Db,
  tenantId: string | null,
  { before, onSignIn = false }: { before: Date; onSignIn?: boolean },
): Promise<StoredAnnouncement[]> {
  let query = db
    .selectFrom('announcement')
    .selectAll()
    .select(bodiesOf.as('bodies'))
    .where('ended_at', 'is', null)
    .where('ends_at', '>', sql<Date>`now()`)
    .where(shownFrom, '<=', before)
    .where(reaches(tenantId))
  if (onSignIn) query = query.where('on_sign_in', '=', true)
  return (await query.orderBy('begins_at').orderBy('id').execute()).map(storedOf)
}

/** All that ever were, the newest first: of the operators (null), or a body's own and what the operators told its people. */
export async function allAnnouncements(db: Db, tenantId: string | null): Promise<StoredAnnouncement[]> {
  const rows = await db
    .selectFrom('announcement')
    .selectAll()
    .select(bodiesOf.as('bodies'))
    .where(tenantId === null ? sql<boolean>`tenant_id is null` : reaches(tenantId))
    .orderBy('begins_at', 'desc')
    .orderBy('id')
    .limit(500)
    .execute()
  return rows.map(storedOf)
}

/** Of that owner alone; in a transaction nobody else changes it meanwhile. */
export async function lockAnnouncement(
  tx: Db,
  owner: string | null,
  id: string,
): Promise<StoredAnnouncement | undefined> {
  const row = await tx
    .selectFrom('announcement')
    .selectAll()
    .select(bodiesOf.as('bodies'))
    .where('id', '=', id)
    .where('tenant_id', 'is not distinct from', owner)
    .forUpdate()
    .executeTakeFirst()
  return row && storedOf(row)
}

export async function insertAnnouncement(
  tx: Db,
  owner: string | null,
  written: WrittenAnnouncement,
  reach: Reach,
): Promise<string> {
  const { id } = await tx
    .insertInto('announcement')
    .values({ ...columnsOf(written), tenant_id: owner, for_all: reach.forAll })
    .returning('id')
    .executeTakeFirstOrThrow()
  await putBodies(tx, id, reach.bodies)
  return id
}

export async function updateAnnouncement(
  tx: Db,
  id: string,
  written: WrittenAnnouncement,
  reach: Reach,
): Promise<void> {
  await tx
    .updateTable('announcement')
    .set({ ...columnsOf(written), for_all: reach.forAll, edition: sql<number>`edition + 1` })
    .where('id', '=', id)
    .execute()
  await tx.deleteFrom('announcement_body').where('announcement_id', '=', id).execute()
  await putBodies(tx, id, reach.bodies)
}

export async function endAnnouncement(tx: Db, id: string): Promise<void> {
  await tx
    .updateTable('announcement')
    .set({ ended_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute()
}

/** Those a person put away, with the edition they saw. */
export async function putAwayBy(
  db: Db,
  { tenantId, accountId }: { tenantId: string; accountId: string },
): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('announcement_away')
    .select(['announcement_id', 'edition'])
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', accountId)
    .execute()
  return new Map(rows.map(({ announcement_id, edition }) => [announcement_id, edition]))
}

export async function putAway(
  db: Db,
  { tenantId, accountId }: { tenantId: string; accountId: string },
  { id, edition, away }: { id: string; edition: number; away: boolean },
): Promise<void> {
  if (away)
    await db
      .insertInto('announcement_away')
      .values({ tenant_id: tenantId, account_id: accountId, announcement_id: id, edition })
      .onConflict((conflict) =>
        conflict.columns(['tenant_id', 'account_id', 'announcement_id']).doUpdateSet({ edition }),
      )
      .execute()
  else
    await db
      .deleteFrom('announcement_away')
      .where('tenant_id', '=', tenantId)
      .where('account_id', '=', accountId)
      .where('announcement_id', '=', id)
      .execute()
}

async function putBodies(tx: Db, id: string, bodies: readonly string[]): Promise<void> {
  const rows = bodies.map((tenantId) => ({ announcement_id: id, tenant_id: tenantId }))
  if (rows.length > 0) await tx.insertInto('announcement_body').values(rows).execute()
}

function columnsOf({ kind, it, en, beginsAt, endsAt, services, onSignIn }: WrittenAnnouncement) {
  return {
    kind,
    text_it: it,
    text_en: en,
    begins_at: beginsAt,
    ends_at: endsAt,
    services,
    on_sign_in: onSignIn,
  }
}

function storedOf(row: AnnouncementRow & { bodies: string[] }): StoredAnnouncement {
  return {
    id: row.id,
    edition: row.edition,
    tenantId: row.tenant_id,
    forAll: row.for_all,
    bodies: row.bodies,
    kind: row.kind,
    it: row.text_it,
    en: row.text_en,
    beginsAt: row.begins_at,
    endsAt: row.ends_at,
    services: row.services,
    onSignIn: row.on_sign_in,
    endedAt: row.ended_at,
  }
}
