import type { Calendar, CalendarColour, Occurrence } from '@staffetta/contract'
import { addDays, daysBetween, type Day } from '../clock/days.ts'
import type { Range } from '../clock/ranges.ts'
import type { WallClock } from '../clock/wall-clock.ts'

/** Names one appearance among all that are shown. */
export const keyOf = ({ ref, recurrenceId }: Pick<Occurrence, 'ref' | 'recurrenceId'>): string =>
  `${ref} ${recurrenceId ?? ''}`

/** Made here and not yet known to the server: it can be seen, and nothing else. */
export const isSaving = ({ ref }: Pick<Occurrence, 'ref'>): boolean => ref.startsWith('saving.')

const minuteMs = 60_000
const wholeDay = 1440

/** Where an occurrence is on the wall: the day and minute it begins, and how many minutes of the wall it takes. */
export interface WallSpan {
  day: Day
  minute: number
  minutes: number
}

export function spanOf(
  { startAt, endAt }: Pick<Occurrence, 'startAt' | 'endAt'>,
  clock: WallClock,
): WallSpan {
  const start = clock.wallOf(Date.parse(startAt))
  const end = clock.wallOf(Math.max(Date.parse(startAt), Date.parse(endAt)))
  const minutes = daysBetween(start.day, end.day) * wholeDay + end.minute - start.minute
  // In the hour that happens twice an end can stand before its start on the wall.
  return { ...start, minutes: Math.max(0, minutes) }
}

/** The part of a timed occurrence that lies in one day. */
export interface Segment {
  occurrence: Occurrence
  day: Day
  from: number
  to: number
  /** It began on a day before, or goes on to one after. */
  before: boolean
  after: boolean
}

/** Whole days, and what lasts a day or longer, stand in the band above the hours. */
export function isInBand(occurrence: Occurrence): boolean {
  return (
    occurrence.days !== null ||
    Date.parse(occurrence.endAt) - Date.parse(occurrence.startAt) >= wholeDay * minuteMs
  )
}

const knownDays = new WeakMap<object, { clock: WallClock; days: Range }>()

/** The days an occurrence touches; the end exclusive, and never empty. Asked for many times while thousands are laid out. */
export function daysOf(occurrence: Pick<Occurrence, 'startAt' | 'endAt' | 'days'>, clock: WallClock): Range {
  const known = knownDays.get(occurrence)
  if (known?.clock === clock) return known.days
  const days = findDays(occurrence, clock)
  knownDays.set(occurrence, { clock, days })
  return days
}

function findDays(occurrence: Pick<Occurrence, 'startAt' | 'endAt' | 'days'>, clock: WallClock): Range {
  if (occurrence.days) {
    const { start, end } = occurrence.days
    return { from: start, to: end > start ? end : addDays(start, 1) }
  }
  const { day, minute, minutes } = spanOf(occurrence, clock)
  // What ends at midnight does not touch the day that begins there.
  return { from: day, to: addDays(day, Math.max(1, Math.ceil((minute + minutes) / wholeDay))) }
}

/** The pieces of a timed occurrence, one for each day it touches. */
export function segmentsOf(occurrence: Occurrence, clock: WallClock): Segment[] {
  const { day, minute, minutes } = spanOf(occurrence, clock)
  const end = minute + minutes
  const count = Math.max(1, Math.ceil(end / wholeDay))
  return Array.from({ length: count }, (_, at) => ({
    occurrence,
    day: addDays(day, at),
    from: at === 0 ? minute : 0,
    to: Math.min(wholeDay, end - at * wholeDay),
    before: at > 0,
    after: at < count - 1,
  }))
}

/** Not by localeCompare: instants are written in one way, and a collation takes ten times as long. */
export const byStart = (a: Occurrence, b: Occurrence): number =>
  compare(a.startAt, b.startAt) || compare(b.endAt, a.endAt) || compare(keyOf(a), keyOf(b))

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** What of a list touches a day, whole days first. */
export function onDay(occurrences: readonly Occurrence[], day: Day, clock: WallClock): Occurrence[] {
  return occurrences
    .filter((one) => {
      const { from, to } = daysOf(one, clock)
      return from <= day && day < to
    })
    .sort((a, b) => Number(isInBand(b)) - Number(isInBand(a)) || byStart(a, b))
}

/** Its own colour, else that of its calendar. */
export function colourOf(occurrence: Occurrence, calendars: readonly Calendar[]): CalendarColour {
  return occurrence.colour ?? calendars.find(({ id }) => id === occurrence.calendarId)?.colour ?? 'ardesia'
}

/** How many people are asked; rooms and cars are not. */
export const askedIn = ({ people }: Occurrence): number =>
  people === null ? 0 : people.accepted + people.tentative + people.declined + people.waiting

/** Asked and not yet answered. */
export const isUnanswered = ({ people }: Occurrence): boolean => people?.mine === 'needs-action'

/** May this person change what of it is their own: its colour, its reminders? */
export function isChangeable(occurrence: Occurrence, calendars: readonly Calendar[]): boolean {
  const calendar = calendars.find(({ id }) => id === occurrence.calendarId)
  return Boolean(calendar?.can.write) && !occurrence.hidden && !isSaving(occurrence)
}

/** May they put it elsewhere in time? A meeting is moved by who calls it. */
export function isMovable(occurrence: Occurrence, calendars: readonly Calendar[]): boolean {
  return isChangeable(occurrence, calendars) && (occurrence.people?.calls ?? true)
}

/** May they take it away? From one's own calendar whatever is in it, from a colleague's no meeting of somebody else. */
export function isRemovable(occurrence: Occurrence, calendars: readonly Calendar[]): boolean {
  if (isMovable(occurrence, calendars)) return true
  const calendar = calendars.find(({ id }) => id === occurrence.calendarId)
  return calendar?.kind === 'own' && isChangeable(occurrence, calendars)
}

/** Where else it may lie. */
export function othersFor(occurrence: Occurrence, calendars: readonly Calendar[]): Calendar[] {
  if (!isRemovable(occurrence, calendars)) return []
  return calendars.filter(({ id, can, holds }) => can.write && holds.events && id !== occurrence.calendarId)
}
