import { AppError } from '../../http/app-error.ts'

const formats = new Map<string, Intl.DateTimeFormat>()
const offsets = new Map<string, number>()
const MOST_OFFSETS = 20_000
const halfDayMs = 43_200_000

/** Throws `request/invalid` for a zone nobody knows. */
export function checkZone(zone: string): void {
  if (!isZone(zone)) throw new AppError('request/invalid', { field: 'zone' })
}

/** Whether it is one of the zones there are; a file may bring rules of its own under any name. */
export function isZone(zone: string): boolean {
  try {
    formatOf(zone)
    return true
  } catch {
    return false
  }
}

/** The instant of a wall clock (given as if it were UTC): in a gap by the offset before it, twice there the first. */
export function instantOf(zone: string, wall: number): number {
  const before = offsetAt(zone, wall - halfDayMs)
  const after = offsetAt(zone, wall + halfDayMs)
  if (before === after || offsetAt(zone, wall - before) === before) return wall - before
  return offsetAt(zone, wall - after) === after ? wall - after : wall - before
}

/** The day of an instant where a clock of the zone hangs. */
export function dayIn(zone: string, instant: number): string {
  return new Date(wallOf(zone, instant)).toISOString().slice(0, 10)
}

/** What that clock shows, as if it were UTC. */
export function wallOf(zone: string, instant: number): number {
  return instant + offsetAt(zone, instant)
}

function offsetAt(zone: string, instant: number): number {
  // Offsets change on whole quarters of an hour.
  const quarter = Math.floor(instant / 900_000)
  const key = `${zone} ${quarter}`
  const known = offsets.get(key)
  if (known !== undefined) return known
  const at = quarter * 900_000
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const { year, month, day, hour, minute, second } = parts as Record<string, number>
  const offset = Date.UTC(year!, month! - 1, day, hour! % 24, minute, second) - at
  if (offsets.size >= MOST_OFFSETS) offsets.clear()
  offsets.set(key, offset)
  return offset
}

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    if (formats.size > 500) formats.clear()
    formats.set(zone, format)
  }
  return format
}
