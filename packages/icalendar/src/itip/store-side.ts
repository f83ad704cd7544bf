import {
  addLine,
  type Component,
  componentsOf,
  isComponent,
  linesOf,
  replaceLine,
  replaceLines,
} from '../text/component.ts'
import { lineOf, propertyOf, textOf, withParams } from '../text/property.ts'
import { type CalendarObject, momentIn } from '../object/calendar-object.ts'
import { attendeesOf, readAttendee } from '../object/people.ts'
import { draftOf, dropComponents, written } from '../edit/draft.ts'
import { asPlainLinks } from '../object/attachments.ts'
import { addExdate, endBefore } from '../edit/split-series.ts'
import { TooComplex } from '../recurrence/expand-rule.ts'
import { keyOf } from '../recurrence/occurrence-key.ts'
import { momentOfKey, readOverrides, readSeries } from '../recurrence/series.ts'
import { instantFrom, valueTextOf } from '../time/moment.ts'
import { occurrenceIn } from './attendee-side.ts'
import { type Difference, pairsOf } from './compare.ts'
import { type Answer, interpretObject } from './interpret.ts'
import { attendeeLine } from './message.ts'

export type Applied =
  | { kind: 'ready'; toStore: string }
  /** Nothing is left of what was stored. */
  | { kind: 'deleted' }
  | {
      kind: 'ignored'
      reason:
        | 'outdated'
        | 'known'
        | 'unknown-event'
        | 'unknown-attendee'
        | 'wrong-method'
        | 'not-for-me'
        | 'too-complex'
    }

/**
 * Takes an invitation or its update into what is stored. Alarms of others are left out: they ring, and mail, on their word. What
 * is mine stays: my alarms, categories and colour, and my answer as
 * long as the time is the one I answered to. Overrides the message does not name stay while the series keeps its times.
 */
export function applyUpdate(
  stored: CalendarObject | undefined,
  message: CalendarObject,
  { me }: { me: readonly string[] },
): Applied {
  const meaning = interpretObject(message, stored, { me })
  if (meaning.kind === 'outdated' || meaning.kind === 'known' || meaning.kind === 'not-for-me') {
    return { kind: 'ignored', reason: meaning.kind }
  }
  if (meaning.kind !== 'new' && meaning.kind !== 'update' && meaning.kind !== 'published')
    return { kind: 'ignored', reason: 'wrong-method' }
  const incoming = draftOf(message)
  replaceLines(incoming.calendar, 'METHOD', [])
  for (const component of [incoming.master, ...incoming.overrides])
    if (component !== undefined) {
      dropAlarms(component)
      component.items = asPlainLinks(component).items
    }
  if (stored === undefined || meaning.kind !== 'update')
    return { kind: 'ready', toStore: written(incoming).text }

  const draft = draftOf(stored)
  const rescheduled = meaning.differences.includes('time') || meaning.differences.includes('recurrence')
  const replaced = new Set<Component>()
  for (const { component, counterpart, exact } of pairsOf(incoming, draft)) {
    if (counterpart !== undefined)
      keepMine(component, counterpart, { me, differences: meaning.differences, exact })
    if (counterpart !== undefined && exact) replaced.add(counterpart)
  }
  const wholeNew = incoming.master !== undefined && rescheduled
  if (wholeNew) for (const override of draft.overrides) replaced.add(override)
  const mine = [incoming.master, ...incoming.overrides].filter((component) => component !== undefined)
  const at = draft.calendar.items.findIndex((item) => isComponent(item) && replaced.has(item))
  const put = incoming.master !== undefined && at !== -1 ? at : draft.calendar.items.length
  draft.calendar.items.splice(put, 0, ...mine)
  dropComponents(draft.calendar, replaced)
  takeZones(draft.calendar, incoming.calendar)
  return { kind: 'ready', toStore: written(draft, stored).text }
}

