import {
  type Component,
  componentsOf,
  copyOf,
  findLine,
  isComponent,
  type Line,
  linesOf,
  replaceLines,
  addLine,
} from '../text/component.ts'
import { integerOf, lineFrom, lineOf, paramOf, propertyOf, textOf, withParams } from '../text/property.ts'
import { type Alarm, alarmsOf } from '../object/alarms.ts'
import { attachmentIn, attachmentLine, mostAttachments } from '../object/attachments.ts'
import { type Relation, relationIn } from '../object/describe.ts'
import { addressOf, readAttendee, roleParams } from '../object/people.ts'
import { durationText } from '../time/duration.ts'
import { instantFrom, isoOf, timeLine } from '../time/moment.ts'
import type { Change, Invitee } from './change.ts'

/** Sets every field of a change that has nothing to do with time. Lines whose value stays are not touched. */
export function setFields(component: Component, change: Change): void {
  if (change.summary !== undefined) setText(component, 'SUMMARY', change.summary)
  if (change.location !== undefined) setText(component, 'LOCATION', change.location)
  if (change.description !== undefined && setText(component, 'DESCRIPTION', change.description)) {
    // The same text as HTML would contradict it.
    replaceLines(component, 'X-ALT-DESC', [])
  }
  if (change.url !== undefined) setText(component, 'URL', change.url ?? '')
  if (change.class !== undefined) setWord(component, 'CLASS', change.class, 'public')
  if (change.transp !== undefined) setWord(component, 'TRANSP', change.transp, 'opaque')
  if (change.status !== undefined) setWord(component, 'STATUS', change.status ?? '', '')
  if (change.colour !== undefined) setText(component, 'COLOR', change.colour ?? '')
  if (change.priority !== undefined) setNumber(component, 'PRIORITY', change.priority)
  if (change.sortOrder !== undefined) setNumber(component, 'X-APPLE-SORT-ORDER', change.sortOrder)
  if (change.percent !== undefined) setNumber(component, 'PERCENT-COMPLETE', change.percent)
  if (change.completedAt !== undefined) setCompleted(component, change.completedAt)
  if (change.categories !== undefined) setCategories(component, change.categories)
  if (change.attendees !== undefined) setAttendees(component, change.attendees)
  if (change.organizer !== undefined) setOrganizer(component, change.organizer)
  if (change.attachments !== undefined) setAttachments(component, change.attachments)
  if (change.relatedTo !== undefined) setRelations(component, change.relatedTo)
  if (change.alarms !== undefined) setAlarms(component, change.alarms)
}

function setText(component: Component, name: string, value: string): boolean {
  const old = findLine(component, name)
  if ((textOf(component, name) ?? '') === value) return false
  if (value === '') replaceLines(component, name, [])
  else {
    const language = old === undefined ? undefined : propertyOf(old)?.params['language']
    // ALTREP named another form of the old text.
    const params = typeof language === 'string' ? { language } : {}
    replaceLines(component, name, [lineOf(name, value, { params })])
  }
  return true
}

function setWord(component: Component, name: string, value: string, byDefault: string): void {
  const old = (textOf(component, name) ?? '').trim().toLowerCase()
  if (old === value || (old === '' && value === byDefault)) return
  replaceLines(component, name, value === '' ? [] : [lineOf(name, value.toUpperCase())])
}

function setNumber(component: Component, name: string, value: number): void {
  if ((integerOf(component, name) ?? 0) === value) return
  replaceLines(component, name, value === 0 ? [] : [lineOf(name, Math.round(value))])
}

function setCompleted(component: Component, completedAt: string | null): void {
  if (completedAt === null) return replaceLines(component, 'COMPLETED', [])
  const line = timeLine('COMPLETED', { kind: 'utc', wall: instantFrom(completedAt) })
  if (findLine(component, 'COMPLETED')?.text !== line.text) replaceLines(component, 'COMPLETED', [line])
}

function setCategories(component: Component, categories: readonly string[]): void {
  const old = linesOf(component, 'CATEGORIES').flatMap((line) => propertyOf(line)?.values ?? [])
  const wanted = [...new Set(categories.map((name) => name.trim()).filter((name) => name !== ''))]
  if (old.length === wanted.length && wanted.every((name, index) => old[index] === name)) return
  replaceLines(component, 'CATEGORIES', wanted.length === 0 ? [] : [lineOf('CATEGORIES', wanted)])
}

