import { type Expression, sql, type Updateable } from 'kysely'
import type { Owner } from './blobs.ts'
import type { Db } from './open.ts'
import type { Database } from './schema.ts'
import type { CalendarFeedRow, CalendarSubscriptionRow, FeedChange } from './schema/calendar.ts'

const feedColumns = [
  'calendar_feed.id',
  'calendar_feed.tenant_id',
  'address_hash',
  'sealed_address',
  'version',
  'calendar_feed.name',
  'etag',
  'last_modified',
  'calendar_feed.refresh_minutes',
  'read_at',
  'next_at',
  'error',
  'failures',
] as const

/** One subscription with what is known of its feed. */
export interface Subscribed {
  subscription: CalendarSubscriptionRow
  feed: CalendarFeedRow
}

export async function listSubscriptions(db: Db, owner: Owner): Promise<Subscribed[]> {
  const subscriptions = await db
    .selectFrom('calendar_subscription')
    .selectAll()
    .where('tenant_id', '=', owner.tenantId)
    .where('account_id', '=', owner.accountId)
    .orderBy('created_at')
    .execute()
  if (subscriptions.length === 0) return []
  const feeds = await db
    .selectFrom('calendar_feed')
    .select(feedColumns)
    .where('tenant_id', '=', owner.tenantId)
    .where(
      'id',
      'in',
      subscriptions.map(({ feed_id }) => feed_id),
    )
    .execute()
  return subscriptions.flatMap((subscription) => {
    const feed = feeds.find(({ id }) => id === subscription.feed_id)
    return feed === undefined ? [] : [{ subscription, feed }]
  })
}

export async function findFeed(db: Db, tenantId: string, hash: Buffer): Promise<CalendarFeedRow | undefined> {
  return db
    .selectFrom('calendar_feed')
    .select(feedColumns)
    .where('tenant_id', '=', tenantId)
    .where('address_hash', '=', hash)
    .executeTakeFirst()
}

export async function insertFeed(
  db: Db,
  row: Pick<CalendarFeedRow, 'id' | 'tenant_id' | 'address_hash' | 'sealed_address'>,
): Promise<void> {
  await db
    .insertInto('calendar_feed')
    .values({ ...row, next_at: new Date() })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'address_hash']).doNothing())
    .execute()
}

export async function updateFeed(db: Db, id: string, change: FeedChange): Promise<void> {
  await db.updateTable('calendar_feed').set(change).where('id', '=', id).execute()
}

export async function feedContent(db: Db, id: string): Promise<Buffer | null> {
  const row = await db.selectFrom('calendar_feed').select('content').where('id', '=', id).executeTakeFirst()
  return row?.content ?? null
}

/** Feeds whose time has come, to whoever asks first: the others find it later. */
export async function takeDueFeeds(db: Db, most: number, holdSeconds: number): Promise<CalendarFeedRow[]> {
  const due = db
    .selectFrom('calendar_feed')
    .select('id')
    .where('next_at', '<', sql<Date>`now()`)
    .orderBy('next_at')
    .limit(most)
    .forUpdate()
    .skipLocked()
  return db
    .updateTable('calendar_feed')
    .set({ next_at: sql`now() + make_interval(secs => ${holdSeconds})` as Expression<Date> })
    .where('id', 'in', due)
    .returning(feedColumns)
    .execute()
}

/** Who looks at a feed, and the shortest time anybody chose. */
export async function subscribersOf(
  db: Db,
  feedId: string,
): Promise<{ accountIds: string[]; refreshMinutes: number | null }> {
  const rows = await db
    .selectFrom('calendar_subscription')
    .select(['account_id', 'refresh_minutes'])
    .where('feed_id', '=', feedId)
    .execute()
  const chosen = rows.flatMap(({ refresh_minutes }) => refresh_minutes ?? [])
  return {
    accountIds: rows.map(({ account_id }) => account_id),
    refreshMinutes: chosen.length === 0 ? null : Math.min(...chosen),
  }
}

export async function insertSubscription(
  db: Db,
  owner: Owner,
  row: { feedId: string; name: string; colour: string },
): Promise<void> {
  await db
    .insertInto('calendar_subscription')
    .values({
      tenant_id: owner.tenantId,
      account_id: owner.accountId,
      feed_id: row.feedId,
      name: row.name,
      colour: row.colour,
      refresh_minutes: null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['account_id', 'feed_id'])
        .doUpdateSet({ name: row.name, colour: row.colour, shown: true }),
    )
    .execute()
}

export async function updateSubscription(
  db: Db,
  owner: Owner,
  feedId: string,
  change: Updateable<Database['calendar_subscription']>,
): Promise<void> {
  await db
    .updateTable('calendar_subscription')
    .set(change)
    .where('tenant_id', '=', owner.tenantId)
    .where('account_id', '=', owner.accountId)
    .where('feed_id', '=', feedId)
    .execute()
}

/** What nobody looks at any more is not fetched any more. */
export async function deleteSubscription(db: Db, owner: Owner, feedId: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx
      .deleteFrom('calendar_subscription')
      .where('tenant_id', '=', owner.tenantId)
      .where('account_id', '=', owner.accountId)
      .where('feed_id', '=', feedId)
      .execute()
    await sql`
      delete from calendar_feed where id = ${feedId}
      and not exists (select 1 from calendar_subscription where feed_id = calendar_feed.id)`.execute(tx)
  })
}