/** Carries over to the new component what the organizer does not decide. */
function keepMine(
  component: Component,
  old: Component,
  { me, differences, exact }: { me: readonly string[]; differences: readonly Difference[]; exact: boolean },
): void {
  const alarms = componentsOf(old, 'VALARM')
  component.items.push(...alarms)
  for (const name of ['CATEGORIES', 'COLOR', 'X-MOZ-LASTACK', 'X-MOZ-SNOOZE-TIME', 'X-MOZ-GENERATION']) {
    const lines = linesOf(old, name)
    if (lines.length > 0) replaceLines(component, name, lines)
  }
  const asked = attendeeLine(component, me)
  const answered = attendeeLine(old, me)
  const property = answered === undefined ? undefined : propertyOf(answered)
  const partstat = property === undefined ? undefined : readAttendee(property)?.partstat
  const moved = differences.includes('time') || differences.includes('recurrence')
  if (asked === undefined || partstat === undefined || moved || !exact) return
  const asks = readAttendee(propertyOf(asked)!)?.partstat
  if (asks === 'needs-action' && partstat !== 'needs-action') {
    replaceLine(component, asked, withParams(asked, { PARTSTAT: partstat.toUpperCase() }))
  }
}

function dropAlarms(component: Component): void {
  component.items = component.items.filter((item) => !isComponent(item) || item.name !== 'VALARM')
}

function takeZones(calendar: Component, from: Component): void {
  const there = new Map(componentsOf(calendar, 'VTIMEZONE').map((block) => [textOf(block, 'TZID'), block]))
  const first = () => Math.max(0, calendar.items.findIndex(isComponent))
  for (const block of componentsOf(from, 'VTIMEZONE')) {
    const old = there.get(textOf(block, 'TZID'))
    if (old === undefined) calendar.items.splice(first(), 0, block)
    else calendar.items[calendar.items.indexOf(old)] = block
  }
}

/**
 * Takes a cancellation into what is stored: marked as cancelled, so that people see what happened; `drop` takes it out instead.
 * An older one than what is stored is ignored.
 */
export function applyCancel(
  stored: CalendarObject,
  message: CalendarObject,
  { me, drop = false }: { me: readonly string[]; drop?: boolean },
): Applied {
  const meaning = interpretObject(message, stored, { me })
  if (meaning.kind === 'outdated' || meaning.kind === 'unknown-event' || meaning.kind === 'not-for-me') {
    return { kind: 'ignored', reason: meaning.kind }
  }
  if (meaning.kind !== 'cancelled') return { kind: 'ignored', reason: 'wrong-method' }
  const draft = draftOf(stored)
  if (meaning.occurrences === 'all') {
    if (drop) return { kind: 'deleted' }
    const source = message.master!
    for (const component of [...(draft.master === undefined ? [] : [draft.master]), ...draft.overrides])
      markCancelled(component, source)
    return { kind: 'ready', toStore: written(draft, stored).text }
  }
  try {
    return cancelOccurrences(draft, message, { stored, drop })
  } catch (error) {
    if (error instanceof TooComplex) return { kind: 'ignored', reason: 'too-complex' }
    throw error
  }
}

const mostCancelled = 200

function cancelOccurrences(
  draft: CalendarObject,
  message: CalendarObject,
  { stored, drop }: { stored: CalendarObject; drop: boolean },
): Applied {
  const series = readSeries(draft)
  const gone = new Set<Component>()
  const known = new Map(readOverrides(draft, series).map((override) => [override.key, override.component]))
  for (const { key, component, andFuture } of readOverrides(message, series).slice(0, mostCancelled)) {
    if (andFuture && series !== undefined) {
      if (key <= keyOf(series.start)) return { kind: 'deleted' }
      endBefore(draft, momentOfKey(series.start, key))
      continue
    }
    const own = known.get(key)
    if (drop) {
      if (own !== undefined) gone.add(own)
      const { master } = draft
      if (master !== undefined && series !== undefined) addExdate(master, momentOfKey(series.start, key))
      continue
    }
    const target = own ?? occurrenceIn(draft, new Date(key).toISOString())
    if (target !== undefined) markCancelled(target, component)
  }
  dropComponents(draft.calendar, gone)
  if (draft.master === undefined && gone.size === draft.overrides.length) return { kind: 'deleted' }
  return { kind: 'ready', toStore: written(draft, stored).text }
}

