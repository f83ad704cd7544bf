import type { ResourceCalendars } from '@staffetta/contract'
import { listResources, type StoredResource } from '../../db/resources.ts'
import type { Tenant } from '../../db/tenants.ts'
import { AppError } from '../../http/app-error.ts'
import type { CalendarDeps } from '../account/calendar-deps.ts'
import { lookNow, openResource, takenIn } from './resource-calendar.ts'

const dayMs = 86_400_000

type Standing = ResourceCalendars['calendars'][number]

/** Whether each resource of a body can be booked on its server now, and how often it is from now on. */
export async function resourceStandings(
  { db, services }: Pick<CalendarDeps, 'db' | 'services'>,
  tenant: Tenant,
): Promise<Standing[]> {
  const resources = await listResources(db, tenant.id)
  const standing = async (resource: StoredResource): Promise<Standing> => {
    const { address, aheadDays } = resource
    const now = Date.now()
    try {
      const calendar = await openResource(services, tenant, resource)
      const span = { from: now, to: now + (aheadDays + 1) * dayMs }
      await lookNow(calendar, span)
      return { address, problem: null, toCome: takenIn(calendar, span).length }
    } catch (error) {
      return { address, problem: problemOf(error), toCome: null }
    }
  }
  return Promise.all(resources.map(standing))
}

/** What the server refuses is said apart: whoever runs the installation mends each in another place. */
function problemOf(error: unknown): Standing['problem'] {
  if (!(error instanceof AppError)) throw error
  if (error.code !== 'calendar/resources-unavailable') return 'unreachable'
  return error.cause instanceof AppError && error.cause.code === 'calendar/credentials-refused'
    ? 'account-refused'
    : 'not-made'
}
