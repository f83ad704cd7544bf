import { paramOf, type Property, quoted, lineFrom } from '../text/property.ts'
import type { Line } from '../text/component.ts'
import { ianaZone, toInstant, toWall, utc, type Zone } from './zone.ts'

/** A time as the wire tells it: one of four kinds, never reduced to another. */
export type CalendarTime =
  | { kind: 'date'; date: string }
  | { kind: 'floating'; local: string; lostZone?: string }
  | { kind: 'utc'; at: string }
  | { kind: 'zoned'; local: string; zone: string; ownRules?: true }

/** A time as the package counts with it. */
export interface Moment {
  readonly kind: CalendarTime['kind']
  /** The wall clock in milliseconds, as if it were UTC. */
  readonly wall: number
  /** Of a zoned time. */
  readonly zone?: Zone
  /** The TZID as the file spells it; of a floating time: the zone nobody knows. */
  readonly tzid?: string
}

export const dayMs = 86_400_000

/** Reads a zone name of a file; the file's own VTIMEZONEs know more than the name. */
export type ZoneFinder = (tzid: string) => Zone | undefined

/** Reads one value of a date or date-time property. */
export function readMoment(value: unknown, property: Property, zoneOf: ZoneFinder): Moment | undefined {
  if (typeof value !== 'string') return undefined
  const match = /^(\d{4})-?(\d{2})-?(\d{2})(?:T(\d{2}):?(\d{2})(?::?(\d{2}))?(Z)?)?$/i.exec(value.trim())
  if (match === null) return undefined
  const [, year, month, day, hour, minute, second, z] = match
  const wall = wallOf(
    Number(year),
    Number(month),
    Number(day),
    Number(hour ?? 0),
    Number(minute ?? 0),
    Number(second ?? 0),
  )
  if (wall === undefined) return undefined
  if (hour === undefined) return { kind: 'date', wall }
  if (z !== undefined) return { kind: 'utc', wall }
  const tzid = paramOf(property, 'tzid')
  if (tzid === undefined || tzid === '') return { kind: 'floating', wall }
  const zone = zoneOf(tzid)
  if (zone === utc) return { kind: 'utc', wall }
  return zone === undefined ? { kind: 'floating', wall, tzid } : { kind: 'zoned', wall, zone, tzid }
}

function wallOf(year: number, month: number, day: number, hour: number, minute: number, second: number) {
  if (month < 1 || month > 12 || day < 1 || hour > 24 || minute > 59 || second > 60) return undefined
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  // February 30 is no day; 24:00 and a leap second are the next minute, as many programs write them.
  return date.getUTCDate() === day ? date.getTime() + ((hour * 60 + minute) * 60 + second) * 1000 : undefined
}

/** The instant of a time; a date or a floating one is read in the zone of who looks. */
export function instantOf(moment: Moment, viewer: Zone): number {
  if (moment.kind === 'utc') return moment.wall
  return toInstant(moment.zone ?? viewer, moment.wall)
}

/** The time of the same kind and zone at another wall clock. */
export function atWall(moment: Moment, wall: number): Moment {
  return { ...moment, wall: moment.kind === 'date' ? Math.floor(wall / dayMs) * dayMs : wall }
}

/** The time of the same kind and zone at an instant. */
export function atInstant(moment: Moment, instant: number, viewer: Zone): Moment {
  if (moment.kind === 'utc') return { ...moment, wall: instant }
  return atWall(moment, toWall(moment.zone ?? viewer, instant))
}

/** As the wire tells it. */
export function calendarTimeOf(moment: Moment): CalendarTime {
  switch (moment.kind) {
    case 'date':
      return { kind: 'date', date: isoOf(moment.wall).slice(0, 10) }
    case 'utc':
      return { kind: 'utc', at: isoOf(moment.wall) }
    case 'floating':
      return moment.tzid === undefined
        ? { kind: 'floating', local: isoOf(moment.wall).slice(0, -1) }
        : { kind: 'floating', local: isoOf(moment.wall).slice(0, -1), lostZone: moment.tzid }
    case 'zoned': {
      const told = {
        kind: 'zoned' as const,
        local: isoOf(moment.wall).slice(0, -1),
        zone: moment.zone?.id ?? '',
      }
      return moment.zone?.source === 'file' ? { ...told, ownRules: true } : told
    }
  }
}

/** From the wire. Throws a RangeError when the time or the zone is none: what a screen sends is our own doing. */
export function momentOf(time: CalendarTime): Moment {
  if (time.kind === 'date') return { kind: 'date', wall: parsed(time.date, /^\d{4}-\d{2}-\d{2}$/) }
  if (time.kind === 'utc') return { kind: 'utc', wall: instantFrom(time.at) }
  const wall = parsed(time.local, /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?$/)
  if (time.kind === 'floating') return { kind: 'floating', wall }
  const zone = ianaZone(time.zone)
  if (zone === undefined) throw new RangeError(`no such time zone: ${time.zone.slice(0, 60)}`)
  return zone === utc ? { kind: 'utc', wall } : { kind: 'zoned', wall, zone, tzid: zone.id }
}

/** The milliseconds of an instant as the wire spells it. Throws a RangeError when it is none. */
export function instantFrom(text: string): number {
  return parsed(text, /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/)
}

function parsed(text: string, form: RegExp): number {
  const ms = form.test(text)
    ? Date.parse(/Z|[+-]\d{2}:\d{2}$/.test(text) ? text : text.length > 10 ? `${text}Z` : text)
    : NaN
  if (Number.isNaN(ms)) throw new RangeError('no such date or time')
  return Math.floor(ms / 1000) * 1000
}

/** 2026-03-02T08:00:00Z */
export function isoOf(instant: number): string {
  const clamped = Math.max(-62_167_219_200_000, Math.min(253_402_300_799_000, instant))
  return `${new Date(clamped).toISOString().slice(0, 19)}Z`
}

/** 20260302, 20260302T090000 or 20260302T080000Z */
export function valueTextOf(moment: Moment): string {
  const text = isoOf(moment.wall).replace(/[-:]/g, '')
  return moment.kind === 'date' ? text.slice(0, 8) : moment.kind === 'utc' ? text : text.slice(0, -1)
}

/** A property that holds one or several times of the same kind and zone. */
export function timeLine(name: string, moment: Moment, more: readonly Moment[] = []): Line {
  const kind =
    moment.kind === 'date'
      ? ';VALUE=DATE'
      : moment.tzid === undefined || moment.kind === 'utc'
        ? ''
        : `;TZID=${quoted(moment.tzid)}`
  return lineFrom(`${name}${kind}:${[moment, ...more].map(valueTextOf).join(',')}`)
}
