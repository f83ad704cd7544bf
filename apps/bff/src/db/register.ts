import { sql } from 'kysely'
import type { Db } from './open.ts'

/** One line of the register. `record` is the very text that is hashed; the rest repeats of it what is searched for. */
export interface RegisterRow {
  seq: number
  at: Date
  act: string
  actor: string
  tenantId: string | null
  record: string
  previous: Buffer
  hash: Buffer
}

/** Until the transaction ends nobody else adds to it. */
export async function lockRegister(tx: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('register', 0))`.execute(tx)
}

/** What the next entry follows: the last one, or the last of what was purged, or nothing. */
export async function lastLink(db: Db): Promise<{ seq: number; hash: Buffer }> {
  const entry = await db
    .selectFrom('register_entry')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (entry !== undefined) return { seq: Number(entry.seq), hash: entry.hash }
  return purgedLink(db)
}

/** Where what is still kept begins: behind the last month that was purged. */
export async function purgedLink(db: Db): Promise<{ seq: number; hash: Buffer }> {
  const segment = await db
    .selectFrom('register_segment')
    .select(['last_seq', 'last_hash'])
    .orderBy('last_seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return segment === undefined
    ? { seq: 0, hash: Buffer.alloc(32) }
    : { seq: Number(segment.last_seq), hash: segment.last_hash }
}

export async function insertEntry(db: Db, row: RegisterRow): Promise<void> {
  const { tenantId, ...values } = row
  await db
    .insertInto('register_entry')
    .values({ ...values, tenant_id: tenantId })
    .execute()
}

export interface RegisterFilter {
  /** Only entries about these bodies; undefined: all of them. */
  tenantIds?: string[] | undefined
  text?: string | undefined
  from?: Date | undefined
  to?: Date | undefined
  /** Those before this one. */
  before?: number | undefined
}

/** Newest first. */
export async function listEntries(db: Db, filter: RegisterFilter, limit: number): Promise<RegisterRow[]> {
  let query = db.selectFrom('register_entry').selectAll().orderBy('seq', 'desc').limit(limit)
  if (filter.tenantIds !== undefined) {
    if (filter.tenantIds.length === 0) return []
    query = query.where('tenant_id', 'in', filter.tenantIds)
  }
  if (filter.before !== undefined) query = query.where('seq', '<', String(filter.before))
  if (filter.from !== undefined) query = query.where('at', '>=', filter.from)
  if (filter.to !== undefined) query = query.where('at', '<', filter.to)
  if (filter.text !== undefined)
    query = query.where(sql<boolean>`strpos(lower(record), lower(${filter.text})) > 0`)
  return (await query.execute()).map(rowOf)
}

/** In their order, a thousand at a time: a register of years does not sit in memory. */
export async function* walkEntries(db: Db): AsyncGenerator<RegisterRow> {
  for (let after = 0; ;) {
    const rows = await db
      .selectFrom('register_entry')
      .selectAll()
      .where('seq', '>', String(after))
      .orderBy('seq')
      .limit(1000)
      .execute()
    yield* rows.map(rowOf)
    const last = rows.at(-1)
    if (last === undefined) return
    after = Number(last.seq)
  }
}

export interface Anchor {
  seq: number
  hash: Buffer
  at: Date
  signature: Buffer
}

export async function listAnchors(db: Db): Promise<Anchor[]> {
  const rows = await db.selectFrom('register_anchor').selectAll().orderBy('seq').execute()
  return rows.map((row) => ({ ...row, seq: Number(row.seq) }))
}

export async function insertAnchor(db: Db, anchor: Anchor): Promise<void> {
  await db
    .insertInto('register_anchor')
    .values(anchor)
    .onConflict((conflict) => conflict.column('seq').doNothing())
    .execute()
}

export interface Segment {
  month: string
  firstSeq: number
  lastSeq: number
  firstPrevious: Buffer
  lastHash: Buffer
  purgedAt: Date
}

export async function listSegments(db: Db): Promise<Segment[]> {
  const rows = await db.selectFrom('register_segment').selectAll().orderBy('first_seq').execute()
  return rows.map((row) => ({
    month: row.month,
    firstSeq: Number(row.first_seq),
    lastSeq: Number(row.last_seq),
    firstPrevious: row.first_previous,
    lastHash: row.last_hash,
    purgedAt: row.purged_at,
  }))
}

/** Removes the entries of a month and keeps where it was in the chain; the database refuses what is younger than six months. */
export async function purgeSegment(db: Db, segment: Segment): Promise<void> {
  await db
    .insertInto('register_segment')
    .values({
      month: segment.month,
      first_seq: segment.firstSeq,
      last_seq: segment.lastSeq,
      first_previous: segment.firstPrevious,
      last_hash: segment.lastHash,
      purged_at: segment.purgedAt,
    })
    .execute()
  await db
    .deleteFrom('register_entry')
    .where('seq', '>=', String(segment.firstSeq))
    .where('seq', '<=', String(segment.lastSeq))
    .execute()
}

function rowOf(row: {
  seq: string
  at: Date
  act: string
  actor: string
  tenant_id: string | null
  record: string
  previous: Buffer
  hash: Buffer
}): RegisterRow {
  const { tenant_id, seq, ...rest } = row
  return { ...rest, seq: Number(seq), tenantId: tenant_id }
}
