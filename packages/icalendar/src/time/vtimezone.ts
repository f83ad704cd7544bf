import { tzlib_get_ical_block } from 'timezones-ical-library'
import { type Component, componentsOf, findLine, linesOf } from '../text/component.ts'
import { propertyOf, rawValueOf } from '../text/property.ts'
import { readTree } from '../text/read-tree.ts'
import { expandRule } from '../recurrence/expand-rule.ts'
import { readRule } from '../recurrence/rule.ts'
import { readMoment } from './moment.ts'
import type { Zone } from './zone.ts'

const earliest = Date.UTC(1900, 0, 1)
const latest = Date.UTC(2100, 0, 1)
const mostTransitions = 5000

interface Transition {
  at: number
  offset: number
}

/** The rules of a VTIMEZONE as they stand in a file; undefined when it has none that can be read. Bounded, never throws. */
export function fileZone(component: Component, id: string): Zone | undefined {
  const transitions: Transition[] = []
  let first: { wall: number; from: number } | undefined
  for (const observance of componentsOf(component).slice(0, 200)) {
    const to = offsetOf(observance, 'TZOFFSETTO')
    const from = offsetOf(observance, 'TZOFFSETFROM') ?? to
    const start = startOf(observance)
    if (to === undefined || from === undefined || start === undefined) continue
    if (first === undefined || start < first.wall) first = { wall: start, from }
    for (const wall of onsetsOf(observance, start, from)) {
      if (transitions.length < mostTransitions) transitions.push({ at: wall - from, offset: to })
    }
  }
  if (first === undefined) return undefined
  transitions.sort((a, b) => a.at - b.at)
  const before = first.from
  return { id, source: 'file', offsetAt: (instant) => offsetIn(transitions, instant) ?? before }
}

function offsetIn(transitions: readonly Transition[], instant: number): number | undefined {
  let low = 0
  let high = transitions.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (transitions[middle]!.at <= instant) low = middle + 1
    else high = middle
  }
  return low === 0 ? undefined : transitions[low - 1]!.offset
}

/** When an observance begins: DTSTART, RDATEs, and the rule, all on the wall clock before the change. */
function onsetsOf(observance: Component, start: number, from: number): number[] {
  const onsets = [start]
  for (const line of linesOf(observance, 'RDATE').slice(0, 500)) {
    const property = propertyOf(line)
    for (const value of property?.values ?? []) {
      const moment = readMoment(value, property!, () => undefined)
      if (moment !== undefined) onsets.push(moment.wall)
    }
  }
  for (const line of linesOf(observance, 'RRULE').slice(0, 5)) {
    const read = readRule(rawValueOf(line))
    // A clock that changes daily is none.
    if (read.kind !== 'read' || (read.rule.frequency !== 'yearly' && read.rule.frequency !== 'monthly'))
      continue
    const until = read.rule.until
    const end = until === undefined ? latest : until.kind === 'utc' ? until.wall + from : until.wall
    const budget = { starts: 1000, endsAt: performance.now() + 200 }
    try {
      const window = { from: Math.max(start, earliest), to: Math.min(end, latest) }
      onsets.push(...expandRule(read.rule, start, window, { budget }))
    } catch {
      // The first onset is still better than no zone.
    }
  }
  return onsets
}

function startOf(observance: Component): number | undefined {
  const line = findLine(observance, 'DTSTART')
  const property = line === undefined ? undefined : propertyOf(line)
  return property === undefined ? undefined : readMoment(property.values[0], property, () => undefined)?.wall
}

function offsetOf(observance: Component, name: string): number | undefined {
  const line = findLine(observance, name)
  const match = line === undefined ? null : /^\s*([+-])?(\d{2}):?(\d{2}):?(\d{2})?\s*$/.exec(rawValueOf(line))
  if (match === null) return undefined
  const [, sign, hours, minutes, seconds] = match
  return (sign === '-' ? -1 : 1) * ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds ?? 0)) * 1000
}

/** The VTIMEZONE to write for an IANA zone; undefined for UTC and for names the library has no rules of. */
export function vtimezoneOf(iana: string): Component | undefined {
  const block = tzlib_get_ical_block(iana)
  if (!Array.isArray(block) || block[0] === undefined) return undefined
  const tree = readTree(block[0])
  return tree.kind === 'read' ? componentsOf(tree.calendars[0]!, 'VTIMEZONE')[0] : undefined
}
