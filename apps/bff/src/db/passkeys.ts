import { sql } from 'kysely'
import type { Db } from './open.ts'
import type { Owner } from './second-factors.ts'

export interface PasskeyRow {
  id: string
  host: string
  credentialId: string
  publicKey: Buffer
  counter: number
  transports: string[]
  name: string
  createdAt: Date
  usedAt: Date | null
}

export async function passkeysOf(db: Db, { tenantId, accountId }: Owner): Promise<PasskeyRow[]> {
  const rows = await db
    .selectFrom('passkey')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', accountId)
    .orderBy('created_at')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    host: row.host,
    credentialId: row.credential_id,
    publicKey: row.public_key,
    counter: Number(row.counter),
    transports: row.transports,
    name: row.name,
    createdAt: row.created_at,
    usedAt: row.used_at,
  }))
}

type NewPasskey = Omit<PasskeyRow, 'id' | 'createdAt' | 'usedAt'>

/** False where the host knows the key already, of whomever. */
export async function insertPasskey(db: Db, owner: Owner, key: NewPasskey): Promise<boolean> {
  const row = await db
    .insertInto('passkey')
    .values({
      tenant_id: owner.tenantId,
      account_id: owner.accountId,
      host: key.host,
      credential_id: key.credentialId,
      public_key: key.publicKey,
      counter: key.counter,
      transports: key.transports,
      name: key.name,
    })
    .onConflict((conflict) => conflict.columns(['host', 'credential_id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function renamePasskey(db: Db, { tenantId, accountId }: Owner, id: string, name: string) {
  await db
    .updateTable('passkey')
    .set({ name })
    .where('id', '=', id)
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', accountId)
    .execute()
}

/** One of them, or all. */
export async function deletePasskeys(db: Db, { tenantId, accountId }: Owner, id?: string): Promise<void> {
  await db
    .deleteFrom('passkey')
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', accountId)
    .$if(id !== undefined, (query) => query.where('id', '=', id!))
    .execute()
}

/** Of two that come with the same count at the same moment, on two nodes even, one is told true. Keys that do not count say 0. */
export async function takeCounter(
  db: Db,
  { tenantId, accountId }: Owner,
  id: string,
  counter: number,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('passkey')
    .set({ counter, used_at: sql`now()` })
    .where('id', '=', id)
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', accountId)
    .where(sql<boolean>`(counter < ${counter} or (counter = 0 and ${counter} = 0))`)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export interface Challenge {
  challenge: string
  sessionHash: Buffer
  purpose: 'make' | 'prove'
  host: string
}

/** Those of the session that were never answered go with it. */
export async function putChallenge(db: Db, { sessionHash, ...rest }: Challenge, endsAt: Date): Promise<void> {
  await db
    .deleteFrom('passkey_challenge')
    .where('session_hash', '=', sessionHash)
    .where('ends_at', '<', sql<Date>`now()`)
    .execute()
  await db
    .insertInto('passkey_challenge')
    .values({ ...rest, session_hash: sessionHash, ends_at: endsAt })
    .execute()
}

/** Good once: whoever comes first has it, at whichever node. */
export async function takeChallenge(
  db: Db,
  { challenge, sessionHash, purpose, host }: Challenge,
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('passkey_challenge')
    .where('challenge', '=', challenge)
    .where('session_hash', '=', sessionHash)
    .where('purpose', '=', purpose)
    .where('host', '=', host)
    .where('ends_at', '>', sql<Date>`now()`)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
