import type { Component } from '../text/component.ts'
import { linesOf } from '../text/component.ts'
import { paramOf, type Property, propertyOf, textIn } from '../text/property.ts'

export type Partstat =
  | 'needs-action'
  | 'accepted'
  | 'declined'
  | 'tentative'
  | 'delegated'
  | 'completed'
  | 'in-process'

export interface Organizer {
  /** Lower case, without mailto:. What is no mail address stays as it is written. */
  address: string
  name?: string
  sentBy?: string
}

export interface Attendee {
  address: string
  name?: string
  role: 'chair' | 'required' | 'optional' | 'non-participant'
  partstat: Partstat
  rsvp: boolean
  kind: 'individual' | 'group' | 'resource' | 'room' | 'unknown'
  delegatedTo?: string[]
  delegatedFrom?: string[]
  memberOf?: string[]
  sentBy?: string
}

const mostAttendees = 1000

/** The organizer; undefined when there is none or none that can be written to. */
export function organizerOf(component: Component): Organizer | undefined {
  for (const line of linesOf(component, 'ORGANIZER')) {
    const property = propertyOf(line)
    const address = addressIn(property)
    if (property === undefined || address === undefined) continue
    return {
      address,
      ...given('name', nameIn(property)),
      ...given('sentBy', addressOf(paramOf(property, 'sent-by'))),
    }
  }
  return undefined
}

/** The attendees in the order of the file, a thousand at most. */
export function attendeesOf(component: Component): Attendee[] {
  return linesOf(component, 'ATTENDEE')
    .slice(0, mostAttendees)
    .flatMap((line) => {
      const property = propertyOf(line)
      const attendee = property === undefined ? undefined : readAttendee(property)
      return attendee === undefined ? [] : [attendee]
    })
}

export function readAttendee(property: Property): Attendee | undefined {
  const address = addressIn(property)
  if (address === undefined) return undefined
  return {
    address,
    ...given('name', nameIn(property)),
    role: chosen(paramOf(property, 'role'), roles, 'required'),
    partstat: chosen(paramOf(property, 'partstat'), partstats, 'needs-action'),
    rsvp: paramOf(property, 'rsvp')?.toUpperCase() === 'TRUE',
    kind: chosen(paramOf(property, 'cutype'), cutypes, 'individual'),
    ...given('delegatedTo', addressesIn(property, 'delegated-to')),
    ...given('delegatedFrom', addressesIn(property, 'delegated-from')),
    ...given('memberOf', addressesIn(property, 'member')),
    ...given('sentBy', addressOf(paramOf(property, 'sent-by'))),
  }
}

const roles = {
  CHAIR: 'chair',
  'REQ-PARTICIPANT': 'required',
  'OPT-PARTICIPANT': 'optional',
  'NON-PARTICIPANT': 'non-participant',
} as const
const partstats = {
  'NEEDS-ACTION': 'needs-action',
  ACCEPTED: 'accepted',
  DECLINED: 'declined',
  TENTATIVE: 'tentative',
  DELEGATED: 'delegated',
  COMPLETED: 'completed',
  'IN-PROCESS': 'in-process',
} as const
const cutypes = {
  INDIVIDUAL: 'individual',
  GROUP: 'group',
  RESOURCE: 'resource',
  ROOM: 'room',
  UNKNOWN: 'unknown',
} as const

export const roleParams = {
  chair: 'CHAIR',
  required: undefined,
  optional: 'OPT-PARTICIPANT',
  'non-participant': 'NON-PARTICIPANT',
} as const

function chosen<T extends Record<string, string>>(
  text: string | undefined,
  table: T,
  otherwise: T[keyof T],
): T[keyof T] {
  const key = text?.trim().toUpperCase() ?? ''
  return Object.hasOwn(table, key) ? (table[key] as T[keyof T]) : otherwise
}

function nameIn(property: Property): string | undefined {
  const name = paramOf(property, 'cn')
    ?.trim()
    .replace(/^'(.*)'$/, '$1')
  return name === undefined || name === '' ? undefined : name.slice(0, 200)
}

function addressIn(property: Property | undefined): string | undefined {
  // Exchange names people of its own by a directory path and puts the address into EMAIL.
  const value = addressOf(textIn(property))
  if (value?.includes('@') === true || property === undefined) return value
  return addressOf(paramOf(property, 'email')) ?? value
}

function addressesIn(property: Property, name: string): string[] | undefined {
  if (!Object.hasOwn(property.params, name)) return undefined
  const addresses = [property.params[name]].flat().flatMap((value) => addressOf(value) ?? [])
  return addresses.length === 0 ? undefined : addresses.slice(0, 50)
}

/** A calendar address as it is compared: without mailto:, lower case. */
export function addressOf(value: string | undefined): string | undefined {
  const address = value
    ?.trim()
    .replace(/^mailto:/i, '')
    .trim()
    .toLowerCase()
  return address === undefined || address === '' ? undefined : address.slice(0, 320)
}

function given<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: V }
}
