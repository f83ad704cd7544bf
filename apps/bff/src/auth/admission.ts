import type { Db } from '../db/open.ts'
import { stateOfPerson } from '../db/people.ts'
import { rolesOf } from '../db/roles.ts'
import type { Tenant } from '../db/tenants.ts'
import { AppError } from '../http/app-error.ts'

/**
 * Whether their body lets somebody in, which it decides for each of its people. Asked once they have proved who they are and not before,
 * so that nobody learns of others who is on the list. Throws AppError.
 */
export async function admit(db: Db, tenant: Tenant, address: string): Promise<void> {
  const [state, roles] = await Promise.all([
    stateOfPerson(db, tenant.id, address),
    rolesOf(db, tenant.id, address),
  ])
  const details = tenant.help === null ? undefined : { help: tenant.help }
  if (state === 'disabled' || state === 'left') throw new AppError('auth/person-not-enabled', details)
  if (tenant.signIn === 'listed' && state === undefined && roles.length === 0)
    throw new AppError('auth/person-not-enabled', details)
  // Who administers comes in before the service is on.
  if (!tenant.services.includes('mail') && roles.length === 0) throw new AppError('auth/service-disabled')
}
