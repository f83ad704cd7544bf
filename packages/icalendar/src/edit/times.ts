import { type Component, findLine, replaceLines } from '../text/component.ts'
import { lineOf } from '../text/property.ts'
import { type CalendarObject, momentIn } from '../object/calendar-object.ts'
import { endOf, type Length, lengthOf } from '../recurrence/length.ts'
import { durationText } from '../time/duration.ts'
import { dayMs, type Moment, timeLine, valueTextOf } from '../time/moment.ts'
import { toInstant, utc } from '../time/zone.ts'
import type { Change } from './change.ts'
import { ensureEnd, momentFor } from './draft.ts'

/** Where a change puts a component in time. */
export interface NewTimes {
  start: Moment
  /** Missing: as long as before. */
  end?: Moment
  /** A task that had no start gets one. */
  startsNow?: true
}

/** The times a change asks for, or undefined when it does not speak of time. Throws a RangeError when they make no sense. */
export function newTimes(
  draft: CalendarObject,
  change: Change,
  { component, old }: { component: Component; old: Moment | undefined },
): NewTimes | undefined {
  const end = draft.kind === 'task' ? (change.due ?? undefined) : change.end
  const wanted = change.start ?? undefined
  if (wanted === undefined && end === undefined) return undefined
  const moment = end === undefined ? undefined : momentFor(draft, end)
  const open = findLine(component, 'DTSTART') === undefined
  if (draft.kind === 'task' && open && wanted === undefined && moment !== undefined)
    return { start: moment, end: moment }
  const start = wanted === undefined ? old : momentFor(draft, wanted)
  if (start === undefined) throw new RangeError('an end needs a start')
  const added = draft.kind === 'task' && open ? { startsNow: true as const } : {}
  if (moment === undefined) return { start, ...added }
  if ((moment.kind === 'date') !== (start.kind === 'date'))
    throw new RangeError('start and end of different kinds')
  if (instantLike(moment) < instantLike(start)) throw new RangeError('the end is before the start')
  return { start, end: moment, ...added }
}

/** Takes the start of a task away when a change says so; one that is due so long after it stays due then. */
export function clearStart(draft: CalendarObject, component: Component, change: Change): void {
  const start = momentIn(draft.calendar, component, 'DTSTART')
  if (change.start !== null || draft.kind !== 'task' || start === undefined) return
  const due = endOf(start, lengthOf(draft.calendar, component, start, { kind: 'task' }), utc)
  const recurs = findLine(component, 'RRULE') !== undefined
  if (findLine(component, 'DURATION') !== undefined) {
    replaceLines(component, 'DURATION', [])
    setTime(component, 'DUE', due)
  }
  if (recurs && findLine(component, 'DUE') === undefined) throw new RangeError('a rule needs a start')
  replaceLines(component, 'DTSTART', [])
}

/** Takes the due date of a task away when a change says so. */
export function clearDue(component: Component, change: Change): void {
  if (change.due !== null) return
  for (const name of ['DUE', 'DURATION']) replaceLines(component, name, [])
  if (findLine(component, 'RRULE') !== undefined && findLine(component, 'DTSTART') === undefined) {
    throw new RangeError('a rule needs a start')
  }
}

function instantLike(moment: Moment): number {
  return moment.zone === undefined ? moment.wall : toInstant(moment.zone, moment.wall)
}

/** Writes start and end of a component; a line whose value stays is not touched. */
export function setTimes(
  draft: CalendarObject,
  component: Component,
  { start, end, startsNow }: NewTimes,
): void {
  const { calendar, kind } = draft
  const endName = kind === 'task' ? 'DUE' : 'DTEND'
  const oldStart = momentIn(calendar, component, 'DTSTART')
  const oldLength = oldStart === undefined ? undefined : lengthOf(calendar, component, oldStart, { kind })
  if (oldStart !== undefined && oldLength !== undefined && sameTime(oldStart, start)) {
    const ends = findLine(component, endName) !== undefined || findLine(component, 'DURATION') !== undefined
    if (end === undefined || (ends && sameTime(endOf(oldStart, oldLength, utc), end))) return
  }
  if (oldStart !== undefined || kind !== 'task' || startsNow === true)
    setTime(component, 'DTSTART', start, oldStart)
  if (kind === 'task' && end === undefined && findLine(component, 'DUE') === undefined) return
  if (end !== undefined) {
    replaceLines(component, 'DURATION', [])
    setTime(component, endName, end)
  } else if (oldStart !== undefined && oldLength !== undefined) {
    if (oldStart.kind === 'date' || start.kind === 'date') {
      const days = oldLength.kind === 'days' ? oldLength.days : 1
      const length: Length =
        start.kind === 'date'
          ? { kind: 'days', days }
          : { kind: 'nominal', duration: { days: 0, ms: 3_600_000 } }
      replaceLines(component, 'DURATION', [])
      setTime(component, endName, endOf(start, length, utc))
    } else if (findLine(component, endName) !== undefined) {
      // As long by the wall clock, which is what was seen.
      const oldEnd = endOf(oldStart, oldLength, utc)
      const sameZone = oldEnd.kind === oldStart.kind && oldEnd.zone === oldStart.zone
      const length = sameZone ? oldEnd.wall - oldStart.wall : 0
      const moved = sameZone
        ? { ...start, wall: start.wall + length }
        : endOf(start, { ...oldLength, ...like(oldLength, start) }, utc)
      setTime(component, endName, moved)
    }
  }
  ensureEnd(component)
}

function like(length: Length, start: Moment): { like?: Moment } {
  return length.kind === 'exact' ? { like: length.like.kind === 'floating' ? start : length.like } : {}
}

/** Replaces a time only when it says something else. */
export function setTime(component: Component, name: string, moment: Moment, now?: Moment): void {
  if (now !== undefined && sameTime(now, moment)) return
  const line = timeLine(name, moment)
  const old = findLine(component, name)
  if (old?.text === line.text) return
  if (old === undefined && name !== 'DTSTART') {
    const at = component.items.findIndex((item) => 'text' in item && item.name === 'DTSTART')
    component.items.splice(at + 1, 0, line)
  } else replaceLines(component, name, [line])
}

/** Puts an occurrence's times into a component that was the whole series. */
export function setOccurrenceTimes(
  draft: CalendarObject,
  component: Component,
  start: Moment,
  length: Length,
): void {
  const endName = draft.kind === 'task' ? 'DUE' : 'DTEND'
  if (findLine(component, 'DTSTART') !== undefined) setTime(component, 'DTSTART', start)
  if (
    findLine(component, endName) !== undefined ||
    (length.kind !== 'nominal' && findLine(component, 'DURATION') === undefined)
  ) {
    replaceLines(component, 'DURATION', [])
    setTime(component, endName, endOf(start, length, utc))
  } else if (length.kind === 'nominal' && findLine(component, 'DURATION') !== undefined) {
    const line = lineOf('DURATION', durationText(length.duration))
    if (findLine(component, 'DURATION')?.text !== line.text) replaceLines(component, 'DURATION', [line])
  }
}

/** How a whole series moves: wall clocks by so much, into another kind or zone. */
export function mover(from: Moment, to: Moment): (moment: Moment) => Moment {
  const delta = to.wall - from.wall
  return (moment) => {
    const wall = moment.wall + delta
    return { ...to, wall: to.kind === 'date' ? Math.floor(wall / dayMs) * dayMs : wall }
  }
}

export function sameTime(one: Moment, other: Moment): boolean {
  return one.kind === other.kind && one.zone?.id === other.zone?.id && valueTextOf(one) === valueTextOf(other)
}
