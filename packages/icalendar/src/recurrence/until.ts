import type { Moment } from '../time/moment.ts'
import { dayMs } from '../time/moment.ts'
import { toInstant, toWall, utc, type Zone } from '../time/zone.ts'

/** UNTIL as it stands: a day, a wall clock or an instant, in milliseconds. */
export interface Until {
  readonly kind: 'date' | 'floating' | 'utc'
  readonly wall: number
}

/** Reads the three forms an UNTIL has in the field; undefined when it is none of them. */
export function wallOfText(text: string): Until | undefined {
  const match = /^(\d{4})-?(\d{2})-?(\d{2})(?:T(\d{2}):?(\d{2}):?(\d{2})?(Z)?)?$/i.exec(text)
  if (match === null) return undefined
  const [, year, month, day, hour, minute, second, z] = match
  const date = new Date(0)
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  const wall =
    date.getTime() + ((Number(hour ?? 0) * 60 + Number(minute ?? 0)) * 60 + Number(second ?? 0)) * 1000
  if (Number.isNaN(wall)) return undefined
  return { kind: hour === undefined ? 'date' : z === undefined ? 'floating' : 'utc', wall }
}

/**
 * The last wall clock of the series an UNTIL lets through. RFC 5545 wants a date for dates and UTC for times; in the field
 * each stands with each, so a date means the whole of that day, and an instant is seen from the zone of the series.
 */
export function lastWall(until: Until, start: Moment, fileZone: Zone): number {
  if (start.kind === 'date') {
    const wall = until.kind === 'utc' ? toWall(fileZone, until.wall) : until.wall
    return Math.floor(wall / dayMs) * dayMs
  }
  if (until.kind === 'date') return until.wall + dayMs - 1000
  if (until.kind === 'floating' || start.kind === 'floating') return until.wall
  return toWall(start.zone ?? utc, until.wall)
}

/** An UNTIL of the type the series asks for, that ends it just before this start. */
export function untilBefore(start: Moment, wall: number): Until {
  if (start.kind === 'date') return { kind: 'date', wall: wall - dayMs }
  if (start.kind === 'floating') return { kind: 'floating', wall: wall - 1000 }
  return { kind: 'utc', wall: toInstant(start.zone ?? utc, wall) - 1000 }
}

/** An UNTIL at a time of the series, of the type the series asks for. */
export function untilAt(moment: Moment): Until {
  if (moment.kind === 'zoned') return { kind: 'utc', wall: toInstant(moment.zone ?? utc, moment.wall) }
  return { kind: moment.kind, wall: moment.wall }
}

export function untilText(until: Until): string {
  const text = new Date(until.wall).toISOString().slice(0, 19).replace(/[-:]/g, '')
  return until.kind === 'date' ? text.slice(0, 8) : until.kind === 'utc' ? `${text}Z` : text
}
