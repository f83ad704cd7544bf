import { createHash } from 'node:crypto'
import { asPlainLinks } from '../object/attachments.ts'
import { type CalendarObject, momentsIn, textOfObject } from '../object/calendar-object.ts'
import { type Data, describe } from '../object/describe.ts'
import { parse, type ParseResult } from '../object/parse.ts'
import { addLine, type Component, findLine, hasLine, isComponent, type Line } from '../text/component.ts'
import { lineOf, rawValueOf } from '../text/property.ts'
import { foldText } from '../text/read-tree.ts'
import { readDuration } from '../time/duration.ts'
import type { CalendarTime } from '../time/moment.ts'

/** One object of a file, as it is to be stored. */
export interface FilePiece {
  kind: 'event' | 'task'
  uid: string
  /** A file of its own with the zones it names; without METHOD, as RFC 4791 §4.1 has it. */
  text: string
  sequence: number
  modifiedAt: string | null
  /** Equal for two texts that say the same to a person, whatever a server made of the letters. */
  print: string
  title: string
  start: CalendarTime | null
  recurring: boolean
  /** Where it begins in the file; 0 where that cannot be told. */
  line: number
}

/** What no calendar can keep. */
export interface LeftPiece {
  reason: 'no-start' | 'other-kind'
  title: string
  text: string
  line: number
}

export type FileRead =
  | {
      kind: 'read'
      name: string | null
      /** How often it asks to be read (RFC 7986 §5.7, X-PUBLISHED-TTL), in minutes. */
      refreshMinutes: number | null
      pieces: FilePiece[]
      left: LeftPiece[]
    }
  | { kind: 'unreadable'; reason: (ParseResult & { kind: 'unreadable' })['reason'] }

/** Twenty megabytes and twenty thousand objects, with room for long descriptions. */
const limits = { characters: 21_000_000, lines: 1_500_000 }
const keptHead = new Set(['VERSION', 'PRODID', 'CALSCALE'])

export interface FileOptions {
  /** On a server that schedules by itself nobody may be told of what is brought in (RFC 6638 §7.1). */
  silent?: boolean
}

/** A whole file, one piece for each UID with all its exceptions. */
export function readFile(text: string, { silent = false }: FileOptions = {}): FileRead {
  const result = parse(text, limits)
  if (result.kind === 'unreadable') return { kind: 'unreadable', reason: result.reason }
  const lines = linesOfUids(text)
  const pieces: FilePiece[] = []
  const left: LeftPiece[] = []
  for (const object of [result.object, ...result.others]) {
    const description = describe(object)
    const first = description.master ?? description.overrides[0]
    const line = lines.get(object.uid) ?? 0
    const title = first?.summary ?? ''
    const reason = whyLeft(object, first)
    if (reason !== undefined || (object.kind !== 'event' && object.kind !== 'task')) {
      left.push({ reason: reason ?? 'other-kind', title, text: textOfObject(object), line })
      continue
    }
    pieces.push({
      kind: object.kind,
      uid: object.uid,
      text: textOfObject({ ...object, calendar: storable(object, silent) }),
      sequence: first?.sequence ?? 0,
      modifiedAt: first?.lastModifiedAt ?? null,
      print: printOf(object, [description.master, ...description.overrides]),
      title,
      start: first?.start ?? null,
      recurring: object.overrides.length > 0 || first?.recurrence !== undefined || first?.irregular === true,
      line,
    })
  }
  const refreshMinutes = refreshOf(result.object.calendar)
  return { kind: 'read', name: result.calendarName ?? null, refreshMinutes, pieces, left }
}

function refreshOf(calendar: Component): number | null {
  const line = findLine(calendar, 'REFRESH-INTERVAL') ?? findLine(calendar, 'X-PUBLISHED-TTL')
  const duration = line === undefined ? undefined : readDuration(rawValueOf(line).trim())
  return duration === undefined ? null : Math.round(duration.days * 1440 + duration.ms / 60_000)
}

