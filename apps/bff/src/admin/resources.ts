import type { ResourceFlaw, TenantResources } from '@staffetta/contract'
import { stateOfPerson } from '../db/people.ts'
import {
  findResource,
  listResources,
  putResource,
  removeResource,
  type ResourceSettings,
} from '../db/resources.ts'
import type { Db } from '../db/open.ts'
import type { Tenant } from '../db/tenants.ts'
import type { Actor } from '../http/actor.ts'
import { AppError } from '../http/app-error.ts'
import { record, recorded } from '../register/record.ts'

/** What of a body can be booked, and what keeps people from it. */
export async function tenantResources(db: Db, tenant: Tenant): Promise<TenantResources> {
  return { resources: await listResources(db, tenant.id), obstacle: obstacleOf(tenant) }
}

function obstacleOf(tenant: Tenant): TenantResources['obstacle'] {
  if (tenant.endpoints.dav === undefined) return 'no-server'
  if (tenant.serviceAccounts.dav === undefined) return 'no-account'
  return tenant.switched.includes('calendar') ? null : 'service-off'
}

/** Made, or set anew, by its address; its zone stays. Throws admin/resource-refused with what is wrong in which field. */
export async function setResource(
  db: Db,
  actor: Actor,
  tenant: Tenant,
  { isNew, ...given }: Omit<ResourceSettings, 'zone'> & { isNew?: boolean },
): Promise<void> {
  const address = given.address.trim().toLowerCase()
  const before = await findResource(db, tenant.id, address)
  const settings = { ...cleanResource(given), address, zone: before?.zone ?? 'Europe/Rome' }
  const flaws = resourceFlaws(
    settings,
    tenant.claims.map(({ domain }) => domain),
  )
  if (isNew === true && before !== undefined) flaws.push('address/taken')
  if (before === undefined && (await stateOfPerson(db, tenant.id, address)) !== undefined)
    flaws.push('address/person')
  if (flaws.length > 0) throw new AppError('admin/resource-refused', { flaws })
  const details = { before: before ?? null, after: settings }
  const deed = { act: 'resource/set', actor, tenantId: tenant.id, subject: address, details } as const
  await recorded(db, deed, (tx) => putResource(tx, tenant.id, settings))
}

/** False where there is none. Its calendar, and what is booked in it, stay on the server. */
export async function dropResource(db: Db, actor: Actor, tenant: Tenant, address: string): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    if (!(await removeResource(tx, tenant.id, address))) return false
    await record(tx, { act: 'resource/removed', actor, tenantId: tenant.id, subject: address })
    return true
  })
}

/** What keeps a room or a car from being booked, besides the form of what is said of it. */
export function resourceFlaws(
  { address, approval, managers, opening }: ResourceSettings,
  domains: readonly string[],
): ResourceFlaw[] {
  const isOurs = (one: string) => domains.includes(one.slice(one.lastIndexOf('@') + 1))
  const flaws: ResourceFlaw[] = []
  if (!isResourceAddress(address)) flaws.push('address/form')
  else if (!isOurs(address)) flaws.push('address/outside')
  if (approval === 'manager' && managers.length === 0) flaws.push('managers/missing')
  if (!managers.every(isResourceAddress)) flaws.push('managers/form')
  // Nobody else ever signs in to say yes.
  else if (!managers.every(isOurs)) flaws.push('managers/outside')
  if (opening.some(({ from, to }) => from >= to)) flaws.push('opening/backwards')
  return flaws
}

function isResourceAddress(address: string): boolean {
  return address === address.toLowerCase() && /^[^\s\p{Cc}<>"@]+@[^\s\p{Cc}<>"@]+$/u.test(address)
}

function cleanResource<Given extends Omit<ResourceSettings, 'zone'>>(given: Given): Given {
  const { name, place, note, managers } = given
  return {
    ...given,
    name: name.trim(),
    place: place.trim(),
    note: note.trim(),
    managers: [...new Set(managers.map((one) => one.trim().toLowerCase()))],
  }
}
