import type { BusyTime, PersonTime, Resource } from '@staffetta/contract'
import { addDays, daysBetween, type Day } from '../clock/days.ts'
import type { WallClock } from '../clock/wall-clock.ts'
import { outsideOf, type Span } from '../clock/working-hours.ts'

/** One line of the grid: a person, or something that is booked along with them. */
export interface PlanRow {
  key: string
  kind: 'person' | 'resource'
  name: string
  detail: string
  /** Without them it cannot be. */
  needed: boolean
  /** Null while it is asked. */
  known: Pick<PersonTime, 'unknown' | 'busy'> | null
  /** Outside of their hours, in order. */
  off: readonly Span[]
}

export type State = BusyTime['kind'] | 'off' | 'free' | 'unknown'

const firmest = ['busy', 'unavailable', 'tentative'] as const

/** How somebody stands to a time: what takes most of it wins. */
export function stateAt(row: Pick<PlanRow, 'known' | 'off'>, span: Span): State {
  const { known } = row
  if (known === null) return 'unknown'
  if (known.unknown !== null) return isOff(row, span) ? 'off' : 'unknown'
  const met = known.busy.filter(
    ({ startAt, endAt }) => Date.parse(startAt) < span.to && Date.parse(endAt) > span.from,
  )
  return firmest.find((kind) => met.some((one) => one.kind === kind)) ?? (isOff(row, span) ? 'off' : 'free')
}

function isOff({ off }: Pick<PlanRow, 'off'>, span: Span): boolean {
  return off.some(({ from, to }) => from < span.to && to > span.from)
}

export interface Slot extends Span {
  free: number
  /** Of those who are needed, outside of whose hours it is. */
  off: number
}

interface Search {
  rows: readonly PlanRow[]
  lengthMs: number
  /** Not before, and not after. */
  span: Span
  clock: WallClock
  isRest: (day: Day) => boolean
}

const stepMinutes = 30
const most = 3

/**
 * The next times of a length, on days of work and within the hours of everybody who is needed, at which they are all free;
 * those at which most of the others are, too, come first. Whoever nothing is known of neither helps nor hinders. Where there
 * is no such time, those outside of the hours of as few as can be. They do not overlap.
 */
export function suggestSlots(search: Search): Slot[] {
  const within = slotsWith(search, 0)
  return chosenOf(within.length > 0 ? within : slotsWith(search, Infinity))
}

function slotsWith({ rows, lengthMs, span, clock, isRest }: Search, mostOff: number): Slot[] {
  const needed = rows.filter((row) => row.needed)
  const slots: Slot[] = []
  const last = clock.wallOf(span.to).day
  for (let { day } = clock.wallOf(span.from); day <= last; day = addDays(day, 1)) {
    if (isRest(day)) continue
    for (let minute = 0; minute < 1440; minute += stepMinutes) {
      const from = clock.instantOf(day, minute)
      const slot = { from, to: from + lengthMs }
      if (from < span.from || slot.to > span.to) continue
      const off = needed.filter((row) => isOff(row, slot)).length
      // Nobody at work: no meeting, whatever the calendars say.
      if (off > mostOff || off === needed.length) continue
      const states = rows.map((row) => ({ row, state: stateAt(row, slot) }))
      if (states.some(({ row, state }) => row.needed && hinders(row, state))) continue
      slots.push({ ...slot, off, free: states.filter(({ state }) => state === 'free').length })
    }
  }
  return slots

  /** A server says of hours that somebody is out of office, too. */
  function hinders({ kind }: PlanRow, state: State): boolean {
    if (state === 'unavailable' && kind === 'person') return mostOff === 0
    return state === 'busy' || state === 'tentative' || state === 'unavailable'
  }
}

function chosenOf(candidates: readonly Slot[]): Slot[] {
  const chosen: Slot[] = []
  for (const slot of candidates.toSorted((a, b) => a.off - b.off || b.free - a.free || a.from - b.from)) {
    if (chosen.every(({ from, to }) => slot.to <= from || slot.from >= to)) chosen.push(slot)
    if (chosen.length === most) break
  }
  return chosen
}

/** Minutes of the wall from the midnight a day begins with: before it below 0, on the next day above 1440. */
export function minuteIn(day: Day, at: number, clock: WallClock): number {
  const wall = clock.wallOf(at)
  return daysBetween(day, wall.day) * 1440 + wall.minute
}

/** What of somebody's time is taken on a day, in minutes of it. */
export function takenOn(
  { known }: Pick<PlanRow, 'known'>,
  day: Day,
  clock: WallClock,
): { from: number; to: number; kind: BusyTime['kind'] }[] {
  return (known?.busy ?? []).flatMap(({ startAt, endAt, kind }) => {
    const from = Math.max(0, minuteIn(day, Date.parse(startAt), clock))
    const to = Math.min(1440, minuteIn(day, Date.parse(endAt), clock))
    return from < to ? [{ from, to, kind }] : []
  })
}

/** What of a day is outside of somebody's hours, in minutes of it. */
export function offOn({ off }: Pick<PlanRow, 'off'>, day: Day, clock: WallClock): Span[] {
  return off.flatMap((span) => {
    const from = Math.max(0, minuteIn(day, span.from, clock))
    const to = Math.min(1440, minuteIn(day, span.to, clock))
    return from < to ? [{ from, to }] : []
  })
}

/** When a room or a car cannot be had in a span, by its opening hours in its own zone; never, where it has none. */
export function closedTimes(
  opening: Resource['opening'],
  span: Span,
  clock: WallClock,
): { startAt: string; endAt: string; kind: 'unavailable' }[] {
  if (opening.length === 0) return []
  const iso = (instant: number) => new Date(instant).toISOString()
  return outsideOf(opening, span, clock).map(({ from, to }) => ({
    startAt: iso(from),
    endAt: iso(to),
    kind: 'unavailable',
  }))
}
