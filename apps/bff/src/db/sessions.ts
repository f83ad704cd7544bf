import { sql } from 'kysely'
import type { Db } from './open.ts'
import type { SessionRow } from './schema/sessions.ts'

/** The account of an address, made at its first sign-in. */
export async function accountOf(db: Db, tenantId: string, address: string): Promise<string> {
  const { id } = await db
    .insertInto('account')
    .values({ tenant_id: tenantId, address })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'address']).doUpdateSet({ address }))
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function insertSession(
  db: Db,
  row: Omit<SessionRow, 'created_at' | 'last_seen_at'>,
): Promise<void> {
  await db.insertInto('session').values(row).execute()
  await db
    .updateTable('account')
    .set({ signed_in_at: sql`now()` })
    .where('id', '=', row.account_id)
    .execute()
}

export async function findSession(
  db: Db,
  idHash: Buffer,
): Promise<(SessionRow & { address: string }) | undefined> {
  return (
    db
      .selectFrom('session')
      .innerJoin('account', 'account.id', 'session.account_id')
      .selectAll('session')
      .select('account.address')
      .where('id_hash', '=', idHash)
      // Whoever was shut out while they signed in is out, too.
      .where('account.state', '=', 'enabled')
      .executeTakeFirst()
  )
}

/** Of these the ones that are there, in hex. */
export async function keptSessions(db: Db, idHashes: Buffer[]): Promise<string[]> {
  if (idHashes.length === 0) return []
  const rows = await db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.account_id')
    .select('id_hash')
    .where(sql<boolean>`id_hash = any(${idHashes})`)
    .where('account.state', '=', 'enabled')
    .execute()
  return rows.map((row) => row.id_hash.toString('hex'))
}

export async function touchSession(db: Db, idHash: Buffer): Promise<void> {
  await db
    .updateTable('session')
    .set({ last_seen_at: sql`now()` })
    .where('id_hash', '=', idHash)
    .execute()
}

export async function listAccountSessions(db: Db, accountId: string): Promise<SessionRow[]> {
  return db
    .selectFrom('session')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('last_seen_at', 'desc')
    .limit(100)
    .execute()
}

export async function deleteSession(db: Db, accountId: string, idHash: Buffer): Promise<void> {
  await db.deleteFrom('session').where('account_id', '=', accountId).where('id_hash', '=', idHash).execute()
}

export async function deleteAccountSessions(db: Db, accountId: string): Promise<void> {
  await db.deleteFrom('session').where('account_id', '=', accountId).execute()
}

export async function deleteEndedSessions(db: Db, idleSeconds: number): Promise<void> {
  await sql`delete from session where absolute_ends_at < now() or last_seen_at < now() - make_interval(secs => ${idleSeconds})`.execute(
    db,
  )
}

export async function addressOfAccount(db: Db, accountId: string): Promise<string | undefined> {
  const row = await db.selectFrom('account').select('address').where('id', '=', accountId).executeTakeFirst()
  return row?.address
}

export async function accountIdOf(db: Db, tenantId: string, address: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('account')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('address', '=', address.toLowerCase())
    .executeTakeFirst()
  return row?.id
}

/** When the second factor was last proved in a session. */
export async function provedAt(db: Db, idHash: Buffer): Promise<Date | null> {
  const row = await db
    .selectFrom('session')
    .select('proved_at')
    .where('id_hash', '=', idHash)
    .executeTakeFirst()
  return row?.proved_at ?? null
}

export async function setProved(db: Db, idHash: Buffer): Promise<void> {
  await db
    .updateTable('session')
    .set({ proved_at: sql`now()` })
    .where('id_hash', '=', idHash)
    .execute()
}
