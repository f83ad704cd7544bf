import { type Component, isComponent, linesOf, replaceLine, replaceLines } from '../text/component.ts'
import { propertyOf, rawValueOf, withParams } from '../text/property.ts'

import type { CalendarObject } from '../object/calendar-object.ts'
import { organizerOf, readAttendee } from '../object/people.ts'
import { TooComplex } from '../recurrence/expand-rule.ts'
import { keyOf } from '../recurrence/occurrence-key.ts'
import { readRecurrence } from '../recurrence/recurrence.ts'
import { readOverrides, readSeries } from '../recurrence/series.ts'
import { instantFrom, type Moment, timeLine } from '../time/moment.ts'
import type { Change, Invitee, Scope } from './change.ts'
import { draftOf, dropComponents, ensureEnd, stamp, type Written, written } from './draft.ts'
import { agreeIn, alarmTexts, setFields, sharedFields } from './fields.ts'
import { moveSeries } from './move-series.ts'
import { addOverride, findOccurrence, regularAt } from './occurrence.ts'
import { ruleLine } from './rule-line.ts'
import { endBefore, tailFrom } from './split-series.ts'
import { clearDue, clearStart, mover, newTimes, setTimes } from './times.ts'

export interface ChangeOptions {
  scope: Scope
  /** The `recurrenceId` of an occurrence; needed for `this` and `following` of a series. */
  occurrence?: string
  change: Change
  now: string
  /** UID of the second series when `following` splits the first. */
  uid: string
  /** Addresses of who edits. Without them, or when one of them is the organizer, the event is theirs: SEQUENCE may rise. */
  me?: readonly string[]
}

export type EditResult =
  | {
      kind: 'changed'
      text: string
      object: CalendarObject
      /** The series split off by `following`, to be stored as an object of its own. */
      tail?: Written
      /** The time attendees planned by is different: they are to be asked again, and what they answered is taken back. */
      reschedules: boolean
    }
  | { kind: 'unchanged' }
  | {
      kind: 'refused'
      reason: 'no-such-occurrence' | 'needs-occurrence' | 'too-complex' | 'no-master' | 'range-override'
    }

/**
 * Applies a change to one occurrence, it and what follows, or all, inside the object as it is stored. What it does not mean to
 * change stays as it stands. Throws a RangeError for a change that makes no sense (an end before its start).
 */
export function applyChange(object: CalendarObject, options: ChangeOptions): EditResult {
  try {
    return apply(object, options)
  } catch (error) {
    if (error instanceof TooComplex) return { kind: 'refused', reason: 'too-complex' }
    throw error
  }
}

function apply(object: CalendarObject, options: ChangeOptions): EditResult {
  const series = readSeries(object)
  const single = object.overrides.length === 0 && series?.recurs !== true
  if (options.scope === 'all' || (single && object.master !== undefined)) return changeAll(object, options)
  if (options.occurrence === undefined) return { kind: 'refused', reason: 'needs-occurrence' }
  if (options.scope === 'this') return changeOne(object, options)
  if (series === undefined) return { kind: 'refused', reason: 'no-master' }
  return changeFollowing(object, options)
}

function changeOne(object: CalendarObject, options: ChangeOptions): EditResult {
  const draft = draftOf(object)
  const found = findOccurrence(draft, instantFrom(options.occurrence ?? ''))
  if (found === undefined) return { kind: 'refused', reason: 'no-such-occurrence' }
  // RANGE=THISANDFUTURE: what is changed there would change all that follows.
  if (found.override?.andFuture === true) return { kind: 'refused', reason: 'range-override' }
  const component = found.override?.component ?? addOverride(draft, found)
  const before = linesTextOf(component)
  const old = timesOf(component)
  clearStart(draft, component, options.change)
  const times = newTimes(draft, options.change, { component, old: found.start })
  if (times !== undefined) setTimes(draft, component, times)
  clearDue(component, options.change)
  setFields(component, options.change)
  if (linesTextOf(component) === before) return { kind: 'unchanged' }
  const reschedules = timesOf(component) !== old
  ensureEnd(component)
  const owned = isOwned(object, options.me)
  stamp(component, { now: options.now, owned, raise: reschedules })
  if (owned && reschedules) askAgain(component)
  return { kind: 'changed', ...written(draft, object), reschedules }
}