function setAttendees(component: Component, invitees: readonly Invitee[]): void {
  const old = new Map<string, Line>()
  for (const line of linesOf(component, 'ATTENDEE')) {
    const property = propertyOf(line)
    const address = property === undefined ? undefined : readAttendee(property)?.address
    if (address !== undefined && !old.has(address)) old.set(address, line)
  }
  const seen = new Set<string>()
  const lines = invitees.flatMap((invitee) => {
    const address = addressOf(invitee.address)
    if (address === undefined || seen.has(address)) return []
    seen.add(address)
    const line = old.get(address)
    return [
      line === undefined ? newAttendeeLine({ ...invitee, address }) : patchedAttendeeLine(line, invitee),
    ]
  })
  const before = linesOf(component, 'ATTENDEE')
  if (before.length === lines.length && before.every((line, index) => line === lines[index])) return
  replaceLines(component, 'ATTENDEE', lines)
}

function newAttendeeLine({ address, name, role, rsvp, kind, partstat }: Invitee): Line {
  return lineOf('ATTENDEE', `mailto:${address}`, {
    params: {
      cn: name,
      cutype: kind === undefined || kind === 'individual' ? undefined : kind.toUpperCase(),
      role: role === undefined ? undefined : roleParams[role],
      partstat: (partstat ?? 'needs-action').toUpperCase(),
      rsvp: rsvp === false ? undefined : 'TRUE',
    },
  })
}

function patchedAttendeeLine(line: Line, { name, role, rsvp, kind, partstat }: Invitee): Line {
  const property = propertyOf(line)
  const now = property === undefined ? undefined : readAttendee(property)
  const changes: Record<string, string | undefined> = {}
  if (name !== undefined && name !== now?.name) changes['CN'] = name
  if (role !== undefined && role !== now?.role) changes['ROLE'] = roleParams[role]
  if (rsvp !== undefined && rsvp !== now?.rsvp) changes['RSVP'] = rsvp ? 'TRUE' : undefined
  if (kind !== undefined && kind !== now?.kind)
    changes['CUTYPE'] = kind === 'individual' ? undefined : kind.toUpperCase()
  if (partstat !== undefined && partstat !== now?.partstat) changes['PARTSTAT'] = partstat.toUpperCase()
  return Object.keys(changes).length === 0 ? line : withParams(line, changes)
}

function setOrganizer(component: Component, organizer: { address: string; name?: string } | null): void {
  if (organizer === null) return replaceLines(component, 'ORGANIZER', [])
  const old = findLine(component, 'ORGANIZER')
  const property = old === undefined ? undefined : propertyOf(old)
  const same =
    property !== undefined && addressOf(String(property.values[0])) === addressOf(organizer.address)
  if (same && (organizer.name === undefined || paramOf(property, 'cn') === organizer.name)) return
  const address = addressOf(organizer.address) ?? organizer.address
  replaceLines(component, 'ORGANIZER', [
    lineOf('ORGANIZER', `mailto:${address}`, { params: { cn: organizer.name } }),
  ])
}

/** What could not be read, and what lies beyond those that are told, nobody meant to remove. */
function setAttachments(component: Component, attachments: NonNullable<Change['attachments']>): void {
  const wanted = new Set(attachments.flatMap((one) => ('id' in one ? [one.id] : [])))
  const old = linesOf(component, 'ATTACH')
  const kept = old.filter((line, at) => {
    const known = at < mostAttachments ? attachmentIn(line) : undefined
    return known === undefined || wanted.has(known.id)
  })
  const added = attachments.flatMap((one) => ('id' in one ? [] : [attachmentLine(one)]))
  if (added.length === 0 && kept.length === old.length) return
  replaceLines(component, 'ATTACH', [...kept, ...added])
}

