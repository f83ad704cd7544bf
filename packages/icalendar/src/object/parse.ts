import { type Component, componentsOf, hasLine, isComponent, type Line, linesOf } from '../text/component.ts'
import type { Problem } from '../text/problem.ts'
import { integerOf, lineOf, textOf } from '../text/property.ts'
import { readTree, type TreeLimits } from '../text/read-tree.ts'
import { type CalendarObject, type Method, momentIn, type ObjectKind } from './calendar-object.ts'
import { zonesOf } from './object-zones.ts'

export type ParseResult =
  | {
      kind: 'read'
      /** The first of the file; a calendar resource has no other. */
      object: CalendarObject
      /** The other UIDs of an import, one object each. */
      others: CalendarObject[]
      /** X-WR-CALNAME or NAME, for an import. */
      calendarName?: string
      problems: Problem[]
    }
  | {
      kind: 'unreadable'
      reason: 'too-large' | 'too-many-lines' | 'not-a-calendar' | 'empty'
      problems: Problem[]
    }

const kinds: Record<string, ObjectKind> = {
  VEVENT: 'event',
  VTODO: 'task',
  VJOURNAL: 'journal',
  VFREEBUSY: 'free-busy',
  VAVAILABILITY: 'availability',
}
const mostObjects = 50_000
const mostOverrides = 5000
const mostHeadLines = 100

/**
 * Reads a file as far as it goes: what is wrong in it is told in `problems` and kept, and only a text without any component of
 * ours is unreadable. Never throws; 10 million characters at most, unless told otherwise.
 */
export function parse(text: string, limits?: TreeLimits): ParseResult {
  const tree = readTree(text, limits)
  if (tree.kind === 'unreadable') return { ...tree, problems: [] }
  const problems = [...tree.problems]
  const objects = tree.calendars.flatMap((calendar) => objectsOf(calendar, problems))
  const [object, ...others] = objects
  if (object === undefined) return { kind: 'unreadable', reason: 'empty', problems }
  const name = textOf(tree.calendars[0]!, 'X-WR-CALNAME') ?? textOf(tree.calendars[0]!, 'NAME')
  const result = { kind: 'read' as const, object, others, problems: [...problems, ...object.problems] }
  return name === undefined ? result : { ...result, calendarName: name.slice(0, 200) }
}

function objectsOf(calendar: Component, problems: Problem[]): CalendarObject[] {
  const groups = new Map<string, Component[]>()
  for (const component of componentsOf(calendar)) {
    const kind = Object.hasOwn(kinds, component.name) ? kinds[component.name] : undefined
    if (kind === undefined) continue
    let uid = textOf(component, 'UID')?.trim() ?? ''
    if (uid === '') {
      // A stable one, so that reading the same file twice gives the same object.
      uid = `no-uid-${fingerprint(component)}`
      component.items = component.items.filter((item) => isComponent(item) || item.name !== 'UID')
      component.items.unshift(lineOf('UID', uid))
      problems.push({ what: 'missing-uid', where: component.name })
    }
    const key = `${component.name} ${uid}`
    const group = groups.get(key)
    if (group !== undefined) group.push(component)
    else if (groups.size < mostObjects) groups.set(key, [component])
  }
  if (groups.size === 1) return [...groups.values()].map((group) => objectOf(calendar, group))
  const head = calendar.items.filter((item): item is Line => !isComponent(item)).slice(0, mostHeadLines)
  const zones = new Map(
    componentsOf(calendar, 'VTIMEZONE').map((block) => [textOf(block, 'TZID') ?? '', block]),
  )
  return [...groups.values()].map((group) => objectOf(calendarFor(group, { head, zones }), group))
}

/** A VCALENDAR for one UID of several: the head of the file, its zones where they are named, the components. */
function calendarFor(
  group: readonly Component[],
  { head, zones }: { head: readonly Line[]; zones: ReadonlyMap<string, Component> },
): Component {
  const named = [...new Set(group.flatMap((component) => tzidsIn(component)))]
  return { name: 'VCALENDAR', items: [...head, ...named.flatMap((tzid) => zones.get(tzid) ?? []), ...group] }
}

function tzidsIn(component: Component): string[] {
  return component.items.flatMap((item) => {
    if (isComponent(item)) return tzidsIn(item)
    const match = /;TZID=(?:"([^"]*)"|([^;:]*))/i.exec(item.text)
    return match === null ? [] : [match[1] ?? match[2] ?? '']
  })
}

/** Makes an object of the components of one UID inside their calendar. */
export function objectOf(calendar: Component, group: readonly Component[]): CalendarObject {
  const problems: Problem[] = []
  const masters = group.filter((component) => !hasLine(component, 'RECURRENCE-ID'))
  const overrides = group.filter((component) => hasLine(component, 'RECURRENCE-ID'))
  const name = group[0]!.name
  if (masters.length > 1) problems.push({ what: 'duplicate-component', where: name })
  const master = masters.reduce<Component | undefined>((best, one) => {
    return best === undefined || (integerOf(one, 'SEQUENCE') ?? 0) > (integerOf(best, 'SEQUENCE') ?? 0)
      ? one
      : best
  }, undefined)
  if (overrides.length > mostOverrides) problems.push({ what: 'too-many-components', where: name })

  const kind = kinds[name]!
  for (const component of group.slice(0, 100)) problems.push(...problemsIn(calendar, component, kind))
  const method = methodOf(calendar)
  return {
    kind,
    uid: (textOf(group[0]!, 'UID') ?? '').trim(),
    ...(method === undefined ? {} : { method }),
    calendar,
    ...(master === undefined ? {} : { master }),
    overrides: overrides.slice(0, mostOverrides),
    problems: [...problems, ...zonesOf(calendar).problems],
  }
}

function problemsIn(calendar: Component, component: Component, kind: ObjectKind): Problem[] {
  const problems: Problem[] = []
  const start = momentIn(calendar, component, 'DTSTART')
  const end = momentIn(calendar, component, kind === 'task' ? 'DUE' : 'DTEND')
  if (kind === 'event' && start === undefined) problems.push({ what: 'missing-start', where: component.name })
  for (const name of ['DTSTART', 'DTEND', 'DUE', 'RECURRENCE-ID']) {
    if (hasLine(component, name) && momentIn(calendar, component, name) === undefined) {
      problems.push({ what: 'unreadable-property', where: name })
    }
  }
  if (start !== undefined && end !== undefined) {
    if ((start.kind === 'date') !== (end.kind === 'date'))
      problems.push({ what: 'mixed-types', where: component.name })
    else if (end.wall < start.wall && end.zone === start.zone && end.kind === start.kind) {
      problems.push({ what: 'end-before-start', where: component.name })
    }
  }
  if (linesOf(component, 'RRULE').length > 1) problems.push({ what: 'several-rules', where: component.name })
  return problems
}

const methods = [
  'publish',
  'request',
  'reply',
  'add',
  'cancel',
  'refresh',
  'counter',
  'declinecounter',
] as const

function methodOf(calendar: Component): Method | undefined {
  const text = textOf(calendar, 'METHOD')?.trim().toLowerCase()
  return methods.find((method) => method === text)
}

function fingerprint(component: Component): string {
  let hash = 0xcbf29ce484222325n
  const text = component.items.map((item) => (isComponent(item) ? item.name : item.text)).join('\n')
  for (let at = 0; at < Math.min(text.length, 5000); at++) {
    hash = ((hash ^ BigInt(text.charCodeAt(at))) * 0x100000001b3n) & 0xffffffffffffffffn
  }
  return hash.toString(16)
}
