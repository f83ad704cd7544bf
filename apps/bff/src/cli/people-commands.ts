import type { ImportPlan } from '@staffetta/contract'
import { changePeople } from '../admin/people/change-people.ts'
import { exportPeople } from '../admin/people/export-people.ts'
import { dryRun, importPeople } from '../admin/people/import-people.ts'
import { leave } from '../admin/people/leave.ts'
import { personDetail } from '../admin/people/person.ts'
import { endSessionsOf } from '../admin/people/sessions.ts'
import { setSignInRuleOf } from '../admin/people/sign-in-rule.ts'
import { listPeople, type Person } from '../db/people.ts'
import type { Tenant } from '../db/tenants.ts'
import type { Administrator } from '../http/administrator.ts'
import { AppError } from '../http/app-error.ts'
import {
  type Command,
  CommandError,
  fileAt,
  known,
  type Options,
  remembered,
  type Standing,
} from './command.ts'

export const peopleCommands: Record<string, Command> = {
  async list({ db }, [slug]) {
    const { id, signIn, name } = await remembered(db, slug)
    const people = await listPeople(db, id)
    const rule = signIn === 'listed' ? 'whoever is enabled here' : 'everybody its servers vouch for'
    return {
      data: { rule: signIn, people },
      text: [`${name} lets in ${rule}.`, ...people.map(describe)].join('\n'),
    }
  },

  async 'set-rule'({ db, actor }, [slug, word]) {
    const tenant = await known(db, slug)
    if (word !== 'everyone' && word !== 'listed')
      throw new CommandError('Who may sign in? everyone, or listed: only who is on the list and enabled.', 2)
    await setSignInRuleOf(db, actor, tenant, word)
    return { data: { rule: word }, text: `${tenant.name}: ${word}.` }
  },

  async enable(standing, [slug, ...addresses], options) {
    const { db } = standing
    const tenant = await known(db, slug)
    if (addresses.length === 0) return change(standing, tenant, options, 'enabled')
    // Whoever is not on the list comes onto it.
    const octets = Buffer.from(addresses.join('\n'))
    const given = { octets, others: 'keep' } as const
    const { plan } = await dryRun(db, commandLineOf(standing), tenant, given)
    if (plan.faultCount > 0) throw new CommandError(faultsOf(plan))
    const tells = options.welcome ?? false
    await importPeople(db, commandLineOf(standing), tenant, { ...given, mark: plan.mark, tells })
    return { data: plan, text: summary(plan) }
  },

  async disable(standing, [slug, ...addresses], options) {
    return change(standing, await known(standing.db, slug), options, 'disabled', addresses)
  },

  async import(standing, [slug, path], { others = 'keep', apply, welcome = false }) {
    const { db } = standing
    const tenant = await known(db, slug)
    if (path === undefined) throw new CommandError('Which file? CSV, or - for what is typed.', 2)
    if (others !== 'keep' && others !== 'disable')
      throw new CommandError('--others keep|disable: what becomes of people who are not in the file.', 2)
    const given = { octets: fileAt(path), others } as const
    const { plan } = await dryRun(db, commandLineOf(standing), tenant, given)
    if (plan.problem !== null) throw new CommandError(`${path} is no list of people: ${plan.problem}.`)
    const told = [summary(plan), ...(plan.faultCount > 0 ? [faultsOf(plan)] : [])].join('\n')
    if (apply !== true) return { data: plan, text: `${told}\nNothing was written: --apply does it.` }
    await importPeople(db, commandLineOf(standing), tenant, { ...given, mark: plan.mark, tells: welcome })
    return { data: plan, text: `${told}\nDone.` }
  },

  async export({ db, actor }, [slug]) {
    const { id } = await remembered(db, slug)
    const text = await exportPeople(db, actor, { tenantId: id, language: 'it' })
    return { data: { csv: text }, text: text.trimEnd() }
  },

  async leave(standing, [slug, address], { reason = '' }) {
    const { db } = standing
    const { id: tenantId } = await known(db, slug)
    const person = await personAt(db, tenantId, address)
    await told(() => leave(db, commandLineOf(standing), tenantId, { personId: person.id, reason }))
    const { shares } = await personDetail(db, tenantId, person.id)
    return {
      data: { left: person.address, shares },
      text: `${person.address} is out, with no session and no role. Nothing of theirs was deleted: what they shared (${shares.length}) stays theirs, and the mailbox is closed at the mail server.`,
    }
  },

  async sessions({ db, actor }, [slug, address], { end }) {
    const { id: tenantId, name } = await known(db, slug)
    const person = address === undefined ? undefined : await personAt(db, tenantId, address)
    if (end === true) {
      const ended = await endSessionsOf(db, actor, tenantId, { ...(person && { person }) })
      return { data: { ended }, text: `${ended} sessions of ${person?.address ?? name} have ended.` }
    }
    if (person === undefined)
      throw new CommandError('Whose? Name an address, or --end those of everybody.', 2)
    const { openSessions } = await personDetail(db, tenantId, person.id)
    return {
      data: openSessions,
      text:
        openSessions
          .map((one) => `${one.lastSeenAt.slice(0, 16)}  ${one.network}  ${one.userAgent}`)
          .join('\n') || `${person.address} is not signed in.`,
    }
  },
}

