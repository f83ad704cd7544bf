import {
  type Component,
  componentsOf,
  copyOf,
  findLine,
  hasLine,
  isComponent,
  replaceLines,
} from '../text/component.ts'
import { integerOf, lineOf, textOf } from '../text/property.ts'
import { writeTree } from '../text/write-tree.ts'
import type { CalendarObject } from '../object/calendar-object.ts'
import { zonesOf } from '../object/object-zones.ts'
import { objectOf, parse } from '../object/parse.ts'
import { type CalendarTime, instantFrom, type Moment, momentOf, timeLine } from '../time/moment.ts'
import { vtimezoneOf } from '../time/vtimezone.ts'
import { zoneNamed } from '../time/zone-names.ts'

/** A copy of an object whose components may be changed. */
export function draftOf(object: CalendarObject): CalendarObject {
  const calendar = copyOf(object.calendar)
  const name = (object.master ?? object.overrides[0])?.name
  const group = componentsOf(calendar).filter(
    (component) => component.name === name && textOf(component, 'UID')?.trim() === object.uid,
  )
  return objectOf(calendar, group)
}

/** What an edit gives back. */
export interface Written {
  text: string
  object: CalendarObject
}

/** Reads again what was written, so that the object is what the text says; zones used for the first time get their VTIMEZONE. */
export function written(draft: CalendarObject, before?: CalendarObject): Written {
  addZones(draft.calendar, new Set(before === undefined ? [] : tzidsOf(before.calendar)))
  const text = writeTree(draft.calendar)
  const result = parse(text)
  if (result.kind === 'unreadable') throw new Error('what was written cannot be read')
  return { text, object: result.object }
}

function addZones(calendar: Component, known: ReadonlySet<string>): void {
  const there = new Set(componentsOf(calendar, 'VTIMEZONE').map((block) => textOf(block, 'TZID')))
  for (const tzid of new Set(tzidsOf(calendar))) {
    if (known.has(tzid) || there.has(tzid)) continue
    const zone = zoneNamed(tzid)?.zone
    const block = zone === undefined ? undefined : vtimezoneOf(zone.id)
    if (block === undefined) continue
    if (textOf(block, 'TZID') !== tzid) replaceLines(block, 'TZID', [lineOf('TZID', tzid)])
    const at = calendar.items.findIndex(isComponent)
    calendar.items.splice(at === -1 ? calendar.items.length : at, 0, block)
  }
}

function tzidsOf(component: Component): string[] {
  return component.items.flatMap((item) => {
    if (isComponent(item)) return item.name === 'VTIMEZONE' ? [] : tzidsOf(item)
    const match = /^[^:"]*;TZID=(?:"([^"]*)"|([^;:]*))/i.exec(item.text)
    return match === null ? [] : [match[1] ?? match[2] ?? '']
  })
}

/** A time from the wire in the words of this file: a zone the file already names keeps the file's TZID. */
export function momentFor(draft: CalendarObject, time: CalendarTime): Moment {
  if (time.kind === 'floating' && time.lostZone !== undefined)
    return { ...momentOf(time), tzid: time.lostZone }
  if (time.kind !== 'zoned') return momentOf(time)
  for (const tzid of tzidsOf(draft.calendar)) {
    const zone = zonesOf(draft.calendar).find(tzid)
    if (zone?.id === time.zone) {
      const { wall } = momentOf({ kind: 'floating', local: time.local })
      return { kind: 'zoned', wall, zone, tzid }
    }
  }
  return momentOf(time)
}

/** Marks a component as changed. Only whoever owns the event may raise SEQUENCE and renew DTSTAMP (RFC 5546 §2.1.4). */
export function stamp(
  component: Component,
  { now, owned, raise }: { now: string; owned: boolean; raise: boolean },
): void {
  const at = { kind: 'utc' as const, wall: instantFrom(now) }
  if (owned || !hasLine(component, 'DTSTAMP')) replaceLines(component, 'DTSTAMP', [timeLine('DTSTAMP', at)])
  replaceLines(component, 'LAST-MODIFIED', [timeLine('LAST-MODIFIED', at)])
  if (owned && raise) raiseSequence(component)
}

export function raiseSequence(component: Component): void {
  replaceLines(component, 'SEQUENCE', [
    lineOf('SEQUENCE', Math.min((integerOf(component, 'SEQUENCE') ?? 0) + 1, 2_147_483_647)),
  ])
}

/** Takes a component out of the calendar. */
export function dropComponents(calendar: Component, dropped: ReadonlySet<Component>): void {
  calendar.items = calendar.items.filter((item) => !isComponent(item) || !dropped.has(item))
}

/** An event without any end gets one: some servers refuse to store it. */
export function ensureEnd(component: Component): void {
  if (component.name !== 'VEVENT' || hasLine(component, 'DTEND') || hasLine(component, 'DURATION')) return
  const start = findLine(component, 'DTSTART')
  if (start === undefined) return
  const isDate = /^[^:]*;VALUE=DATE[;:]/i.test(start.text)
  const at = component.items.indexOf(start)
  component.items.splice(at + 1, 0, lineOf('DURATION', isDate ? 'P1D' : 'PT0S'))
}
