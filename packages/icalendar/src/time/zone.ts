/** Rules that turn wall clocks into instants. Wall times are counted in milliseconds as if they were UTC. */
export interface Zone {
  /** The IANA name, or the TZID of the file's own VTIMEZONE. */
  readonly id: string
  readonly source: 'iana' | 'file'
  /** Milliseconds east of UTC at an instant. */
  offsetAt(instant: number): number
}

const day = 86_400_000

/**
 * The instant of a wall time. RFC 5545 §3.3.5: a time that happens twice is the first of the two, a time that is skipped is
 * read with the offset before the gap.
 */
export function toInstant(zone: Zone, wall: number): number {
  const before = zone.offsetAt(wall - day)
  const after = zone.offsetAt(wall + day)
  if (before === after) {
    const offset = zone.offsetAt(wall - before)
    if (offset === before) return wall - before
  }
  if (zone.offsetAt(wall - before) === before) return wall - before
  if (zone.offsetAt(wall - after) === after) return wall - after
  return wall - before
}

/** The wall time at an instant. */
export function toWall(zone: Zone, instant: number): number {
  return instant + zone.offsetAt(instant)
}

export const utc: Zone = { id: 'UTC', source: 'iana', offsetAt: () => 0 }

const known = new Map<string, Zone | null>()

/** The zone of an IANA name as this Node knows it, in its usual spelling; undefined when there is none. */
export function ianaZone(name: string): Zone | undefined {
  let zone = known.get(name)
  if (zone === undefined) {
    zone = openIanaZone(name)
    if (known.size > 2000) known.clear()
    known.set(name, zone)
  }
  return zone ?? undefined
}

function openIanaZone(name: string): Zone | null {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{1,60}$/.test(name)) return null
  if (/^(?:UTC|GMT|Z|Etc\/(?:UTC|GMT|UCT|Zulu|Universal|Greenwich)|UCT|Zulu|Universal)$/i.test(name))
    return utc
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    const id = spelled(name)
    return { id, source: 'iana', offsetAt: remembering((instant) => offsetBy(format, instant)) }
  } catch {
    return null
  }
}

const spellings = new Map(Intl.supportedValuesOf('timeZone').map((name) => [name.toLowerCase(), name]))

/** Old names (Asia/Calcutta) stay themselves: the file's name is the one its owner knows. */
function spelled(name: string): string {
  return spellings.get(name.toLowerCase()) ?? name
}

function offsetBy(format: Intl.DateTimeFormat, instant: number): number {
  const second = Math.floor(instant / 1000) * 1000
  const at: Record<string, string> = {}
  for (const { type, value } of format.formatToParts(second)) at[type] = value
  const year = at['era'] === 'BC' ? 1 - Number(at['year']) : Number(at['year'])
  const wall = new Date(0)
  wall.setUTCFullYear(year, Number(at['month']) - 1, Number(at['day']))
  wall.setUTCHours(Number(at['hour']), Number(at['minute']), Number(at['second']))
  return wall.getTime() - second
}

// Asking Intl costs some 3 µs; nearly all questions fall between two transitions, which are never closer than this.
const stretch = 8 * day
const mostStretches = 20_000
const furthest = 8.6e15

function remembering(offsetAt: (instant: number) => number): (instant: number) => number {
  const stretches = new Map<number, { before: number; at: number; after: number }>()
  return (asked) => {
    const instant = Math.max(-furthest, Math.min(furthest, asked))
    const index = Math.floor(instant / stretch)
    let found = stretches.get(index)
    if (found === undefined) {
      found = explore(offsetAt, index * stretch)
      if (stretches.size > mostStretches) stretches.clear()
      stretches.set(index, found)
    }
    return instant < found.at ? found.before : found.after
  }
}

function explore(offsetAt: (instant: number) => number, from: number) {
  const before = offsetAt(from)
  const after = offsetAt(from + stretch - 1000)
  if (before === after) return { before, at: from, after }
  let low = from
  let high = from + stretch - 1000
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000
    if (offsetAt(middle) === before) low = middle
    else high = middle
  }
  return { before, at: high, after }
}
