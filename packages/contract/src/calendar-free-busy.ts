import { EventRef } from './calendar.ts'
import { Instant } from './ids.ts'
import { array, integer, nullable, object, oneOf, string, type Static } from './schema.ts'

/** Time that is taken, and no word of what it is taken by. */
export const BusyTime = object({
  startAt: Instant,
  endAt: Instant,
  kind: oneOf('busy', 'tentative', 'unavailable'),
})
export type BusyTime = Static<typeof BusyTime>

/** When somebody is taken in the window that was asked for. */
export const PersonTime = object({
  /** As it was asked for. */
  address: string(),
  /**
   * Why nothing is known; null: it is. `outside`: nobody of this body, and nobody asks · `not-told`: the server keeps it to
   * itself · `failed`: it could not be asked now.
   */
  unknown: nullable(oneOf('outside', 'not-told', 'failed')),
  /** In order, never overlapping. */
  busy: array(BusyTime),
})
export type PersonTime = Static<typeof PersonTime>

/** The hours in which people of a body meet; weekdays from Monday, 0 to 6, minutes of the wall. */
export const WorkingHours = object({
  weekdays: array(integer({ minimum: 0, maximum: 6 })),
  from: integer({ minimum: 0, maximum: 1440 }),
  to: integer({ minimum: 0, maximum: 1440 }),
})
export type WorkingHours = Static<typeof WorkingHours>

export const FreeBusyQuestion = object({
  addresses: array(string({ minLength: 3, maxLength: 320 }), { maxItems: 100 }),
  from: Instant,
  to: Instant,
  /** Where floating times and whole days are read. */
  zone: string({ minLength: 1, maxLength: 100, pattern: '^[A-Za-z0-9_+/-]+$' }),
  /** The event one is planning: it does not stand in its own way. */
  except: nullable(EventRef),
})

export const FreeBusy = object({ people: array(PersonTime), hours: WorkingHours })
export type FreeBusy = Static<typeof FreeBusy>
