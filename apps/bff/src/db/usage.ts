import { sql } from 'kysely'
import type { Db } from './open.ts'

export interface Usage {
  tenantId: string
  name: string
  /** Who has signed in at least once; and in the days that are asked for. */
  people: number
  active: number
  senders: number
  sent: number
}

/** How much each body used the product in so many days, for as long as what was sent is known (30 days). */
export async function usageOf(db: Db, days: number): Promise<Usage[]> {
  const since = sql<Date>`now() - make_interval(days => ${days})`
  const { rows } = await sql<Usage>`
    select tenant.id as "tenantId", tenant.name, person.people, person.active, message.senders, message.sent
    from tenant
    cross join lateral (
      select count(*)::int as people, (count(*) filter (where signed_in_at > ${since}))::int as active
      from account where tenant_id = tenant.id and signed_in_at is not null
    ) person
    cross join lateral (
      select count(distinct account_id)::int as senders, count(*)::int as sent
      from submission where tenant_id = tenant.id and created_at > ${since} and state in ('accepted', 'filed')
    ) message
    order by tenant.name`.execute(db)
  return rows
}
