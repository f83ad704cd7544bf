import type { Resource, ResourceFlaw } from '@staffetta/contract'
import { dropResource, setResource } from '../admin/resources.ts'
import { findResource, listResources, type StoredResource } from '../db/resources.ts'
import type { Tenant } from '../db/tenants.ts'
import { AppError } from '../http/app-error.ts'
import { type Command, CommandError, known, type Options, remembered } from './command.ts'

const kinds = ['room', 'vehicle', 'equipment'] as const
const days = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const

export const resourceCommands: Record<string, Command> = {
  async add({ db, actor }, [slug, address], options) {
    const tenant = await known(db, slug)
    const wanted = address?.trim().toLowerCase() ?? ''
    const before = await findResource(db, tenant.id, wanted)
    const name = options.name?.trim() || before?.name
    if (name === undefined) throw new CommandError('--name is missing: the room as people know it.', 2)
    const settings = { ...settingsOf(options, before), address: wanted, name }
    await setResource(db, actor, tenant, settings).catch((error: unknown) => {
      throw flawsOf(error, tenant)
    })
    const made = await findResource(db, tenant.id, wanted)
    return { data: made, text: `${name} can be booked.` }
  },

  async list({ db }, [slug]) {
    const resources = await listResources(db, (await remembered(db, slug)).id)
    return { data: resources, text: resources.map(describe).join('\n') || 'No rooms, no cars.' }
  },

  async remove({ db, actor }, [slug, address]) {
    const tenant = await known(db, slug)
    const subject = address?.toLowerCase() ?? ''
    if (!(await dropResource(db, actor, tenant, subject)))
      throw new CommandError(`${tenant.name} has no "${address ?? ''}". staffetta resource list shows them.`)
    return {
      data: { removed: address },
      text: `${address} cannot be booked any more. What was booked stays in its calendar on the DAV server.`,
    }
  },
}

function flawsOf(error: unknown, { name, claims }: Tenant): unknown {
  if (!(error instanceof AppError) || error.code !== 'admin/resource-refused') return error
  const domains = claims.map(({ domain }) => domain).join(', ')
  const words: Record<ResourceFlaw, string> = {
    'address/form':
      'Name the address it is invited by, in a domain of the tenant: sala.giunta@monteverde.example',
    'address/outside': `Its address is not in a domain of ${name}: ${domains}.`,
    'address/taken': 'There is one by this address.',
    'address/person': `Somebody of ${name} reads mail at this address: give it one of its own.`,
    'managers/missing': 'Who approves? Name them: --manager segreteria@…',
    'managers/form': '--manager is an address: segreteria@…',
    'managers/outside': `Whoever approves signs in at ${name}: an address in ${domains}.`,
    'opening/backwards': '--opening ends after it begins: "MO-FR 08:00-18:00".',
  }
  const flaws = error.details?.['flaws'] as ResourceFlaw[]
  return new CommandError(flaws.map((flaw) => words[flaw]).join('\n'), 2)
}

function settingsOf(options: Options, before: StoredResource | undefined) {
  const kind = kinds.find((one) => one === (options.kind ?? before?.kind ?? 'room'))
  if (kind === undefined) throw new CommandError(`--kind is one of ${kinds.join(', ')}.`, 2)
  const approval = options.approval ?? before?.approval ?? 'automatic'
  if (approval !== 'automatic' && approval !== 'manager')
    throw new CommandError('--approval is automatic or manager.', 2)
  const managers = options.manager?.map((address) => address.toLowerCase()) ?? before?.managers ?? []
  return {
    kind,
    place: options.place ?? before?.place ?? '',
    note: options.note ?? before?.note ?? '',
    capacity:
      options.capacity === undefined ? (before?.capacity ?? null) : whole('capacity', options.capacity, 1),
    opening: options.opening?.flatMap(readOpening) ?? before?.opening ?? [],
    approval,
    managers,
    noticeMinutes:
      options['notice-hours'] === undefined
        ? (before?.noticeMinutes ?? 0)
        : 60 * whole('notice-hours', options['notice-hours'], 0),
    aheadDays:
      options['ahead-days'] === undefined
        ? (before?.aheadDays ?? 365)
        : whole('ahead-days', options['ahead-days'], 1),
  } as const
}

/** "MO-FR 08:00-18:00", "TU,TH 15:00-18:00". */
export function readOpening(text: string): Resource['opening'] {
  const match = /^([A-Z,-]+)\s+(\d{2}:[0-5]\d)-(\d{2}:[0-5]\d)$/.exec(text.trim().toUpperCase())
  const [, named = '', from = '', to = ''] = match ?? []
  const listed = named.split(',').flatMap((part) => {
    const [first, last = first] = part.split('-')
    const [start, end] = [first, last].map((day) => days.findIndex((one) => one === day)) as [number, number]
    return start < 0 || end < start ? [] : days.slice(start, end + 1)
  })
  if (match === null || listed.length === 0 || from >= to || to > '24:00')
    throw new CommandError(`"${text}" is not understood. Like this: "MO-FR 08:00-18:00".`, 2)
  return listed.map((day) => ({ day, from, to }))
}

function whole(name: string, text: string, least: number): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < least || value > 100_000)
    throw new CommandError(`--${name} is a whole number of at least ${least}.`, 2)
  return value
}

function describe({ name, address, kind, capacity, opening, approval, managers }: StoredResource): string {
  const hours = opening.map(({ day, from, to }) => `${day} ${from}-${to}`).join(', ')
  const facts = [
    kind,
    ...(capacity === null ? [] : [`${capacity} people`]),
    hours === '' ? 'always open' : hours,
    approval === 'manager' ? `approved by ${managers.join(', ')}` : 'booked at once',
  ]
  return `${name}  ${address}\n  ${facts.join(' · ')}`
}
