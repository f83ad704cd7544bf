import { type Component, type Line, linesOf } from '../text/component.ts'
import { findProperty, integerOf, paramOf, propertyOf, rawValueOf, textIn, textOf } from '../text/property.ts'
import { endOf, lengthOf } from '../recurrence/length.ts'
import { type Recurrence, readRecurrence } from '../recurrence/recurrence.ts'
import { keyText } from '../recurrence/occurrence-key.ts'
import { readOverrides, readSeries } from '../recurrence/series.ts'
import { type CalendarTime, calendarTimeOf, isoOf } from '../time/moment.ts'
import { utc } from '../time/zone.ts'
import { type Alarm, alarmsOf } from './alarms.ts'
import { type Attachment, attachmentsOf } from './attachments.ts'
import { type CalendarObject, momentIn } from './calendar-object.ts'
import { type Attendee, attendeesOf, type Organizer, organizerOf } from './people.ts'

export interface Relation {
  uid: string
  kind: 'parent' | 'child' | 'sibling' | 'other'
}

interface ComponentData {
  uid: string
  sequence: number
  summary: string
  location: string
  description: string
  url?: string
  categories: string[]
  class: 'public' | 'private' | 'confidential'
  priority: number
  colour?: string
  organizer?: Organizer
  attendees: Attendee[]
  alarms: Alarm[]
  attachments: Attachment[]
  relatedTo: Relation[]
  sortOrder?: number
  comment?: string
  createdAt?: string
  lastModifiedAt?: string
  stampedAt?: string
  start?: CalendarTime
  recurrence?: Recurrence
  /** RDATEs, EXDATEs or several rules are there as well. */
  irregular?: true
  /** Which occurrence of the series this describes. */
  recurrenceId?: string
  andFuture?: true
  /** A text was longer than an index wants. */
  shortened?: true
}

/** What an index and a screen know of an event or of one of its overrides. */
export interface EventData extends ComponentData {
  kind: 'event'
  end?: CalendarTime
  transp: 'opaque' | 'transparent'
  status: 'tentative' | 'confirmed' | 'cancelled'
}

/** The same of a task. */
export interface TaskData extends ComponentData {
  kind: 'task'
  due?: CalendarTime
  completedAt?: string
  percent: number
  status: 'needs-action' | 'in-process' | 'completed' | 'cancelled'
}

export interface JournalData extends ComponentData {
  kind: 'journal'
  status: 'draft' | 'final' | 'cancelled'
}

export type Data = EventData | TaskData | JournalData

/** What an object says, as plain JSON. `overrides` has the same order as the object's; free/busy and availability have none. */
export interface Description {
  master?: Data
  overrides: Data[]
}

const mostText = 20_000
const mostShort = 1000

/** Describes the master and the overrides of an object, texts and lists cut to what an index can hold. */
export function describe(object: CalendarObject): Description {
  if (object.kind === 'free-busy' || object.kind === 'availability') return { overrides: [] }
  const series = readSeries(object)
  const keys = new Map(readOverrides(object, series).map((override) => [override.index, override]))
  const overrides = object.overrides.map((component, index) => {
    const override = keys.get(index)
    const data = dataOf(object, component)
    if (override === undefined) return data
    return {
      ...data,
      recurrenceId: keyText(override.key),
      ...(override.andFuture ? { andFuture: true as const } : {}),
    }
  })
  return object.master === undefined ? { overrides } : { master: dataOf(object, object.master), overrides }
}

function dataOf(object: CalendarObject, component: Component): Data {
  const { calendar, kind } = object
  const common = commonOf(object, component)
  const status = textOf(component, 'STATUS')?.trim().toLowerCase()
  const start = momentIn(calendar, component, 'DTSTART')
  if (kind === 'task') {
    const due = momentIn(calendar, component, 'DUE')
    const byLength = due === undefined && start !== undefined && linesOf(component, 'DURATION').length > 0
    const end = byLength ? endOf(start, lengthOf(calendar, component, start, { kind }), utc) : due
    const completed = momentIn(calendar, component, 'COMPLETED')
    return {
      ...common,
      kind: 'task',
      ...(end === undefined ? {} : { due: calendarTimeOf(end) }),
      ...(completed === undefined ? {} : { completedAt: isoOf(completed.wall) }),
      percent: within(integerOf(component, 'PERCENT-COMPLETE'), 0, 100),
      status: one(
        status,
        ['needs-action', 'in-process', 'completed', 'cancelled'],
        completed === undefined ? 'needs-action' : 'completed',
      ),
    }
  }
  if (kind === 'journal')
    return { ...common, kind: 'journal', status: one(status, ['draft', 'final', 'cancelled'], 'final') }
  const end =
    start === undefined ? undefined : endOf(start, lengthOf(calendar, component, start, { kind }), utc)
  return {
    ...common,
    kind: 'event',
    ...(end === undefined ? {} : { end: calendarTimeOf(end) }),
    transp: textOf(component, 'TRANSP')?.trim().toUpperCase() === 'TRANSPARENT' ? 'transparent' : 'opaque',
    status: one(status, ['tentative', 'confirmed', 'cancelled'], 'confirmed'),
  }
}

