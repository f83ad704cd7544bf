import { listServiceStates, putServiceState } from '../db/service-states.ts'
import { lookAtServices } from '../status/look.ts'
import { type Command, known } from './command.ts'

export const statusCommands: Record<string, Command> = {
  /** Looks now, as the round does. */
  async status({ db }, [slug]) {
    const tenant = await known(db, slug)
    const found = await lookAtServices(tenant, { ca: undefined })
    for (const [service, state] of found) await putServiceState(db, tenant.id, service, state)
    const services = (await listServiceStates(db, tenant.id)).filter(({ service }) => found.has(service))
    const lines = services.map(
      ({ service, state, since }) => `${service.padEnd(9)} ${state}, since ${since.toISOString()}`,
    )
    return { data: services, text: lines.join('\n') || 'No service is on.' }
  },
}
