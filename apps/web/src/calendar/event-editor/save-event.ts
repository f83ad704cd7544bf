import {
  ApiError,
  type CalendarId,
  type Done,
  type EventDetail,
  type EventRef,
  type Scope,
} from '@staffetta/contract'
import { api } from '../../app/api.ts'
import { type EventForm, fieldsOf, formOf } from './event-form.ts'
import { changedFields, changeOf, conflictsOf, type FormField } from './form-changes.ts'

/** What the editor writes to: an event that is there, as it was read, or one that is to be made once. */
export type Target =
  | { kind: 'new'; id: string }
  | { kind: 'event'; ref: EventRef; recurrenceId: string | null; etag: string; calendarId: CalendarId }

export interface Wish {
  before: EventForm
  after: EventForm
  scope: Scope
  zone: string
}

export type Outcome =
  | { kind: 'saved'; done: Done }
  | { kind: 'conflict'; detail: EventDetail; theirs: EventForm; fields: FormField[] }
  | { kind: 'failed'; error: unknown }

/** Stores what was written. Never throws: a failure comes back, so that everything written stays. */
export async function saveEvent(target: Target, wish: Wish): Promise<Outcome> {
  try {
    return { kind: 'saved', done: await store(target, wish) }
  } catch (error) {
    if (target.kind === 'new' || !(error instanceof ApiError) || error.code !== 'calendar/conflict')
      return { kind: 'failed', error }
    return readConflict(target, wish, error)
  }
}

async function store(target: Target, { before, after, scope, zone }: Wish): Promise<Done> {
  if (target.kind === 'new')
    return api.calendar.createEvent({
      id: target.id,
      calendarId: after.calendarId,
      zone,
      fields: fieldsOf(after, zone),
    })
  const { ref, recurrenceId, etag } = target
  let done: Done = { ref, undo: '' }
  const change = changeOf(before, after, zone)
  if (Object.keys(change).length > 0)
    done = await api.calendar.changeEvent({ ref, recurrenceId, scope, zone, etag, change })
  if (after.calendarId !== target.calendarId)
    done = await api.calendar.moveEvent({ ref: done.ref ?? ref, calendarId: after.calendarId })
  return done
}

async function readConflict(
  target: Extract<Target, { kind: 'event' }>,
  { before, after, zone }: Wish,
  error: ApiError,
): Promise<Outcome> {
  try {
    const { ref, recurrenceId } = target
    const detail = await api.calendar.getEvent({
      ref,
      zone,
      ...(recurrenceId === null ? {} : { recurrenceId }),
    })
    const theirs = formOf(detail.fields, detail.occurrence.calendarId, zone)
    return { kind: 'conflict', detail, theirs, fields: conflictsOf(before, after, theirs) }
  } catch {
    return { kind: 'failed', error }
  }
}

/** What can be meant by a change to a series: its rule is not that of one day, and it moves to a calendar whole. */
export function scopesFor(before: EventForm, after: EventForm): Scope[] {
  if (before.calendarId !== after.calendarId) return ['all']
  return changedFields(before, after).includes('recurrence')
    ? ['following', 'all']
    : ['this', 'following', 'all']
}
