import { startPostgres } from '@staffetta/testing'
import { migrate, openDatabase } from '../src/db/open.ts'

/** A database of one's own with the product's tables and no row. */
export const startDatabase = () => startPostgres({ fill: makeTables })

async function makeTables(url: string): Promise<void> {
  const db = openDatabase(url, () => undefined)
  await migrate(db)
  await db.destroy()
}
