import type { Service } from '@staffetta/contract'
import { sql } from 'kysely'
import type { Db } from './open.ts'
import type { FoundState } from './schema/servers.ts'

export interface ServiceStanding {
  service: Service
  state: FoundState
  since: Date
  lookedAt: Date
}

export async function listServiceStates(db: Db, tenantId: string): Promise<ServiceStanding[]> {
  const rows = await db.selectFrom('service_state').selectAll().where('tenant_id', '=', tenantId).execute()
  return rows.map(({ service, state, since, looked_at }) => ({ service, state, since, lookedAt: looked_at }))
}

/** What was found now. It is since now that it is so, unless it was so before. */
export async function putServiceState(
  db: Db,
  tenantId: string,
  service: Service,
  state: FoundState,
): Promise<void> {
  await db
    .insertInto('service_state')
    .values({ tenant_id: tenantId, service, state, since: sql`now()`, looked_at: sql`now()` })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'service']).doUpdateSet({
        state,
        looked_at: sql`now()`,
        since: sql`case when service_state.state = ${state} then service_state.since else now() end`,
      }),
    )
    .execute()
}
