import type { Role } from '@staffetta/contract'
import { endRole, grantRole, inviteAnew } from '../admin/roles.ts'
import { listGrants, type ListedGrant } from '../db/roles.ts'
import { listTenants } from '../db/tenants.ts'
import { type Command, CommandError, known, type Standing } from './command.ts'

const roles: Role[] = ['operator', 'auditor', 'tenant-admin', 'helper']

export const roleCommands: Record<string, Command> = {
  async grant({ db, actor }, [given, word], options) {
    const address = given?.trim().toLowerCase() ?? ''
    const domain = address.slice(address.lastIndexOf('@') + 1)
    const scope = options.for === undefined ? null : await known(db, options.for)
    const homes = (await listTenants(db)).filter(({ domains }) => domains.includes(domain))
    const home = homes.find(({ id }) => id === scope?.id) ?? homes[0]
    if (home !== undefined && home.id !== scope?.id && homes.length > 1)
      throw new CommandError(
        `Several bodies share ${domain}: --for one of them, or an address in another domain.`,
      )
    if (home === undefined || !address.includes('@'))
      throw new CommandError('Name the address they sign in with, in a domain of some tenant.', 2)
    const role = roles.find((one) => one === word)
    if (role === undefined) throw new CommandError(`Which role? One of ${roles.join(', ')}.`, 2)
    const name = options.name?.trim() ?? ''
    if (name === '') throw new CommandError('--name is missing: administrators are named, and not shared.', 2)
    if (role === 'operator' && scope !== null)
      throw new CommandError('An operator is for every body: leave --for out, or grant tenant-admin.', 2)
    if ((role === 'tenant-admin' || role === 'helper') && scope === null)
      throw new CommandError(`For which body? --for <slug>`, 2)
    const { id, code } = await grantRole(db, actor, {
      tenantId: home.id,
      address,
      name,
      role,
      scopeId: scope?.id ?? null,
      appointment: options.appointment?.trim() ?? '',
    })
    return {
      data: { id, code },
      text: `${name} is ${role}${scope === null ? '' : ` of ${scope.name}`}. They set up their second factor with this code, within a week:\n\n  ${code}`,
    }
  },

  async list({ db }, [slug]) {
    const grants = await listGrants(db, slug === undefined ? undefined : [(await known(db, slug)).id])
    return { data: grants, text: grants.map(describe).join('\n') || 'Nobody administers anything yet.' }
  },

  async end(standing, [id]) {
    const grant = await knownGrant(standing, id)
    if (!(await endRole(standing.db, standing.actor, grant)))
      throw new CommandError('That role has ended already.')
    return { data: { ended: grant.id }, text: `${grant.name} is no longer ${grant.role}.` }
  },

  async invite(standing, [id]) {
    const grant = await knownGrant(standing, id)
    const code = await inviteAnew(standing.db, standing.actor, grant)
    return {
      data: { code },
      text: `${grant.name} sets up a second factor anew with this code, within a week:\n\n  ${code}`,
    }
  },
}

async function knownGrant({ db }: Standing, id: string | undefined): Promise<ListedGrant> {
  const grant = (await listGrants(db)).find((one) => one.id === id)
  if (grant === undefined)
    throw new CommandError('Which one? staffetta role list shows them with their ids.', 2)
  return grant
}

function describe({ id, name, address, role, scope, appointment, grantedAt, endedAt }: ListedGrant): string {
  const span = `${grantedAt.slice(0, 10)} – ${endedAt?.slice(0, 10) ?? ''}`.trim()
  return `${name}  ${address}\n  ${role}, ${scope?.name ?? 'every body'}, ${span}${appointment === '' ? '' : `, ${appointment}`}  ${id}`
}
