import { type Component, componentsOf } from '../text/component.ts'
import { integerOf, textOf } from '../text/property.ts'
import { type CalendarObject, momentIn } from '../object/calendar-object.ts'
import { objectOf } from '../object/parse.ts'
import { endOf, lengthOf } from '../recurrence/length.ts'
import { expand, type ExpandLimits, type Window } from '../recurrence/expand.ts'
import { findLine } from '../text/component.ts'
import { instantFrom, instantOf, isoOf } from '../time/moment.ts'
import { ianaZone, utc } from '../time/zone.ts'
import type { BusyTimes } from './busy-times.ts'
import { type BusyKind, mergeBusy, type Span, subtract } from './intervals.ts'

/**
 * The times a VAVAILABILITY (RFC 7953) makes unavailable in a window: all its period apart from its AVAILABLEs. Of several
 * objects, give the one with the highest priority (`availabilityPriority`) to whoever merges them.
 */
export function unavailableTimes(
  object: CalendarObject,
  window: Window,
  limits: ExpandLimits = {},
): BusyTimes {
  if (object.kind !== 'availability' || object.master === undefined)
    return { intervals: [], truncated: false }
  const { calendar, master } = object
  const viewer = ianaZone(window.zone) ?? utc
  const start = momentIn(calendar, master, 'DTSTART')
  const bounded = findLine(master, 'DTEND') !== undefined || findLine(master, 'DURATION') !== undefined
  const end =
    start === undefined || !bounded
      ? undefined
      : endOf(start, lengthOf(calendar, master, start, { kind: 'event' }), viewer)
  const span: Span = {
    from: Math.max(instantFrom(window.from), start === undefined ? -Infinity : instantOf(start, viewer)),
    to: Math.min(instantFrom(window.to), end === undefined ? Infinity : instantOf(end, viewer)),
  }
  if (span.from >= span.to) return { intervals: [], truncated: false }

  let truncated = false
  const free: Span[] = []
  for (const group of groupsOf(master)) {
    const expansion = expand(objectOf(calendar, group), window, limits)
    truncated ||= expansion.truncated
    for (const { startAt, endAt } of expansion.occurrences)
      free.push({ from: instantFrom(startAt), to: instantFrom(endAt) })
  }
  const busy = kindOf(master)
  const left = subtract(span, free)
  return {
    intervals: mergeBusy(left.map(({ from, to }) => ({ startAt: isoOf(from), endAt: isoOf(to), busy }))),
    truncated,
  }
}

/** 1 is the highest, 9 the lowest, as RFC 7953 §3.2 has it; without one the lowest of all. */
export function availabilityPriority(object: CalendarObject): number {
  const priority = object.master === undefined ? undefined : integerOf(object.master, 'PRIORITY')
  return priority === undefined || priority < 1 || priority > 9 ? 10 : priority
}

/** AVAILABLEs are events in all but name; those of one UID belong together. */
function groupsOf(master: Component): Component[][] {
  const groups = new Map<string, Component[]>()
  componentsOf(master, 'AVAILABLE')
    .slice(0, 500)
    .forEach((available, index) => {
      const uid = textOf(available, 'UID') ?? `available-${index}`
      const component = { ...available, name: 'VEVENT' }
      const group = groups.get(uid)
      if (group === undefined) groups.set(uid, [component])
      else group.push(component)
    })
  return [...groups.values()]
}

function kindOf(master: Component): BusyKind {
  switch (textOf(master, 'BUSYTYPE')?.toUpperCase()) {
    case 'BUSY':
      return 'busy'
    case 'BUSY-TENTATIVE':
      return 'tentative'
    default:
      return 'unavailable'
  }
}
