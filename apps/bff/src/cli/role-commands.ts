import type { Role } from '@staffetta/contract'
import { endRole, grantRole, inviteAnew } from '../admin/roles.ts'
import { listFactors, removeCode, removeKey } from '../auth/factors.ts'
import { listGrants, type ListedGrant } from '../db/roles.ts'
import { accountIdOf } from '../db/sessions.ts'
import { listTenants } from '../db/tenants.ts'
import { AppError } from '../http/app-error.ts'
import { type Command, CommandError, known, remembered, type Standing } from './command.ts'

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
    const grants = await listGrants(db, slug === undefined ? undefined : [(await remembered(db, slug)).id])
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

  async factors(standing, [id]) {
    const factors = await listFactors(standing.db, await ownerOf(standing, await knownGrant(standing, id)))
    const day = (at: string | null) => at?.slice(0, 10) ?? 'not yet'
    const lines = factors.keys.map(
      (key) =>
        `key "${key.name}" at ${key.host}, made ${day(key.createdAt)}, last used ${day(key.usedAt)}  ${key.id}`,
    )
    if (factors.code !== null)
      lines.push(`codes of an authenticator, set up ${day(factors.code.createdAt)}  code`)
    lines.push(`${factors.recoveryLeft} codes for the day it is lost`)
    return { data: factors, text: lines.join('\n') }
  },

  async 'remove-factor'(standing, [id, which]) {
    const grant = await knownGrant(standing, id)
    const owner = await ownerOf(standing, grant)
    if (which === undefined) throw new CommandError('Which one? staffetta role factors shows them.', 2)
    const about = {
      actor: standing.actor,
      tenantId: grant.scope?.id ?? grant.tenantId,
      subject: grant.address,
    }
    try {
      if (which === 'code') await removeCode(standing.db, owner, about)
      else await removeKey(standing.db, owner, which, about)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      throw new CommandError(
        error.code === 'admin/factor-last'
          ? 'It is their last one. For somebody who has lost it: staffetta role invite'
          : 'They have none of that id. staffetta role factors shows them.',
      )
    }
    return { data: { removed: which }, text: `${grant.name} proves themselves with it no more.` }
  },
}

async function ownerOf({ db }: Standing, { tenantId, address }: ListedGrant) {
  const accountId = await accountIdOf(db, tenantId, address)
  if (accountId === undefined)
    throw new CommandError(`${address} has never signed in, and has no second factor.`)
  return { tenantId, accountId }
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
