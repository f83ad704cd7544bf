import { Instant, Uuid } from './ids.ts'
import { array, boolean, integer, nullable, object, oneOf, string, type Static } from './schema.ts'

/** A room, a car or a thing of the tenant that one person at a time has: invited to an event by its address. */
export const Resource = object({
  id: Uuid,
  /** Names it in an event; no mailbox need be there. */
  address: string(),
  name: string(),
  kind: oneOf('room', 'vehicle', 'equipment'),
  /** Where it is, or where its keys are. */
  place: string(),
  /** What one should know before using it. */
  note: string(),
  /** People who fit in; null where that is no question. */
  capacity: nullable(integer()),
  /** When it can be had; an empty list: always. */
  opening: array(
    object({ day: oneOf('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'), from: string(), to: string() }),
  ),
  /** The zone opening hours are meant in. */
  zone: string(),
  /** Booked at once, or when one of its managers says so. */
  approval: oneOf('automatic', 'manager'),
  /** So long before it begins at the latest. */
  noticeMinutes: integer(),
  /** So many days ahead at most. */
  aheadDays: integer(),
  /** One is among its managers. */
  manages: boolean(),
})
export type Resource = Static<typeof Resource>

/** Why it can be had at some time, or cannot. */
export const Availability = oneOf('free', 'taken', 'closed', 'too-soon', 'too-far')
export type Availability = Static<typeof Availability>

export const ResourceAvailability = object({
  resourceId: Uuid,
  state: Availability,
  /** Where it is not free: when it is next, for as long, within two weeks. */
  nextAt: nullable(Instant),
})
export type ResourceAvailability = Static<typeof ResourceAvailability>

/** One time for which a resource is somebody's. */
export const Booking = object({
  resourceId: Uuid,
  uid: string(),
  recurrenceId: nullable(string()),
  startAt: Instant,
  endAt: Instant,
  /** Of whole days: the first, and the one after the last. */
  days: nullable(object({ start: string(), end: string() })),
  /** Empty where the event is private. */
  title: string(),
  who: nullable(object({ name: string(), address: string() })),
  /** One has booked it oneself. */
  mine: boolean(),
  /** waiting: a manager has not answered yet; the time is held meanwhile. */
  state: oneOf('booked', 'waiting'),
})
export type Booking = Static<typeof Booking>
