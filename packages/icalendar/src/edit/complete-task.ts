import type { CalendarObject } from '../object/calendar-object.ts'
import { describe } from '../object/describe.ts'
import { expand, type Occurrence } from '../recurrence/expand.ts'
import { readSeries } from '../recurrence/series.ts'
import { instantFrom, isoOf } from '../time/moment.ts'
import { applyChange, type EditResult } from './apply-change.ts'
import type { Change } from './change.ts'

export interface CompleteOptions {
  done: boolean
  now: string
  /** Of a task that recurs; without it the first open one up to two years ahead. */
  occurrence?: string
  me?: readonly string[]
}

/** Ticks a task off, or opens it again. Of a task that recurs, one occurrence: the others stay open. */
export function completeTask(
  object: CalendarObject,
  { done, now, occurrence, me }: CompleteOptions,
): EditResult {
  const change: Change = done
    ? { status: 'completed', percent: 100, completedAt: now }
    : { status: 'needs-action', percent: 0, completedAt: null }
  const recurs = readSeries(object)?.recurs === true || object.master === undefined
  const which = recurs ? (occurrence ?? nextOpen(object, now)?.recurrenceId) : undefined
  if (recurs && which === undefined) return { kind: 'refused', reason: 'no-such-occurrence' }
  const result = applyChange(object, {
    scope: recurs ? 'this' : 'all',
    change,
    now,
    uid: object.uid,
    ...(which === undefined ? {} : { occurrence: which }),
    ...(me === undefined ? {} : { me }),
  })
  // Being done is no new appointment: nobody has to be asked again.
  return result.kind === 'changed' ? { ...result, reschedules: false } : result
}

/** Of a task that recurs, the first occurrence that is still to be done, up to two years ahead. */
export function nextOpen(object: CalendarObject, now: string): Occurrence | undefined {
  const { overrides } = describe(object)
  const ahead = instantFrom(now) + 731 * 86_400_000
  const { occurrences } = expand(object, { from: '1970-01-01T00:00:00Z', to: isoOf(ahead), zone: 'UTC' })
  return occurrences.find(({ override }) => {
    const data = override === undefined ? undefined : overrides[override]
    return data?.kind !== 'task' || (data.status !== 'completed' && data.status !== 'cancelled')
  })
}
