import { sql } from 'kysely'
import type { Db } from './open.ts'

/**
 * Does something while no node does anything under one of the same names. The names are taken in one order, so that two that
 * want both do not wait for each other. Holds a connection of the pool meanwhile: do not ask the database inside.
 */
export async function withLocks<T>(db: Db, names: readonly string[], work: () => Promise<T>): Promise<T> {
  return db.transaction().execute(async (tx) => {
    await sql`set local lock_timeout = '20s'`.execute(tx)
    for (const name of [...new Set(names)].toSorted())
      await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(tx)
    return work()
  })
}