function setRelations(component: Component, relations: readonly Relation[]): void {
  const old = linesOf(component, 'RELATED-TO')
  const wanted = new Map(relations.map((relation) => [keyed(relation), relation]))
  const kept = old.filter((line) => wanted.delete(keyed(relationIn(line))))
  const added = [...wanted.values()].map(({ uid, kind }) =>
    lineOf('RELATED-TO', uid, { params: { reltype: kind === 'parent' ? undefined : kind.toUpperCase() } }),
  )
  if (added.length === 0 && kept.length === old.length) return
  replaceLines(component, 'RELATED-TO', [...kept, ...added])
}

/** Alarms we cannot say (procedures, unreadable triggers) are somebody else's and stay. */
function setAlarms(component: Component, alarms: readonly Alarm[]): void {
  const wanted = alarms.map((alarm) => ({ alarm, key: keyed(alarm), kept: false }))
  const kept = componentsOf(component, 'VALARM').filter((block) => {
    const [alarm] = alarmsOf({ name: '', items: [block] })
    if (alarm === undefined || alarm.action === 'other') return true
    const match = wanted.find((one) => !one.kept && one.key === keyed(alarm))
    if (match !== undefined) match.kept = true
    return match !== undefined
  })
  const others = component.items.filter(
    (item) => !isComponent(item) || item.name !== 'VALARM' || kept.includes(item),
  )
  const summary = textOf(component, 'SUMMARY') ?? ''
  const added = wanted.flatMap(({ alarm, kept: there }) => (there ? [] : [alarmComponent(alarm, summary)]))
  component.items = [...others, ...added]
}

function alarmComponent({ action, trigger, description, acknowledgedAt }: Alarm, summary: string): Component {
  const alarm: Component = { name: 'VALARM', items: [] }
  const act = action === 'other' ? 'display' : action
  addLine(alarm, lineOf('ACTION', act.toUpperCase()))
  if (trigger.kind === 'at') {
    addLine(alarm, lineFrom(`TRIGGER;VALUE=DATE-TIME:${isoOf(instantFrom(trigger.at)).replace(/[-:]/g, '')}`))
  } else {
    const factor = trigger.kind.startsWith('before') ? -1 : 1
    const related = trigger.kind.endsWith('end') ? ';RELATED=END' : ''
    const duration = durationText({ days: factor * trigger.days, ms: factor * trigger.minutes * 60_000 })
    addLine(alarm, lineFrom(`TRIGGER${related}:${duration}`))
  }
  // RFC 5545 §3.6.6: a text is asked of what is shown, a subject of what is mailed.
  const text = description ?? (summary === '' ? '-' : summary)
  if (act !== 'audio') addLine(alarm, lineOf('DESCRIPTION', text))
  if (act === 'email') addLine(alarm, lineOf('SUMMARY', text))
  if (acknowledgedAt !== undefined) {
    addLine(alarm, timeLine('ACKNOWLEDGED', { kind: 'utc', wall: instantFrom(acknowledgedAt) }))
  }
  return alarm
}

function keyed(value: object | undefined): string {
  return value === undefined ? '' : JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** The fields of which an override that agreed with its series follows it (RFC 5545 has no such rule; people expect it). */
export const sharedFields: Record<string, readonly string[]> = {
  summary: ['SUMMARY'],
  location: ['LOCATION'],
  description: ['DESCRIPTION', 'X-ALT-DESC'],
  url: ['URL'],
  class: ['CLASS'],
  transp: ['TRANSP'],
  status: ['STATUS'],
  colour: ['COLOR'],
  priority: ['PRIORITY'],
  percent: ['PERCENT-COMPLETE'],
  completedAt: ['COMPLETED'],
  categories: ['CATEGORIES'],
  organizer: ['ORGANIZER'],
  attachments: ['ATTACH'],
  relatedTo: ['RELATED-TO'],
  sortOrder: ['X-APPLE-SORT-ORDER'],
}

/** Whether both say the same in these properties. */
export function agreeIn(one: Component, other: Component, names: readonly string[]): boolean {
  return names.every((name) => valuesOf(one, name) === valuesOf(other, name))
}

function valuesOf(component: Component, name: string): string {
  return linesOf(component, name)
    .map((line) => line.text)
    .join('\n')
}

/** The alarms as text, to see whether two components have the same. */
export function alarmTexts(component: Component): string {
  return componentsOf(component, 'VALARM')
    .map((alarm) => JSON.stringify(copyOf(alarm)))
    .join('\n')
}