function commonOf({ calendar, uid }: CalendarObject, component: Component): ComponentData {
  let shortened = false
  const cut = (text: string | undefined, most: number): string | undefined => {
    if (text === undefined || text.length <= most) return text
    shortened = true
    return text.slice(0, most)
  }
  const start = momentIn(calendar, component, 'DTSTART')
  const rule = linesOf(component, 'RRULE')[0]
  const recurrence = rule === undefined ? undefined : readRecurrence(rawValueOf(rule))
  const irregular =
    linesOf(component, 'RRULE').length > 1 ||
    ['RDATE', 'EXDATE', 'EXRULE'].some((name) => linesOf(component, name).length > 0)
  const url = cut(textOf(component, 'URL'), 2000)
  const colour = cut(colourOf(component), 100)
  const organizer = organizerOf(component)
  const comment = cut(textOf(component, 'COMMENT'), mostText)
  const sortOrder = integerOf(component, 'X-APPLE-SORT-ORDER')
  const common = {
    uid: uid.slice(0, mostShort),
    sequence: within(integerOf(component, 'SEQUENCE'), 0, 2_147_483_647),
    summary: cut(textOf(component, 'SUMMARY'), mostShort) ?? '',
    location: cut(textOf(component, 'LOCATION'), mostShort) ?? '',
    description: cut(textOf(component, 'DESCRIPTION'), mostText) ?? '',
    ...(url === undefined || url === '' ? {} : { url }),
    categories: categoriesOf(component),
    class: one(
      textOf(component, 'CLASS')?.trim().toLowerCase(),
      ['public', 'private', 'confidential'],
      hasClass(component) ? 'private' : 'public',
    ),
    priority: within(integerOf(component, 'PRIORITY'), 0, 9),
    ...(colour === undefined || colour === '' ? {} : { colour }),
    ...(organizer === undefined ? {} : { organizer }),
    attendees: attendeesOf(component),
    alarms: alarmsOf(component),
    attachments: attachmentsOf(component),
    relatedTo: relationsOf(component),
    ...(sortOrder === undefined ? {} : { sortOrder }),
    ...(comment === undefined ? {} : { comment }),
    ...instant('createdAt', calendar, component, 'CREATED'),
    ...instant('lastModifiedAt', calendar, component, 'LAST-MODIFIED'),
    ...instant('stampedAt', calendar, component, 'DTSTAMP'),
    ...(start === undefined ? {} : { start: calendarTimeOf(start) }),
    ...(recurrence === undefined ? {} : { recurrence }),
    ...(irregular ? { irregular: true as const } : {}),
  }
  return shortened ? { ...common, shortened: true } : common
}

/** RFC 5545 §3.8.1.3: a class nobody knows is to be treated as private. */
function hasClass(component: Component): boolean {
  return (textOf(component, 'CLASS')?.trim() ?? '') !== ''
}

function colourOf(component: Component): string | undefined {
  return textOf(component, 'COLOR') ?? textOf(component, 'X-APPLE-CALENDAR-COLOR')
}

function categoriesOf(component: Component): string[] {
  const names = linesOf(component, 'CATEGORIES')
    .flatMap((line) => propertyOf(line)?.values ?? [])
    .flatMap((value) =>
      typeof value === 'string' && value.trim() !== '' ? [value.trim().slice(0, 200)] : [],
    )
  return [...new Set(names)].slice(0, 100)
}

function relationsOf(component: Component): Relation[] {
  return linesOf(component, 'RELATED-TO')
    .slice(0, 100)
    .flatMap((line) => relationIn(line) ?? [])
}

export function relationIn(line: Line): Relation | undefined {
  const property = propertyOf(line)
  const uid = textIn(property)?.trim()
  if (property === undefined || uid === undefined || uid === '') return undefined
  const type = paramOf(property, 'reltype')?.toLowerCase()
  return {
    uid: uid.slice(0, mostShort),
    kind: one(type, ['parent', 'child', 'sibling'], type === undefined ? 'parent' : 'other'),
  }
}

function instant<K extends string>(
  key: K,
  calendar: Component,
  component: Component,
  name: string,
): { [P in K]?: string } {
  if (findProperty(component, name) === undefined) return {}
  const moment = momentIn(calendar, component, name)
  return moment === undefined ? {} : ({ [key]: isoOf(moment.wall) } as { [P in K]?: string })
}

function one<T extends string>(text: string | undefined, choices: readonly T[], otherwise: T): T {
  return choices.find((choice) => choice === text) ?? otherwise
}

function within(number: number | undefined, low: number, high: number): number {
  return Math.min(high, Math.max(low, number ?? 0))
}