function changeFollowing(object: CalendarObject, options: ChangeOptions): EditResult {
  const found = findOccurrence(object, instantFrom(options.occurrence ?? ''))
  const series = readSeries(object)
  if (found === undefined || series === undefined) return { kind: 'refused', reason: 'no-such-occurrence' }
  if (found.key <= keyOf(series.start)) return changeAll(object, options)
  const ranges = readOverrides(object, series).some(({ andFuture, key }) => andFuture && key <= found.key)
  if (ranges) return { kind: 'refused', reason: 'range-override' }
  const { now } = options
  const owned = isOwned(object, options.me)

  const head = draftOf(object)
  endBefore(head, found.original)
  if (head.master !== undefined) {
    ensureEnd(head.master)
    stamp(head.master, { now, owned, raise: true })
  }
  const tail = tailFrom(object, found.original, { uid: options.uid })
  if (tail.master !== undefined) {
    replaceLines(tail.master, 'CREATED', [timeLine('CREATED', { kind: 'utc', wall: instantFrom(now) })])
    changeSeries(tail, options, { key: keyOf(found.original), owned, stampAll: true })
  }
  return { kind: 'changed', ...written(head, object), tail: written(tail, object), reschedules: true }
}

function changeAll(object: CalendarObject, options: ChangeOptions): EditResult {
  if (object.master === undefined) return { kind: 'refused', reason: 'no-master' }
  const draft = draftOf(object)
  const key = options.occurrence === undefined ? undefined : instantFrom(options.occurrence)
  const result = changeSeries(draft, options, {
    owned: isOwned(object, options.me),
    stampAll: false,
    ...(key === undefined ? {} : { key }),
  })
  return result === 'unchanged'
    ? { kind: 'unchanged' }
    : { kind: 'changed', ...written(draft, object), reschedules: result === 'reschedules' }
}

/** Changes the master and, in what they share with it, the overrides. */
function changeSeries(
  draft: CalendarObject,
  { change, now }: ChangeOptions,
  { key, owned, stampAll }: { key?: number; owned: boolean; stampAll: boolean },
): 'unchanged' | 'changed' | 'reschedules' {
  const master = draft.master!
  const components = [master, ...draft.overrides]
  const before = new Map(components.map((component) => [component, linesTextOf(component)]))
  const oldTimes = timesOf(master)
  const model = { name: master.name, items: [...master.items] }
  clearStart(draft, master, change)

  const series = readSeries(draft)
  const named = key === undefined || series === undefined ? undefined : findOccurrence(draft, key)
  const times = newTimes(draft, change, { component: master, old: named?.start ?? series?.start })
  if (times !== undefined) {
    if (series === undefined) setTimes(draft, master, times)
    else {
      // What was said of one occurrence is meant for the first of the series, as far from it as this one is.
      const move =
        named === undefined
          ? (moment: Moment) => moment
          : mover(named.original, { ...times.start, wall: times.start.wall })
      const start = named === undefined ? times.start : move(series.start)
      const end =
        times.end === undefined
          ? undefined
          : { ...times.end, wall: times.end.wall + start.wall - times.start.wall }
      moveSeries(
        draft,
        { ...times, start, ...(end === undefined ? {} : { end }) },
        {
          keepRule: change.recurrence !== undefined,
        },
      )
    }
  }
  if (change.recurrence !== undefined) setRecurrence(draft, change)
  clearDue(master, change)
  setFields(master, change)
  for (const override of draft.overrides) followMaster(override, model, change)

  const reschedules = timesOf(master) !== oldTimes
  let changed = false
  for (const component of components) {
    const differs = linesTextOf(component) !== before.get(component)
    changed ||= differs
    if (differs) ensureEnd(component)
    if (differs || stampAll) stamp(component, { now, owned, raise: reschedules && !stampAll })
    // A series split off has a UID nobody has answered to.
    if (owned && (stampAll || (differs && reschedules))) askAgain(component)
  }
  return reschedules ? 'reschedules' : changed || stampAll ? 'changed' : 'unchanged'
}

