import type { Db } from '../db/open.ts'
import { putServiceState } from '../db/service-states.ts'
import { listTenants } from '../db/tenants.ts'
import { lookAtServices, type Trust } from './look.ts'

/** A body whose servers are silent takes a quarter of a minute: 200 of them are looked at in a minute and a half. */
const AT_ONCE = 40

/** Looks at every body that is served, a few at once. */
export async function lookAtAll({ db, trust }: { db: Db; trust?: Trust }): Promise<void> {
  const waiting = (await listTenants(db)).filter(({ services }) => services.length > 0)
  const work = async () => {
    for (let tenant = waiting.pop(); tenant !== undefined; tenant = waiting.pop())
      for (const [service, state] of await lookAtServices(tenant, trust ?? { ca: undefined }))
        await putServiceState(db, tenant.id, service, state)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
}
