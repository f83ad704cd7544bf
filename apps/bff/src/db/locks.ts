import { sql } from 'kysely'
import type { Db } from './open.ts'

/** Of the ten connections of the pool: the others are for whoever books nothing. */
const AT_ONCE = 3

let running = 0
const waiting: (() => void)[] = []

/**
 * Does something while no node does anything under one of the same names. The names are taken in one order, so that two that
 * want both do not wait for each other. Holds a connection of the pool meanwhile: do not ask the database inside.
 */
export async function withLocks<T>(db: Db, names: readonly string[], work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  else running++
  try {
    return await db.transaction().execute(async (tx) => {
      await sql`set local lock_timeout = '20s'`.execute(tx)
      for (const name of [...new Set(names)].toSorted())
        await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(tx)
      return work()
    })
  } finally {
    // The place goes to the next in the line, if there is one.
    const next = waiting.shift()
    if (next === undefined) running--
    else next()
  }
}
