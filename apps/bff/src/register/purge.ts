import { purgedLink, purgeSegment, walkEntries, type RegisterRow, type Segment } from '../db/register.ts'
import type { Db } from '../db/open.ts'
import { record, product } from './record.ts'

/** The Garante's six months (27 November 2008); the database refuses less on its own account. */
const leastMonths = 6

/**
 * Removes whole months that are older than they are kept, and leaves of each where it stood in the chain. Each removal is an
 * entry of its own.
 */
export async function purgeRegister(db: Db, keptMonths: number, now = new Date()): Promise<Segment[]> {
  const limit = new Date(now)
  limit.setUTCMonth(limit.getUTCMonth() - Math.max(leastMonths, keptMonths))
  const purged: Segment[] = []
  for (let month = await oldestMonth(db, limit); month !== null; month = await oldestMonth(db, limit)) {
    const segment = { ...month, purgedAt: now }
    await db.transaction().execute(async (tx) => {
      await purgeSegment(tx, segment)
      await record(
        tx,
        {
          act: 'register/purged',
          actor: product,
          tenantId: null,
          subject: segment.month,
          details: {
            from: segment.firstSeq,
            to: segment.lastSeq,
            lastHash: segment.lastHash.toString('hex'),
          },
        },
        now,
      )
    })
    purged.push(segment)
  }
  return purged
}

/** The first month still kept, if all of it lies before the limit; the chain goes on behind it. */
async function oldestMonth(db: Db, limit: Date): Promise<Omit<Segment, 'purgedAt'> | null> {
  const start = await purgedLink(db)
  let first: RegisterRow | undefined
  let last: RegisterRow | undefined
  for await (const entry of walkEntries(db)) {
    first ??= entry
    if (monthOf(entry) !== monthOf(first)) break
    last = entry
  }
  if (first === undefined || last === undefined) return null
  const end = new Date(`${monthOf(first)}-01T00:00:00Z`)
  end.setUTCMonth(end.getUTCMonth() + 1)
  if (end > limit) return null
  return {
    month: monthOf(first),
    firstSeq: first.seq,
    lastSeq: last.seq,
    firstPrevious: start.hash,
    lastHash: last.hash,
  }
}

function monthOf({ at }: RegisterRow): string {
  return at.toISOString().slice(0, 7)
}
