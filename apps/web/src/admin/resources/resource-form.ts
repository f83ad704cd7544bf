import type { ResourceFlaw, ResourceSettings, TenantResource } from '@staffetta/contract'
import { formOf, type HoursForm, isKept, spansOf, weekdays } from '../../app/hours/hours-form.ts'

/** A room, a car or a thing as it is typed. */
export interface Typed {
  name: string
  /** Its address before the @; null while it follows the name. */
  local: string | null
  domain: string
  kind: ResourceSettings['kind']
  place: string
  seats: string
  note: string
  always: boolean
  hours: HoursForm
  approval: ResourceSettings['approval']
  managers: string[]
  noticeMinutes: number
  aheadDays: number
}

/** What the form finds itself, and what the server does. */
export type Flaw = ResourceFlaw | 'name/missing' | 'capacity/form' | 'opening/missing'

export function blank(domain: string): Typed {
  return {
    name: '',
    local: null,
    domain,
    kind: 'room',
    place: '',
    seats: '',
    note: '',
    always: false,
    hours: formOf(weekdays.slice(0, 5).map((day) => ({ day, from: '08:00', to: '18:00' }))),
    approval: 'automatic',
    managers: [],
    noticeMinutes: 0,
    aheadDays: 365,
  }
}

export function typedOf({ address, capacity, opening, ...rest }: TenantResource): Typed {
  const at = address.lastIndexOf('@')
  return {
    ...blank(address.slice(at + 1)),
    ...rest,
    local: address.slice(0, at),
    seats: capacity === null ? '' : String(capacity),
    always: opening.length === 0,
    ...(opening.length > 0 && { hours: formOf(opening) }),
  }
}

/** "Sala Consiliare (1° piano)" → "sala.consiliare.1.piano". */
export function proposedLocal(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '.')
    .slice(0, 60)
    .replaceAll(/^\.|\.$/g, '')
}

export function localIn({ name, local }: Typed): string {
  return local ?? proposedLocal(name)
}

export function addressIn(typed: Typed): string {
  return `${localIn(typed).trim().toLowerCase()}@${typed.domain}`
}

export function settingsIn(typed: Typed): ResourceSettings {
  const { local: _local, domain: _domain, seats, always, hours, ...rest } = typed
  return {
    ...rest,
    name: typed.name.trim(),
    capacity: seats.trim() === '' ? null : Number(seats),
    opening: always ? [] : spansOf(hours),
  }
}

/** What can be told before anybody is asked. `taken`: the addresses there are; null: it has its own already. */
export function flawsIn(typed: Typed, taken: readonly string[] | null): Flaw[] {
  const { name, seats, always, hours, approval, managers } = typed
  const [local = ''] = addressIn(typed).split('@')
  const flaws: Flaw[] = []
  if (name.trim() === '') flaws.push('name/missing')
  if (taken?.includes(addressIn(typed))) flaws.push('address/taken')
  else if (
    taken !== null &&
    !/^[a-z0-9]+([._+-][a-z0-9]+)*$/.test(local) &&
    (name.trim() !== '' || typed.local !== null)
  )
    flaws.push('address/form')
  const places = Number(seats)
  if (seats.trim() !== '' && !(Number.isInteger(places) && places >= 1 && places <= 100_000))
    flaws.push('capacity/form')
  if (!always && spansOf(hours).length === 0) flaws.push('opening/missing')
  else if (!always && !isKept(hours)) flaws.push('opening/backwards')
  if (approval === 'manager' && managers.length === 0) flaws.push('managers/missing')
  return flaws
}
