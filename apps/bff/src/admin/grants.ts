import type { adminRoles, Body, Grant, Output } from '@staffetta/contract'
import type { Db } from '../db/open.ts'
import { listGrants, type ListedGrant } from '../db/roles.ts'
import { listTenants, type Tenant } from '../db/tenants.ts'
import { bodiesOf, type Administrator } from '../http/administrator.ts'
import { AppError } from '../http/app-error.ts'
import { endRole, grantRole, inviteAnew } from './roles.ts'

export async function seenGrants(db: Db, administrator: Administrator): Promise<Grant[]> {
  return listGrants(db, bodiesOf(administrator))
}

/** An operator gives every role; the administrator of a body those for it, to its own people. */
export async function grantTo(
  db: Db,
  administrator: Administrator,
  { address: given, name, role, scopeId, appointment }: Body<typeof adminRoles.grantRole>,
): Promise<Output<typeof adminRoles.grantRole>> {
  const address = given.trim().toLowerCase()
  const domain = address.slice(address.lastIndexOf('@') + 1)
  const tenants = await listTenants(db)
  const own = bodiesOf(administrator)
  const homes = tenants.filter(({ domains }) => domains.includes(domain))
  const home = homeOf(homes, scopeId ?? own?.[0] ?? null)
  // Of a body that is not theirs nobody learns here whether it is served.
  if (home === undefined || !/^[^\s@]+@/.test(address) || (own !== undefined && !own.includes(home.id)))
    throw new AppError('admin/person-unknown')
  if (own !== undefined && (scopeId === null || !own.includes(scopeId)))
    throw new AppError('request/not-found')
  const scope = tenants.find(({ id }) => id === scopeId)
  if (scopeId !== null && scope === undefined) throw new AppError('request/not-found')
  if (scope?.state === 'closed') throw new AppError('admin/step-refused')
  if (role !== 'auditor' && (scopeId === null) !== (role === 'operator'))
    throw new AppError('admin/role-scope')
  const held = (await listGrants(db)).some(
    (grant) =>
      grant.endedAt === null &&
      grant.tenantId === home.id &&
      grant.address === address &&
      grant.role === role &&
      (grant.scope?.id ?? null) === scopeId,
  )
  if (held) throw new AppError('admin/role-held')
  const { id, code } = await grantRole(db, administrator.actor, {
    tenantId: home.id,
    address,
    name: name.trim(),
    role,
    scopeId,
    appointment: appointment.trim(),
  })
  return { grant: await seenGrant(db, administrator, id), code }
}

/** The body somebody is of; of several that share the domain, the one they administer. */
function homeOf(homes: Tenant[], scopeId: string | null): Tenant | undefined {
  const here = homes.find(({ id }) => id === scopeId)
  if (here === undefined && homes.length > 1) throw new AppError('admin/person-of-several')
  return here ?? homes[0]
}

export async function endGrantOf(db: Db, administrator: Administrator, id: string): Promise<void> {
  const grant = await seenGrant(db, administrator, id)
  const operators = (await listGrants(db)).filter(
    ({ role, endedAt }) => role === 'operator' && endedAt === null,
  )
  // Nobody would be left to give the role back, but for the command line.
  if (grant.role === 'operator' && operators.length === 1) throw new AppError('admin/role-last')
  await endRole(db, administrator.actor, grant)
}

export async function inviteAnewOf(
  db: Db,
  administrator: Administrator,
  id: string,
): Promise<Output<typeof adminRoles.inviteAnew>> {
  const grant = await seenGrant(db, administrator, id)
  if (grant.endedAt !== null) throw new AppError('request/not-found')
  return { grant, code: await inviteAnew(db, administrator.actor, grant) }
}

async function seenGrant(db: Db, administrator: Administrator, id: string): Promise<ListedGrant> {
  const grant = (await listGrants(db, bodiesOf(administrator))).find((one) => one.id === id)
  if (grant === undefined) throw new AppError('request/not-found')
  return grant
}
