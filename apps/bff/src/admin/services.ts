import { servingStates, type Obstacle, type Service, type TenantService } from '@staffetta/contract'
import type { Db } from '../db/open.ts'
import { setServices, type Tenant } from '../db/tenants.ts'
import { welcome } from '../enrolment/welcome.ts'
import type { Actor } from '../http/actor.ts'
import { recorded } from '../register/record.ts'

/** What a service cannot do without. */
const needed = { mail: ['imap', 'smtp'], calendar: ['dav'], contacts: ['dav'] } as const satisfies Record<
  Service,
  Obstacle[]
>
export const services = ['mail', 'calendar', 'contacts'] as const satisfies Service[]

/** Each service, and why it cannot be switched on. */
export function offeredServices(tenant: Tenant): TenantService[] {
  return services.map((service) => ({
    service,
    on: tenant.switched.includes(service),
    obstacles: [
      ...needed[service].filter((kind) => tenant.endpoints[kind] === undefined),
      ...(servingStates.includes(tenant.state) ? [] : (['state'] as const)),
    ],
  }))
}

/** Sessions of the tenant follow within seconds; nothing is deleted, delivery and other programs go on. */
export async function switchService(
  db: Db,
  actor: Actor,
  tenant: Tenant,
  { service, on, reason }: { service: Service; on: boolean; reason?: string },
): Promise<void> {
  const others = tenant.switched.filter((one) => one !== service)
  const deed = {
    act: on ? 'tenant/service-enabled' : 'tenant/service-disabled',
    actor,
    tenantId: tenant.id,
    subject: service,
    ...(reason && { reason }),
    details: { before: tenant.switched, after: on ? [...others, service] : others },
  } as const
  await recorded(db, deed, async (tx) => {
    await setServices(tx, tenant.id, on ? [...others, service] : others)
    // Whoever has had one already knows how to begin.
    if (on && tenant.switched.length === 0) await welcome(tx, tenant.id)
  })
}