function markCancelled(component: Component, source: Component): void {
  replaceLines(component, 'STATUS', [lineOf('STATUS', 'CANCELLED')])
  for (const name of ['SEQUENCE', 'DTSTAMP', 'COMMENT']) {
    const lines = linesOf(source, name)
    if (lines.length > 0) replaceLines(component, name, lines)
  }
}

/**
 * Notes the answers of a REPLY in the organizer's object. Answers to an older revision and answers that come out of order are
 * ignored; someone nobody asked is added only with `addPartyCrashers`.
 */
export function applyReply(
  stored: CalendarObject,
  message: CalendarObject,
  { addPartyCrashers = false }: { addPartyCrashers?: boolean } = {},
): Applied & { answers: Answer[] } {
  const meaning = interpretObject(message, stored, { me: [] })
  if (meaning.kind !== 'reply') {
    return {
      kind: 'ignored',
      reason: meaning.kind === 'unknown-event' ? 'unknown-event' : 'wrong-method',
      answers: [],
    }
  }
  const { answers } = meaning
  const timely = answers.filter(({ outdated }) => !outdated)
  const wanted = timely.filter(({ partyCrasher }) => !partyCrasher || addPartyCrashers)
  if (timely.length === 0) return { kind: 'ignored', reason: 'outdated', answers }
  if (wanted.length === 0) return { kind: 'ignored', reason: 'unknown-attendee', answers }

  const draft = draftOf(stored)
  try {
    for (const said of wanted) {
      const source = componentSaying(message, stored, said)
      const component =
        said.occurrence === undefined
          ? (draft.master ?? draft.overrides[0])
          : occurrenceIn(draft, said.occurrence)
      if (component !== undefined && source !== undefined) note(message, component, source, said)
      if (said.occurrence === undefined && source !== undefined) {
        for (const override of draft.overrides)
          if (attendeeLine(override, [said.attendee]) !== undefined) note(message, override, source, said)
      }
    }
  } catch (error) {
    if (error instanceof TooComplex) return { kind: 'ignored', reason: 'too-complex', answers }
    throw error
  }
  return { kind: 'ready', toStore: written(draft, stored).text, answers }
}

function componentSaying(
  message: CalendarObject,
  stored: CalendarObject,
  said: Answer,
): Component | undefined {
  const key = said.occurrence === undefined ? undefined : instantFrom(said.occurrence)
  return pairsOf(message, stored).find((pair) => pair.key === key)?.component
}

function note(message: CalendarObject, component: Component, source: Component, said: Answer): void {
  const stampedAt = momentIn(message.calendar, source, 'DTSTAMP')
  const changes = {
    PARTSTAT: said.partstat.toUpperCase(),
    'DELEGATED-TO': said.delegatedTo?.[0] === undefined ? undefined : `mailto:${said.delegatedTo[0]}`,
    RSVP: undefined,
    'X-CALENDARSERVER-DTSTAMP': stampedAt?.kind === 'utc' ? valueTextOf(stampedAt) : undefined,
  }
  const line = attendeeLine(component, [said.attendee])
  if (line !== undefined) replaceLine(component, line, withParams(line, changes))
  else {
    const from = attendeesOf(source)[0]?.delegatedFrom?.map((address) => `mailto:${address}`)
    const params = { cn: said.name, ...(from === undefined ? {} : { 'delegated-from': from }) }
    addLine(component, withParams(lineOf('ATTENDEE', `mailto:${said.attendee}`, { params }), changes))
  }
  for (const address of said.delegatedTo ?? []) {
    if (attendeeLine(component, [address]) !== undefined) continue
    const params = { partstat: 'NEEDS-ACTION', rsvp: 'TRUE', 'delegated-from': [`mailto:${said.attendee}`] }
    addLine(component, lineOf('ATTENDEE', `mailto:${address}`, { params }))
  }
}
