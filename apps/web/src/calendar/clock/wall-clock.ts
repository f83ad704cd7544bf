import { dayNumber, dayOf, type Day } from './days.ts'

/** A moment as a clock on the wall says it: minutes since midnight, 0 to 1439. */
export interface WallTime {
  day: Day
  minute: number
}

export interface WallClock {
  zone: string
  wallOf: (at: number) => WallTime
  /**
   * The instant at which the clock shows this. A time that the clocks skip is read with the offset before the gap, one
   * that happens twice is the first. Minutes outside of the day run into its neighbours.
   */
  instantOf: (day: Day, minute: number) => number
}

const quarterMs = 15 * 60_000
const minuteMs = 60_000
const clocks = new Map<string, WallClock>()

export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** The day it is for whoever looks. */
export const ownToday = (): Day => wallClock(ownZone()).wallOf(Date.now()).day

/**
 * The clock of one zone, by Intl alone: what is needed before the first grid stays small (Temporal's polyfill is 19 kB), and
 * all that a grid asks is one offset. Offsets change at quarters of an hour only, and are kept.
 */
export function wallClock(zone: string): WallClock {
  const known = clocks.get(zone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const offsets = new Map<number, number>()
  const offsetAt = (at: number): number => {
    const quarter = Math.floor(at / quarterMs)
    let offset = offsets.get(quarter)
    if (offset === undefined) {
      const [month, day, year, hour, minute, second] = format
        .format(quarter * quarterMs)
        .match(/\d+/g)!
        .map(Number) as [number, number, number, number, number, number]
      offset = Date.UTC(year, month - 1, day, hour, minute, second) - quarter * quarterMs
      offsets.set(quarter, offset)
    }
    return offset
  }
  const clock: WallClock = {
    zone,
    wallOf: (at) => {
      const wall = Math.floor((at + offsetAt(at)) / minuteMs)
      const day = Math.floor(wall / 1440)
      return { day: dayOf(day), minute: wall - day * 1440 }
    },
    instantOf: (day, minute) => {
      const wall = (dayNumber(day) * 1440 + minute) * minuteMs
      const before = offsetAt(wall - 86_400_000)
      if (offsetAt(wall - before) === before) return wall - before
      const after = offsetAt(wall + 86_400_000)
      return offsetAt(wall - after) === after ? wall - after : wall - before
    },
  }
  clocks.set(zone, clock)
  return clock
}

/** "09:30", of minutes since midnight. */
export function clockText(minute: number): string {
  const inDay = ((minute % 1440) + 1440) % 1440
  return `${String(Math.floor(inDay / 60)).padStart(2, '0')}:${String(inDay % 60).padStart(2, '0')}`
}

/** What `clockText` says, read back; null for anything else. */
export function minuteOf(text: string): number | null {
  const match = /^(\d{1,2}):(\d{2})/.exec(text)
  return match ? Number(match[1]) * 60 + Number(match[2]) : null
}
