import { sql } from 'kysely'
import type { Db } from './open.ts'

interface Colleague {
  address: string
  name: string | null
}

/** People of the tenant who have been here, by a piece of their name or address. */
export async function listColleagues(
  db: Db,
  tenantId: string,
  { text, most }: { text: string; most: number },
): Promise<Colleague[]> {
  const like = `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`
  return db
    .selectFrom('account')
    .leftJoin('preference', 'preference.account_id', 'account.id')
    .select(['account.address as address', sql<string | null>`preference.value ->> 'displayName'`.as('name')])
    .where('account.tenant_id', '=', tenantId)
    .where('account.signed_in_at', 'is not', null)
    .where('account.state', '!=', 'left')
    .where((where) =>
      where.or([
        where('account.address', 'ilike', like),
        where(sql<string>`preference.value ->> 'displayName'`, 'ilike', like),
      ]),
    )
    .orderBy('account.address')
    .limit(most)
    .execute()
}

export async function findNames(
  db: Db,
  tenantId: string,
  addresses: readonly string[],
): Promise<Colleague[]> {
  return db
    .selectFrom('account')
    .innerJoin('preference', 'preference.account_id', 'account.id')
    .select(['account.address as address', sql<string | null>`preference.value ->> 'displayName'`.as('name')])
    .where('account.tenant_id', '=', tenantId)
    .where('account.address', 'in', [...addresses])
    .execute()
}
