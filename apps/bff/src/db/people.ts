import type { PersonState, Role } from '@staffetta/contract'
import { sql } from 'kysely'
import type { Db } from './open.ts'
import type { SessionRow } from './schema/sessions.ts'

/** Somebody of a body, with what is counted of them. */
export interface Person {
  id: string
  address: string
  /** As their body's list calls them, else as they call themselves. */
  name: string
  listedName: string
  group: string
  state: PersonState
  signedInAt: Date | null
  sessions: number
  role: Role | null
  /** `float8`: a bigint would come as text. Null: their server never said. */
  quotaUsed: number | null
  quotaTotal: number | null
  quotaAt: Date | null
}

/** People who have signed in at least once, by tenant. */
export async function countPeople(db: Db): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('account')
    .select(['tenant_id', sql<string>`count(*)`.as('count')])
    .where('signed_in_at', 'is not', null)
    .groupBy('tenant_id')
    .execute()
  return new Map(rows.map(({ tenant_id, count }) => [tenant_id, Number(count)]))
}

/** People with a session that has not ended. */
export async function countSignedIn(db: Db, tenantId: string): Promise<number> {
  const { count } = await db
    .selectFrom('session')
    .select(sql<string>`count(distinct account_id)`.as('count'))
    .where('tenant_id', '=', tenantId)
    .where('absolute_ends_at', '>', sql<Date>`now()`)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export interface PeopleFilter {
  ids?: readonly string[]
  /** Words that all stand in the address, the name or the group, whatever their accents. */
  text?: string | undefined
  group?: string | undefined
  state?: PersonState | undefined
  /** By address, where it does not say; the fullest first, and last whose server says nothing. */
  sort?: 'address' | 'quota' | undefined
  /** A window: this many, beginning at the one of this place. */
  from?: number
  limit?: number
}

/** Everybody of a body by their address; or some of them. */
export async function listPeople(db: Db, tenantId: string, filter: PeopleFilter = {}): Promise<Person[]> {
  const { from = 0, limit = null, sort } = filter
  const order =
    sort === 'quota' ? sql`"quotaUsed" / nullif("quotaTotal", 0) desc nulls last, address` : sql`address`
  const { rows } = await sql<Person>`
    with shown as (select * from (${foundIn(tenantId, filter)}) found order by ${order} offset ${from} limit ${limit})
    select shown.*,
      (select count(*)::int from session s where s.account_id = shown.id and s.absolute_ends_at > now()) as sessions,
      (select role from role_grant r
        where r.tenant_id = ${tenantId} and r.address = shown.address and r.ended_at is null
        order by array_position(array['operator', 'tenant-admin', 'auditor', 'helper'], role) limit 1) as role
    from shown order by ${order}`.execute(db)
  return rows
}

/** How many of those found are in each state. */
export async function countByState(
  db: Db,
  tenantId: string,
  filter: Pick<PeopleFilter, 'text' | 'group'>,
): Promise<Record<PersonState, number>> {
  const { rows } = await sql<{ state: PersonState; count: number }>`
    select state, count(*)::int as count from (${foundIn(tenantId, filter)}) found group by state`.execute(db)
  return {
    enabled: 0,
    disabled: 0,
    left: 0,
    ...Object.fromEntries(rows.map((row) => [row.state, row.count])),
  }
}

function foundIn(tenantId: string, { ids, text = '', group, state }: PeopleFilter) {
  const words = folded(text)
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => sql`sought like ${`%${word.replaceAll(/[\\%_]/g, '\\$&')}%`}`)
  const all = [
    sql`tenant_id = ${tenantId}`,
    ...(ids === undefined ? [] : [sql`id = any(${ids})`]),
    ...(group === undefined ? [] : [sql`"group" = ${group}`]),
    ...(state === undefined ? [] : [sql`state = ${state}`]),
    ...words,
  ]
  return sql`
    select id, address, name as "listedName", coalesce(nullif(name, ''), called) as name, "group", state,
      signed_in_at as "signedInAt", quota_used::float8 as "quotaUsed", quota_total::float8 as "quotaTotal",
      quota_at as "quotaAt"
    from account where ${sql.join(all, sql` and `)}`
}

