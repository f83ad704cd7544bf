import { sql } from 'kysely'
import type { Db } from './open.ts'
import type { NewTokenGrant, TokenGrantRow } from './schema/sessions.ts'

/** Longer than any provider is waited for. */
const LEASE_SECONDS = 20
/** Letters on their way and imports outlive the session they were begun in. */
const KEPT_HOURS = 24

export interface EndedGrant {
  tenantId: string
  accountId: string
}

export async function insertGrant(db: Db, row: NewTokenGrant): Promise<void> {
  await db.insertInto('token_grant').values(row).execute()
}

export async function findGrant(
  db: Db,
  { tenantId, accountId, id }: { tenantId: string; accountId: string; id: string },
): Promise<TokenGrantRow | undefined> {
  return db
    .selectFrom('token_grant')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Of all nodes one asks the provider for the next tokens: many give a refresh token that is good once. */
export async function leaseGrant(db: Db, id: string, edition: number): Promise<boolean> {
  const result = await db
    .updateTable('token_grant')
    .set({ renewing_until: sql`now() + make_interval(secs => ${LEASE_SECONDS})` })
    .where('id', '=', id)
    .where('edition', '=', edition)
    .where(sql<boolean>`(renewing_until is null or renewing_until < now())`)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** `sealed` null: nothing new came, and somebody else may ask. */
export async function settleGrant(db: Db, id: string, edition: number, sealed: Buffer | null): Promise<void> {
  await db
    .updateTable('token_grant')
    .set({
      renewing_until: null,
      used_at: sql`now()`,
      ...(sealed !== null && { sealed, edition: edition + 1 }),
    })
    .where('id', '=', id)
    .where('edition', '=', edition)
    .execute()
}

/** The sessions that came of it end with it. */
export async function endGrant(db: Db, id: string): Promise<void> {
  await db.deleteFrom('token_grant').where('id', '=', id).execute()
}

/** All that one person's provider gave: the sessions that came of it end, letters on their way do not leave any more. */
export async function deleteGrantsOf(db: Db, { tenantId, accountId }: EndedGrant): Promise<void> {
  await db
    .deleteFrom('token_grant')
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', accountId)
    .execute()
}

/** What a provider's logout token names: one session of somebody there, or all of theirs. */
export async function endGrantsOf(
  db: Db,
  named: { issuer: string; clientId: string; subject: string | undefined; session: string | undefined },
): Promise<EndedGrant[]> {
  const rows = await db
    .deleteFrom('token_grant')
    .where('issuer', '=', named.issuer)
    .where('client_id', '=', named.clientId)
    .$if(named.subject !== undefined, (query) => query.where('subject', '=', named.subject!))
    .$if(named.session !== undefined, (query) =>
      query.where((either) =>
        named.subject === undefined
          ? either('provider_session', '=', named.session!)
          : // A provider that gave no name for its session when somebody came may name one when they leave.
            either.or([
              either('provider_session', '=', named.session!),
              either('provider_session', 'is', null),
            ]),
      ),
    )
    .returning(['tenant_id', 'account_id'])
    .execute()
  return rows.map((row) => ({ tenantId: row.tenant_id, accountId: row.account_id }))
}

/** False for a token that was used before. */
export async function rememberLogoutToken(db: Db, issuer: string, jti: string): Promise<boolean> {
  const result = await db
    .insertInto('logout_token')
    .values({ issuer, jti })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

export async function forgetOldGrants(db: Db): Promise<void> {
  await sql`
    delete from token_grant g where used_at < now() - make_interval(hours => ${KEPT_HOURS})
    and not exists (select from session s where s.grant_id = g.id)`.execute(db)
  await sql`delete from logout_token where seen_at < now() - interval '1 hour'`.execute(db)
}
