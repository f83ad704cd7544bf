import type { Service, ServiceStatus } from '@staffetta/contract'
import type { Db } from '../db/open.ts'
import { listServiceStates } from '../db/service-states.ts'
import type { Tenant } from '../db/tenants.ts'

const shownServices: Service[] = ['mail', 'calendar', 'contacts']

/** Of each service that is on: what the last look found. What nobody looked at for three rounds nobody knows. */
export async function statusOf(db: Db, tenant: Tenant, everySeconds: number): Promise<ServiceStatus[]> {
  const found = await listServiceStates(db, tenant.id)
  const oldest = Date.now() - 3 * everySeconds * 1000
  return shownServices
    .filter((service) => tenant.services.includes(service))
    .map((service) => {
      const one = found.find((state) => state.service === service)
      const fresh = one !== undefined && one.lookedAt.getTime() >= oldest
      return {
        service,
        state: fresh ? one.state : 'unknown',
        since: fresh ? one.since.toISOString() : null,
        lookedAt: one?.lookedAt.toISOString() ?? null,
      }
    })
}

/** Whether whoever comes should know before they try. A page where one signs in stands also where nobody can be asked. */
export async function isTroubled(db: Db, here: Tenant | undefined, everySeconds: number): Promise<boolean> {
  if (here === undefined) return false
  const services = await statusOf(db, here, everySeconds).catch(() => [])
  return services.some(({ state }) => state === 'fails' || state === 'partly')
}
