import { type Component, componentsOf } from '../text/component.ts'
import type { Problem } from '../text/problem.ts'
import { textOf } from '../text/property.ts'
import { fileZone } from '../time/vtimezone.ts'
import { ianaZone, utc, type Zone } from '../time/zone.ts'
import { zoneNamed } from '../time/zone-names.ts'

/** The zones one file speaks of. */
export interface FileZones {
  find(tzid: string): Zone | undefined
  /** The one zone of the file, for values that lack theirs; UTC when it has none or several. */
  readonly only: Zone
  /** Zones nobody knows, and zones that were guessed. */
  readonly problems: readonly Problem[]
}

const opened = new WeakMap<Component, FileZones>()

/**
 * Reads the zones of a VCALENDAR once. A name that is sure wins over the file's VTIMEZONE, which is often a shortened copy;
 * a name nobody knows takes the VTIMEZONE; without one it is guessed, or stays unknown, and both are told.
 */
export function zonesOf(calendar: Component): FileZones {
  let zones = opened.get(calendar)
  if (zones === undefined) {
    zones = openZones(calendar)
    opened.set(calendar, zones)
  }
  return zones
}

function openZones(calendar: Component): FileZones {
  const problems: Problem[] = []
  const found = new Map<string, Zone | undefined>()
  const blocks = new Map<string, Component>()
  for (const block of componentsOf(calendar, 'VTIMEZONE').slice(0, 200)) {
    const id = textOf(block, 'TZID')
    if (id !== undefined && !blocks.has(id)) blocks.set(id, block)
  }

  const find = (tzid: string): Zone | undefined => {
    if (!found.has(tzid)) found.set(tzid, search(tzid))
    return found.get(tzid)
  }
  const search = (tzid: string): Zone | undefined => {
    const named = zoneNamed(tzid)
    if (named?.sure === true) return named.zone
    const block = blocks.get(tzid)
    if (block !== undefined) {
      const location = textOf(block, 'X-LIC-LOCATION')
      const zone = (location === undefined ? undefined : ianaZone(location)) ?? fileZone(block, tzid)
      if (zone !== undefined) return zone
    }
    if (problems.length < 50) {
      problems.push({
        what: named === undefined ? 'unknown-zone' : 'guessed-zone',
        where: tzid.slice(0, 200),
      })
    }
    return named?.zone
  }

  const [first, ...others] = blocks.keys()
  const only = first !== undefined && others.length === 0 ? (find(first) ?? utc) : utc
  return { find, only, problems }
}
