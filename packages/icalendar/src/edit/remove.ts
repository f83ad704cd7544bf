import type { CalendarObject } from '../object/calendar-object.ts'
import { TooComplex } from '../recurrence/expand-rule.ts'
import { keyOf } from '../recurrence/occurrence-key.ts'
import { readOverrides, readSeries } from '../recurrence/series.ts'
import { instantFrom } from '../time/moment.ts'
import { isOwned } from './apply-change.ts'
import type { Scope } from './change.ts'
import { draftOf, dropComponents, ensureEnd, stamp, written } from './draft.ts'
import { findOccurrence } from './occurrence.ts'
import { addExdate, endBefore } from './split-series.ts'

export type RemoveResult =
  | { kind: 'changed'; text: string; object: CalendarObject }
  /** Nothing is left: the object itself is to be deleted. */
  | { kind: 'deleted' }
  | { kind: 'refused'; reason: 'no-such-occurrence' | 'needs-occurrence' | 'too-complex' | 'range-override' }

export interface RemoveOptions {
  scope: Scope
  occurrence?: string
  now: string
  me?: readonly string[]
}

/** Removes one occurrence, it and what follows, or all. What is left of the object stays as it stands. */
export function removeOccurrences(object: CalendarObject, options: RemoveOptions): RemoveResult {
  const series = readSeries(object)
  const single = object.overrides.length === 0 && series?.recurs !== true
  if (options.scope === 'all' || (single && object.master !== undefined)) return { kind: 'deleted' }
  if (options.occurrence === undefined) return { kind: 'refused', reason: 'needs-occurrence' }
  try {
    return options.scope === 'this' ? removeOne(object, options) : removeFollowing(object, options)
  } catch (error) {
    if (error instanceof TooComplex) return { kind: 'refused', reason: 'too-complex' }
    throw error
  }
}

function removeOne(object: CalendarObject, { occurrence, now, me }: RemoveOptions): RemoveResult {
  const draft = draftOf(object)
  const found = findOccurrence(draft, instantFrom(occurrence ?? ''))
  if (found === undefined) return { kind: 'refused', reason: 'no-such-occurrence' }
  if (found.override?.andFuture === true) return { kind: 'refused', reason: 'range-override' }
  if (found.override !== undefined) dropComponents(draft.calendar, new Set([found.override.component]))
  if (draft.master === undefined) {
    if (draft.overrides.length <= 1) return { kind: 'deleted' }
  } else {
    addExdate(draft.master, found.original)
    ensureEnd(draft.master)
    stamp(draft.master, { now, owned: isOwned(object, me), raise: true })
  }
  return { kind: 'changed', ...written(draft, object) }
}

function removeFollowing(object: CalendarObject, { occurrence, now, me }: RemoveOptions): RemoveResult {
  const draft = draftOf(object)
  const series = readSeries(draft)
  const found = findOccurrence(draft, instantFrom(occurrence ?? ''))
  if (found === undefined) return { kind: 'refused', reason: 'no-such-occurrence' }
  if (series === undefined || draft.master === undefined) {
    const later = readOverrides(draft, series).filter(({ key }) => key >= found.key)
    if (later.length === draft.overrides.length) return { kind: 'deleted' }
    dropComponents(draft.calendar, new Set(later.map(({ component }) => component)))
    return { kind: 'changed', ...written(draft, object) }
  }
  if (found.key <= keyOf(series.start)) return { kind: 'deleted' }
  endBefore(draft, found.original)
  ensureEnd(draft.master)
  stamp(draft.master, { now, owned: isOwned(object, me), raise: true })
  return { kind: 'changed', ...written(draft, object) }
}