/** Whoever answered, answered to another time (RFC 5546 §2.1.4); the organizer needs no asking. */
function askAgain(component: Component): void {
  const organizer = organizerOf(component)?.address
  for (const line of linesOf(component, 'ATTENDEE')) {
    const property = propertyOf(line)
    const attendee = property === undefined ? undefined : readAttendee(property)
    if (attendee === undefined || attendee.address === organizer || attendee.partstat === 'needs-action')
      continue
    replaceLine(component, line, withParams(line, { PARTSTAT: 'NEEDS-ACTION', RSVP: 'TRUE' }))
  }
}

function withoutAnswer(invitee: Invitee): Invitee {
  const asked = { ...invitee }
  delete asked.partstat
  return asked
}

/** An override takes over the new value of a field in which it agreed with its series. */
function followMaster(override: Component, model: Component, change: Change): void {
  const followed: Change = {}
  for (const [field, names] of Object.entries(sharedFields)) {
    if (field in change && agreeIn(override, model, names))
      Object.assign(followed, { [field]: change[field as keyof Change] })
  }
  if (change.alarms !== undefined && alarmTexts(override) === alarmTexts(model))
    followed.alarms = change.alarms
  if (change.attendees !== undefined) {
    // Who is asked holds for all; what they answered was said of this one.
    followed.attendees = change.attendees.map((invitee) => withoutAnswer(invitee))
  }
  setFields(override, followed)
}

function setRecurrence(draft: CalendarObject, { recurrence }: Change): void {
  const master = draft.master!
  if (recurrence === null || recurrence === undefined) {
    for (const name of ['RRULE', 'RDATE', 'EXDATE', 'EXRULE']) replaceLines(master, name, [])
    dropComponents(draft.calendar, new Set(draft.overrides))
    return
  }
  const [old, ...more] = linesOf(master, 'RRULE')
  const start = readSeries(draft)?.start
  const line = ruleLine(recurrence, start)
  const same =
    old !== undefined &&
    more.length === 0 &&
    JSON.stringify(readRecurrence(rawValueOf(old))) === JSON.stringify(readRecurrence(rawValueOf(line)))
  if (!same) replaceLines(master, 'RRULE', [line])
  dropStrays(draft)
}

/** Overrides and EXDATEs of occurrences a new rule no longer has would show as events of their own. */
function dropStrays(draft: CalendarObject): void {
  const series = readSeries(draft)
  if (series === undefined) return
  const strays = readOverrides(draft, series).filter(({ key }) => regularAt(series, key) === undefined)
  dropComponents(draft.calendar, new Set(strays.map(({ component }) => component)))
}

const timeNames = ['DTSTART', 'DTEND', 'DUE', 'DURATION', 'RRULE', 'RDATE', 'EXDATE', 'RECURRENCE-ID']

function timesOf(component: Component): string {
  return timeNames.flatMap((name) => linesOf(component, name).map((line) => line.text)).join('\n')
}

function linesTextOf(component: Component): string {
  return component.items.map((item) => (isComponent(item) ? linesTextOf(item) : item.text)).join('\n')
}

/** Whether whoever edits may speak for the event. */
export function isOwned(object: CalendarObject, me: readonly string[] | undefined): boolean {
  const component = object.master ?? object.overrides[0]
  const organizer = component === undefined ? undefined : organizerOf(component)
  if (organizer === undefined || me === undefined) return true
  return me.some((address) => address.trim().toLowerCase() === organizer.address)
}
