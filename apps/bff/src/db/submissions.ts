import { sql } from 'kysely'
import type { Owner } from './blobs.ts'
import type { Db } from './open.ts'
import type { NewSubmission, SubmissionRow } from './schema/mail.ts'

/** Returns false when this key was used before: the intent is known already. */
export async function insertSubmission(db: Db, row: NewSubmission): Promise<boolean> {
  const result = await db
    .insertInto('submission')
    .values(row)
    .onConflict((conflict) => conflict.columns(['account_id', 'id']).doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

/** Until the transaction ends nobody else hands anything over for this person, at whichever node. */
export async function lockSubmissions(tx: Db, { tenantId, accountId }: Owner): Promise<void> {
  await tx
    .selectFrom('account')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', accountId)
    .forNoKeyUpdate()
    .execute()
}

/** The last of what counts, up to so many: what was called back was never sent. */
export async function latestSubmissions(
  db: Db,
  { tenantId, accountId }: Owner,
  most: number,
): Promise<{ at: Date; recipients: number }[]> {
  return db
    .selectFrom('submission')
    .select(['counts_at as at', sql<number>`cardinality(recipients)`.as('recipients')])
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', accountId)
    .where('counts_at', '>', sql<Date>`now() - interval '1 hour'`)
    .where('state', '<>', 'cancelled')
    .orderBy('counts_at', 'desc')
    .limit(most)
    .execute()
}

export async function findSubmission(
  db: Db,
  accountId: string,
  id: string,
): Promise<SubmissionRow | undefined> {
  return db
    .selectFrom('submission')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** The last one that was about that. */
export async function findSubmissionAbout(
  db: Db,
  accountId: string,
  about: string,
): Promise<SubmissionRow | undefined> {
  return db
    .selectFrom('submission')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('about', '=', about)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** All that was about it, the last first: what `about` says goes on after that. */
export async function listSubmissionsAbout(
  db: Db,
  accountId: string,
  about: string,
): Promise<SubmissionRow[]> {
  return db
    .selectFrom('submission')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('about', 'is not', null)
    .where(sql<boolean>`starts_with(about, ${about})`)
    .orderBy('created_at', 'desc')
    .limit(200)
    .execute()
}

export async function listSubmissions(db: Db, accountId: string): Promise<SubmissionRow[]> {
  return db
    .selectFrom('submission')
    .selectAll()
    .where('account_id', '=', accountId)
    .where(sql<boolean>`(state not in ('filed', 'cancelled') and created_at > now() - interval '1 day')`)
    .orderBy('created_at')
    .execute()
}

/** The step of the state machine: happens for one caller only, from the states named, and (where given) from this attempt. */
export async function advanceSubmission(
  db: Db,
  row: { accountId: string; id: string; attempts?: number },
  from: string[],
  change: Partial<Pick<SubmissionRow, 'state' | 'error' | 'refused' | 'sealed' | 'blob_id' | 'sends_at'>> & {
    attempt?: boolean
  },
): Promise<SubmissionRow | undefined> {
  const { attempt, ...columns } = change
  return db
    .updateTable('submission')
    .set({ ...columns, ...(attempt && { attempts: sql<number>`attempts + 1` }) })
    .where('account_id', '=', row.accountId)
    .where('id', '=', row.id)
    .where('state', 'in', from)
    .$if(row.attempts !== undefined, (query) => query.where('attempts', '=', row.attempts!))
    .returningAll()
    .executeTakeFirst()
}

/** Rows whose time has come, and those a crash of the server left half way. */
export async function listDueSubmissions(db: Db, stuckAfterSeconds: number): Promise<SubmissionRow[]> {
  return db
    .selectFrom('submission')
    .selectAll()
    .where(
      sql<boolean>`(state in ('held', 'accepted') and sends_at <= now())
        or (state = 'submitting' and sends_at <= now() - make_interval(secs => ${stuckAfterSeconds}))`,
    )
    .limit(100)
    .execute()
}

/** Who wrote what to whom is forgotten with the day on which it can be seen; that there was a letter is counted for a month. */
export async function deleteOldSubmissions(db: Db): Promise<void> {
  await sql`
    update submission set subject = '', sender = '', recipients = '{}', refused = '{}', afterwards = 'null'
    where created_at < now() - interval '1 day' and state in ('filed', 'cancelled')
    and recipients <> '{}'`.execute(db)
  await sql`
    delete from submission where created_at < now() - interval '21 days'
    and state in ('failed', 'uncertain')`.execute(db)
  await sql`
    delete from submission where created_at < now() - interval '30 days'
    and state in ('filed', 'failed', 'uncertain', 'cancelled')`.execute(db)
}
