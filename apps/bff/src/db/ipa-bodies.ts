import type { PublicBody } from '@staffetta/contract'
import { sql } from 'kysely'
import type { Db } from './open.ts'

/** Of what is written at once: PostgreSQL takes 65,535 values in a statement. */
const ROWS_AT_ONCE = 1000

/** A body with what it is found by. */
export type IndexedBody = PublicBody & { words: string }

/** Rows that have every word by its beginning, the best first. `words` are without case and accents already. */
export async function searchBodies(db: Db, words: string[], limit: number): Promise<PublicBody[]> {
  const whole = words.join(' ')
  let query = db.selectFrom('ipa_body').selectAll()
  for (const word of words) query = query.where('words', 'like', `% ${word.replaceAll(/[\\%_]/g, '\\$&')}%`)
  const rows = await query
    .orderBy(sql`code_key <> ${whole}`)
    // What was typed in one piece, and near the beginning, stands before words that are scattered.
    .orderBy(sql`coalesce(nullif(position(${` ${whole}`} in words), 0), 10000)`)
    .orderBy(sql`length(name)`)
    .orderBy('name')
    .limit(limit)
    .execute()
  return rows.map(({ code, name, kind, tax_code, pec, address, fictitious }) => ({
    code,
    name,
    kind,
    taxCode: tax_code,
    pec,
    address,
    fictitious,
  }))
}

export async function hasBodies(db: Db): Promise<boolean> {
  return (await db.selectFrom('ipa_body').select('code_key').limit(1).executeTakeFirst()) !== undefined
}

/** A code that is there already stays as it is. */
export async function addBodies(db: Db, bodies: IndexedBody[]): Promise<void> {
  for (let at = 0; at < bodies.length; at += ROWS_AT_ONCE) {
    const rows = bodies
      .slice(at, at + ROWS_AT_ONCE)
      .map(({ taxCode, ...body }) => ({ ...body, tax_code: taxCode, code_key: body.code.toLowerCase() }))
    await db
      .insertInto('ipa_body')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

/** In a transaction: nobody finds half a register. */
export async function replaceBodies(tx: Db, bodies: IndexedBody[]): Promise<void> {
  await tx.deleteFrom('ipa_body').execute()
  await addBodies(tx, bodies)
}
