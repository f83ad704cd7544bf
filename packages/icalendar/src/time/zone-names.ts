import { ianaOfWindows } from './windows-zones.ts'
import { ianaZone, toWall, type Zone } from './zone.ts'

export type NamedZone = { zone: Zone; sure: boolean }

const found = new Map<string, NamedZone | null>()

/**
 * The zone a TZID means, without looking at any VTIMEZONE: an IANA name, a Windows name, a path that ends in one, a list of
 * cities. `sure` is false where it is a guess by city or by offset. Undefined when nothing fits.
 */
export function zoneNamed(tzid: string): NamedZone | undefined {
  const name = tzid.slice(0, 200)
  let known = found.get(name)
  if (known === undefined) {
    known = search(name)
    if (found.size > 2000) found.clear()
    found.set(name, known)
  }
  return known ?? undefined
}

function search(tzid: string): NamedZone | null {
  const name = tzid.trim().replace(/^["']+|["']+$/g, '')
  const sure =
    exact(name) ?? byPath(name) ?? exact(name.replace(/(?<=[a-z])[ _-]\d{1,2}$/, '')) ?? byDisplayName(name)
  if (sure !== undefined) return { zone: sure, sure: true }
  const guess = byCity(name) ?? byOffset(name)
  return guess === undefined ? null : { zone: guess, sure: false }
}

function exact(name: string): Zone | undefined {
  const windows = ianaOfWindows(name)
  return ianaZone(windows ?? name)
}

/** /mozilla.org/20050126_1/Europe/Rome, /citadel.org/20210210_1/America/Argentina/Buenos_Aires */
function byPath(name: string): Zone | undefined {
  if (!name.includes('/')) return undefined
  const steps = name.split('/').filter((step) => step !== '')
  for (const count of [3, 2]) {
    const zone = steps.length >= count ? ianaZone(steps.slice(-count).join('/')) : undefined
    if (zone !== undefined) return zone
  }
  return undefined
}

/** How Windows shows its zones, without the offset in front. */
const displayNames: readonly (readonly [RegExp, string])[] = [
  [/amsterdam.*berlin.*(rom|vienna)/i, 'Europe/Rome'],
  [/bruxelles.*copenaghen|brussels.*copenhagen/i, 'Europe/Paris'],
  [/belgrad.*bratislava/i, 'Europe/Budapest'],
  [/sarajevo.*skopje/i, 'Europe/Warsaw'],
  [/dublin.*edinburgh|dublino.*edimburgo/i, 'Europe/London'],
  [/helsinki.*kyiv|helsinki.*kiev/i, 'Europe/Kiev'],
  [/athens.*bucharest|atene.*bucarest/i, 'Europe/Bucharest'],
  [/eastern time \(us/i, 'America/New_York'],
  [/central time \(us/i, 'America/Chicago'],
  [/mountain time \(us/i, 'America/Denver'],
  [/pacific time \(us/i, 'America/Los_Angeles'],
  [/coordinated universal time|tempo coordinato universale/i, 'UTC'],
]

function byDisplayName(name: string): Zone | undefined {
  const match = displayNames.find(([form]) => form.test(name))
  return match === undefined ? undefined : ianaZone(match[1])
}

let cities: Map<string, string> | undefined

function byCity(name: string): Zone | undefined {
  cities ??= new Map(
    Intl.supportedValuesOf('timeZone').map((zone) => [
      zone.split('/').at(-1)!.replace(/_/g, ' ').toLowerCase(),
      zone,
    ]),
  )
  const offset = offsetIn(name)
  for (const part of name.replace(/\([^)]*\)/g, '').split(/[,/;]/)) {
    const city = cities.get(part.trim().replace(/_/g, ' ').toLowerCase())
    const zone = city === undefined ? undefined : ianaZone(city)
    if (zone !== undefined && (offset === undefined || standardOffset(zone) === offset)) return zone
  }
  return undefined
}

function byOffset(name: string): Zone | undefined {
  const offset = offsetIn(name)
  if (offset === undefined || offset % 3_600_000 !== 0 || Math.abs(offset) > 12 * 3_600_000) return undefined
  const hours = offset / 3_600_000
  return ianaZone(hours === 0 ? 'UTC' : `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`)
}

/** (UTC+01:00) …, GMT+0100, UTC-5 */
function offsetIn(name: string): number | undefined {
  const match = /(?:UTC|GMT)\s*([+-])(\d{1,2})(?::?(\d{2}))?/i.exec(name)
  if (match === null) return undefined
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3] ?? 0)) * 60_000
}

function standardOffset(zone: Zone): number {
  const january = Date.UTC(2026, 0, 15)
  const july = Date.UTC(2026, 6, 15)
  return Math.min(toWall(zone, january) - january, toWall(zone, july) - july)
}
