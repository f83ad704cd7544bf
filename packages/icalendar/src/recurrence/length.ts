import { type Component, findLine } from '../text/component.ts'
import { rawValueOf } from '../text/property.ts'
import { momentIn, type ObjectKind } from '../object/calendar-object.ts'
import { type Duration, readDuration } from '../time/duration.ts'
import { atInstant, atWall, dayMs, instantOf, type Moment } from '../time/moment.ts'
import { utc, type Zone } from '../time/zone.ts'

/** How long every occurrence of a component lasts (RFC 5545 §3.8.5.3). */
export type Length =
  | { kind: 'days'; days: number }
  /** From DTEND: the same time by the clock, shown in the zone of DTEND. */
  | { kind: 'exact'; ms: number; like: Moment }
  /** From DURATION: days by the calendar, the rest by the clock. */
  | { kind: 'nominal'; duration: Duration }

/** Reads DTEND, DUE or DURATION of a component that begins at `start`; an end before the start counts as none. */
export function lengthOf(
  calendar: Component,
  component: Component,
  start: Moment,
  { kind }: { kind: ObjectKind },
): Length {
  const end = momentIn(calendar, component, kind === 'task' ? 'DUE' : 'DTEND')
  // An all-day event takes a day at least; a task may be due on the day it starts.
  const fewest = kind === 'task' ? 0 : 1
  if (end !== undefined) return lengthBetween(start, end, { fewest })
  const line = findLine(component, 'DURATION')
  const duration = line === undefined ? undefined : readDuration(rawValueOf(line))
  if (start.kind === 'date') {
    const days = duration === undefined ? 0 : duration.days + Math.ceil(duration.ms / dayMs)
    return { kind: 'days', days: Math.max(fewest, days) }
  }
  const usable = duration !== undefined && duration.days >= 0 && duration.ms >= 0
  return { kind: 'nominal', duration: usable ? duration : { days: 0, ms: 0 } }
}

/** `fewest`: the days it takes at least when it is of dates. */
export function lengthBetween(start: Moment, end: Moment, { fewest = 1 }: { fewest?: number } = {}): Length {
  if (start.kind === 'date')
    return { kind: 'days', days: Math.max(fewest, Math.ceil((end.wall - start.wall) / dayMs)) }
  const like: Moment = end.kind === 'date' ? { ...start, wall: end.wall } : end
  const byWall = start.kind === 'floating' || like.kind === 'floating'
  const ms = byWall ? like.wall - start.wall : instantOf(like, utc) - instantOf(start, utc)
  return { kind: 'exact', ms: Math.max(0, ms), like: ms < 0 ? start : like }
}

/** When an occurrence that begins at `start` ends. */
export function endOf(start: Moment, length: Length, viewer: Zone): Moment {
  switch (length.kind) {
    case 'days':
      return atWall(start, start.wall + length.days * dayMs)
    case 'exact':
      if (start.kind === 'floating' || length.like.kind === 'floating')
        return atWall(start, start.wall + length.ms)
      return atInstant(length.like, instantOf(start, viewer) + length.ms, viewer)
    case 'nominal': {
      const { days, ms } = length.duration
      const onDay = atWall(start, start.wall + days * dayMs)
      if (start.kind === 'floating') return atWall(start, onDay.wall + ms)
      return ms === 0 ? onDay : atInstant(start, instantOf(onDay, viewer) + ms, viewer)
    }
  }
}

/** No occurrence is longer than this. */
export function longestMs(length: Length): number {
  if (length.kind === 'days') return length.days * dayMs
  return length.kind === 'exact' ? length.ms : length.duration.days * dayMs + length.duration.ms
}