function whyLeft({ kind }: CalendarObject, first: Data | undefined): LeftPiece['reason'] | undefined {
  if (kind !== 'event' && kind !== 'task') return 'other-kind'
  return kind === 'event' && first?.start === undefined ? 'no-start' : undefined
}

/** The head speaks of the file it came in; what a server insists on and a file forgot is added. */
function storable({ calendar, master, overrides }: CalendarObject, silent: boolean): Component {
  const own = new Set<Component>([...(master === undefined ? [] : [master]), ...overrides])
  const items = calendar.items
    .filter((item) =>
      isComponent(item) ? item.name === 'VTIMEZONE' || own.has(item) : keptHead.has(item.name),
    )
    .map((item) =>
      isComponent(item) && own.has(item) ? storableComponent(asPlainLinks(item), silent) : item,
    )
  const head: Line[] = []
  if (!hasLine(calendar, 'VERSION')) head.push(lineOf('VERSION', '2.0'))
  if (!hasLine(calendar, 'PRODID')) head.push(lineOf('PRODID', '-//Staffetta//IT'))
  return { name: 'VCALENDAR', items: [...head, ...items] }
}

function storableComponent(component: Component, silent: boolean): Component {
  const items = silent
    ? component.items.map((item) => (isComponent(item) ? item : quiet(item)))
    : [...component.items]
  const stored = { name: component.name, items }
  if (!hasLine(stored, 'DTSTAMP')) {
    const known = findLine(component, 'LAST-MODIFIED') ?? findLine(component, 'CREATED')
    addLine(stored, lineOf('DTSTAMP', known === undefined ? '19700101T000000Z' : rawValueOf(known)))
  }
  return stored
}

/** RFC 6638 §7.1: with SCHEDULE-AGENT=NONE the server sends nothing on behalf of, or to, that person. */
function quiet(line: Line): Line {
  if (line.name !== 'ORGANIZER' && line.name !== 'ATTENDEE') return line
  const rest = line.text
    .slice(line.name.length)
    .replaceAll(/;SCHEDULE-(?:AGENT|STATUS|FORCE-SEND)=(?:"[^"]*"|[^;:]*)/gi, '')
  const text = `${line.name};SCHEDULE-AGENT=NONE${rest}`
  return { name: line.name, text, raw: foldText(text) }
}

/** By what is said, not by its letters: servers order parameters and fold lines as they please. */
function printOf(
  { calendar, master, overrides }: CalendarObject,
  said: readonly (Data | undefined)[],
): string {
  const dates = [...(master === undefined ? [] : [master]), ...overrides].map((component) =>
    ['EXDATE', 'RDATE'].map((name) =>
      momentsIn(calendar, component, name)
        .map(({ wall, kind, tzid }) => `${wall} ${kind} ${tzid ?? ''}`)
        .toSorted(),
    ),
  )
  return createHash('sha256')
    .update(JSON.stringify([said.map(essence), dates]))
    .digest('base64url')
    .slice(0, 22)
}

function essence(data: Data | undefined): unknown {
  if (data === undefined) return null
  const { stampedAt: _stamped, lastModifiedAt: _modified, createdAt: _created, ...rest } = data
  return {
    ...rest,
    alarms: data.alarms.map(({ acknowledgedAt: _acknowledged, ...alarm }) => alarm),
    attachments: data.attachments.map(({ id: _id, managedId: _managed, ...attachment }) => attachment),
  }
}

/** Where each UID first stands: the component that holds it, counted in lines from one. */
function linesOfUids(text: string): Map<string, number> {
  const found = new Map<string, number>()
  const begins: number[] = []
  let number = 0
  for (const [line] of text.matchAll(/.*(?:\r\n?|\n|$)/g)) {
    number++
    if (/^BEGIN:/i.test(line)) begins.push(number)
    else if (/^END:/i.test(line)) begins.pop()
    else if (/^UID[;:]/i.test(line)) {
      const uid = line.slice(line.indexOf(':') + 1).trim()
      if (!found.has(uid)) found.set(uid, begins.at(-1) ?? number)
    }
  }
  return found
}
