import { EventRef } from './calendar.ts'
import { WorkingHours } from './calendar-hours.ts'
import { Instant } from './ids.ts'
import { array, nullable, object, oneOf, string, type Static } from './schema.ts'

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
  /** When they work; null where nobody of the body is meant. */
  hours: nullable(WorkingHours),
})
export type PersonTime = Static<typeof PersonTime>

export const FreeBusyQuestion = object({
  addresses: array(string({ minLength: 3, maxLength: 320 }), { maxItems: 100 }),
  from: Instant,
  to: Instant,
  /** Where floating times and whole days are read. */
  zone: string({ minLength: 1, maxLength: 100, pattern: '^[A-Za-z0-9_+/-]+$' }),
  /** The event one is planning: it does not stand in its own way. */
  except: nullable(EventRef),
})

export const FreeBusy = object({ people: array(PersonTime) })
export type FreeBusy = Static<typeof FreeBusy>
