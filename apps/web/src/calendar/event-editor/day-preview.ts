import type { Occurrence } from '@staffetta/contract'
import { addDays, type Day } from '../clock/days.ts'
import { clockText, wallClock } from '../clock/wall-clock.ts'
import { spanOf, type WhenForm } from '../fields/when-form.ts'

export interface PreviewRow {
  occurrence: Occurrence
  /** "09:00–11:00"; null of whole days. */
  hours: string | null
  overlaps: boolean
}

interface Options {
  when: WhenForm
  /** The event being edited: it does not stand in its own way. */
  except: Pick<Occurrence, 'ref' | 'recurrenceId'> | null
  zone: string
}

/** What else is on the day an event begins, whole days first; `overlaps` where both take time. */
export function previewOf(occurrences: readonly Occurrence[], { when, except, zone }: Options): PreviewRow[] {
  const clock = wallClock(zone)
  const span = spanOf(when, zone)
  const day = when.allDay ? when.startDay : clock.wallOf(span.from).day
  const [dayStart, dayEnd] = [clock.instantOf(day, 0), clock.instantOf(addDays(day, 1), 0)]
  const timeIn = (at: number, edge: number) =>
    at === edge ? clockText(0) : clockText(clock.wallOf(at).minute)
  return occurrences
    .filter((one) => one.ref !== except?.ref || one.recurrenceId !== except.recurrenceId)
    .filter((one) => one.status !== 'cancelled' && touches(one, { day, dayStart, dayEnd }))
    .map((occurrence) => {
      const [from, to] = [Date.parse(occurrence.startAt), Date.parse(occurrence.endAt)]
      return {
        occurrence,
        hours: occurrence.days
          ? null
          : `${timeIn(Math.max(from, dayStart), dayStart)}–${to >= dayEnd ? '24:00' : timeIn(to, dayEnd)}`,
        overlaps:
          !when.allDay && !occurrence.days && !occurrence.transparent && from < span.to && to > span.from,
      }
    })
    .toSorted(
      (a, b) =>
        Number(b.hours === null) - Number(a.hours === null) ||
        a.occurrence.startAt.localeCompare(b.occurrence.startAt),
    )
}

function touches(
  { days, startAt, endAt }: Occurrence,
  { day, dayStart, dayEnd }: { day: Day; dayStart: number; dayEnd: number },
): boolean {
  if (days) return days.start <= day && (day < days.end || days.start === day)
  const [from, to] = [Date.parse(startAt), Date.parse(endAt)]
  return from < dayEnd && (to > dayStart || (from === to && from >= dayStart))
}
