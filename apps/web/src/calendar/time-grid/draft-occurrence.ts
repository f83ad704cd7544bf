import type { Calendar, Occurrence } from '@staffetta/contract'
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
  return {
    ref: 'saving.draft',
    calendarId: calendar?.id ?? '',
    uid: '',
    recurrenceId: null,
    startAt: '',
    endAt: '',
    days: null,
    zone: null,
    title: '',
    location: '',
    status: 'confirmed',
    transparent: false,
    hidden: false,
    class: 'public',
    colour: null,
    categories: [],
    recurring: false,
    exception: false,
    reminders: false,
    attachments: false,
    people: null,
  }
}