/** Whoever is at the machine may do what an operator may. */
function commandLineOf({ actor }: Standing): Administrator {
  return { actor, roles: [{ role: 'operator', scopeId: null }] }
}

/** Those of the addresses, or of the group, or all. */
async function change(
  standing: Standing,
  { id }: Tenant,
  { group, all }: Options,
  state: 'enabled' | 'disabled',
  addresses: string[] = [],
): ReturnType<Command> {
  const people = await listPeople(standing.db, id)
  const named = await Promise.all(addresses.map((address) => personAt(standing.db, id, address)))
  const chosen = named.length > 0 ? named : people.filter((one) => all === true || one.group === group)
  if (chosen.length === 0)
    throw new CommandError('Whom? Name addresses, or --group "…" of some people, or --all.', 2)
  const changes = chosen.map((one) => ({ personId: one.id, state }))
  const done = await told(() => changePeople(standing.db, commandLineOf(standing), id, changes))
  return { data: done, text: `${done.changed} people are ${state} now; ${done.sessions} sessions ended.` }
}

async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'admin/person-kept') throw error
    throw new CommandError(`${error.details?.['address']} is the last operator: appoint another one first.`)
  }
}

async function personAt(db: Standing['db'], tenantId: string, address: string | undefined): Promise<Person> {
  const person = (await listPeople(db, tenantId)).find((one) => one.address === address?.toLowerCase())
  if (person === undefined)
    throw new CommandError(
      `There is nobody "${address ?? ''}" on the list. staffetta people list shows them.`,
    )
  return person
}

function summary({ added, enabled, disabled, renamed, unchanged, sessions }: ImportPlan): string {
  return `${added} new, ${enabled} enabled, ${disabled} disabled (${sessions} sessions end), ${renamed} with another name or group, ${unchanged} unchanged.`
}

function faultsOf({ faults, faultCount }: ImportPlan): string {
  const rows = faults.map(({ row, value, fault }) => `  row ${row}: ${value} (${fault})`)
  return [`${faultCount} rows are left out:`, ...rows].join('\n')
}

function describe({ address, name, group, state, signedInAt, sessions, role }: Person): string {
  const facts = [
    state,
    name,
    group,
    signedInAt === null ? 'never here' : `last ${signedInAt.toISOString().slice(0, 10)}`,
    sessions > 0 ? `${sessions} sessions` : '',
    role ?? '',
  ]
  return `${address}  ${facts.filter((fact) => fact !== '').join(', ')}`
}