function folded(text: string): string {
  return text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '')
}

/** The words a body sorts its people by. */
export async function listGroups(db: Db, tenantId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('account')
    .select('group')
    .distinct()
    .where('tenant_id', '=', tenantId)
    .where('group', '!=', '')
    .orderBy('group')
    .execute()
  return rows.map(({ group }) => group)
}

/** As the mail server says it; not each time it moves a little. */
export async function rememberQuota(
  db: Db,
  { tenantId, accountId }: { tenantId: string; accountId: string },
  { usedBytes, totalBytes }: { usedBytes: number; totalBytes: number },
): Promise<void> {
  await db
    .updateTable('account')
    .set({ quota_used: usedBytes, quota_total: totalBytes, quota_at: new Date() })
    .where('id', '=', accountId)
    .where('tenant_id', '=', tenantId)
    .where(
      sql<boolean>`(quota_at is null or quota_at < now() - interval '5 minutes' or quota_total <> ${totalBytes})`,
    )
    .execute()
}

/** As somebody calls themselves, for those who look for them. */
export async function setCalled(
  db: Db,
  { tenantId, accountId }: { tenantId: string; accountId: string },
  called: string,
): Promise<void> {
  await db
    .updateTable('account')
    .set({ called })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', accountId)
    .execute()
}

export async function stateOfPerson(
  db: Db,
  tenantId: string,
  address: string,
): Promise<PersonState | undefined> {
  const row = await db
    .selectFrom('account')
    .select('state')
    .where('tenant_id', '=', tenantId)
    .where('address', '=', address)
    .executeTakeFirst()
  return row?.state
}

/** How somebody is to be. */
export interface PersonValues {
  address: string
  name: string
  group: string
  state: PersonState
}

/** Those who are not there yet are listed, the others are as it says. Whoever may not be here any more loses their sessions. */
export async function putPeople(tx: Db, tenantId: string, people: readonly PersonValues[]): Promise<number> {
  const column = (of: (one: PersonValues) => string) => people.map(of)
  await sql`
    insert into account (tenant_id, address, name, "group", state)
    select ${tenantId}, * from unnest(
      ${column(({ address }) => address)}::text[], ${column(({ name }) => name)}::text[],
      ${column(({ group }) => group)}::text[], ${column(({ state }) => state)}::text[])
    on conflict (tenant_id, address) do update
      set name = excluded.name, "group" = excluded."group", state = excluded.state`.execute(tx)
  const ended = await sql`
    delete from session s using account a
    where a.tenant_id = ${tenantId} and a.id = s.account_id and a.state <> 'enabled'
      and a.address = any(${column(({ address }) => address)})`.execute(tx)
  return Number(ended.numAffectedRows ?? 0n)
}

/** Nobody else changes the people of this body until the transaction ends. */
export async function lockPeople(tx: Db, tenantId: string): Promise<void> {
  await tx.selectFrom('tenant').select('id').where('id', '=', tenantId).forUpdate().execute()
}

export async function sessionsOfPerson(db: Db, tenantId: string, accountId: string): Promise<SessionRow[]> {
  return db
    .selectFrom('session')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', accountId)
    .where('absolute_ends_at', '>', sql<Date>`now()`)
    .orderBy('last_seen_at', 'desc')
    .limit(100)
    .execute()
}

/** Of a body, of one of its people, or one session; gives back how many there were. */
export async function endSessions(
  db: Db,
  tenantId: string,
  { accountId, idHash }: { accountId?: string; idHash?: Buffer },
): Promise<number> {
  let query = db.deleteFrom('session').where('tenant_id', '=', tenantId)
  if (accountId !== undefined) query = query.where('account_id', '=', accountId)
  if (idHash !== undefined) query = query.where('id_hash', '=', idHash)
  return Number((await query.executeTakeFirst()).numDeletedRows)
}
