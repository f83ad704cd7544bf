import { sql } from 'kysely'
import type { Owner } from './blobs.ts'
import type { Db } from './open.ts'

export interface Written {
  /** In lower case. */
  address: string
  name: string
  times: number
  lastAt: Date
}

/** Of one account; those least useful, seldom and long ago, are forgotten for others. */
const MOST = 2_000
/** After so long a use counts half. */
const HALF_LIFE_DAYS = 45
/** PostgreSQL takes 65,535 values in one statement. */
const AT_ONCE = 500

export async function listWritten(db: Db, owner: Owner): Promise<Written[]> {
  const rows = await db
    .selectFrom('written_to')
    .select(['address', 'name', 'times', 'last_at'])
    .where('tenant_id', '=', owner.tenantId)
    .where('account_id', '=', owner.accountId)
    .orderBy('last_at', 'desc')
    .execute()
  return rows.map(writtenOf)
}

/** Adds to what is known of each address; a name that was written takes the place of an older one. */
export async function addWritten(db: Db, owner: Owner, people: readonly Written[]): Promise<void> {
  for (let at = 0; at < people.length; at += AT_ONCE)
    await db
      .insertInto('written_to')
      .values(
        people.slice(at, at + AT_ONCE).map(({ address, name, times, lastAt }) => ({
          tenant_id: owner.tenantId,
          account_id: owner.accountId,
          address,
          name,
          times,
          last_at: lastAt,
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(['account_id', 'address']).doUpdateSet({
          // Of two numbers of a column the sum may not leave it.
          times: sql`least(written_to.times::bigint + excluded.times, 1000000)`,
          last_at: sql`greatest(written_to.last_at, excluded.last_at)`,
          name: sql`case when excluded.name = '' then written_to.name else excluded.name end`,
        }),
      )
      .execute()
  await sql`
    delete from written_to where tenant_id = ${owner.tenantId} and account_id = ${owner.accountId} and address in (
      select address from written_to where tenant_id = ${owner.tenantId} and account_id = ${owner.accountId}
      order by ln(times) - extract(epoch from now() - last_at) / 86400 / ${HALF_LIFE_DAYS}::float * ln(2) desc
      offset ${MOST})`.execute(db)
}

/** Null: everybody. Gives what was known, for whoever takes it back. */
export async function deleteWritten(
  db: Db,
  owner: Owner,
  addresses: readonly string[] | null,
): Promise<Written[]> {
  const all = db
    .deleteFrom('written_to')
    .where('tenant_id', '=', owner.tenantId)
    .where('account_id', '=', owner.accountId)
  const some = addresses === null ? all : all.where('address', 'in', [...addresses])
  return (await some.returning(['address', 'name', 'times', 'last_at']).execute()).map(writtenOf)
}

/** True for whoever asks first: what Sent knows from before is read once. */
export async function claimLearning(db: Db, { tenantId, accountId }: Owner): Promise<boolean> {
  const claimed = await db
    .updateTable('account')
    .set({ written_learnt_at: new Date() })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', accountId)
    .where('written_learnt_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return claimed !== undefined
}

/** It could not be read: another time. */
export async function releaseLearning(db: Db, { tenantId, accountId }: Owner): Promise<void> {
  await db
    .updateTable('account')
    .set({ written_learnt_at: null })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', accountId)
    .execute()
}

function writtenOf({ last_at: lastAt, ...row }: Omit<Written, 'lastAt'> & { last_at: Date }): Written {
  return { ...row, lastAt }
}
