import type { Calendar, Occurrence } from '@staffetta/contract'
import { plainOccurrence } from '../occurrences/plain-occurrence.ts'
import type { Draft } from '../state/draft.ts'

/** What a draft looks like: the event that is moved, or a new one in the calendar it goes to. */
export function draftOccurrence(
  { occurrence, calendarId }: Draft,
  calendars: readonly Calendar[],
): Occurrence {
  if (occurrence) return occurrence
  const calendar =
    calendars.find(({ id }) => id === calendarId) ??
    calendars.find(({ isDefault }) => isDefault) ??
    calendars[0]
  return plainOccurrence({ ref: 'saving.draft', calendarId: calendar?.id ?? '' })
}
