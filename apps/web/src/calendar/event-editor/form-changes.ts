import type { EventChange, EventFields } from '@staffetta/contract'
import { type EventForm, fieldsOf } from './event-form.ts'

export type FormField = Exclude<keyof EventForm, 'calendarId'>

const formFields = [
  'title',
  'when',
  'recurrence',
  'location',
  'description',
  'url',
  'categories',
  'class',
  'transparent',
  'status',
  'colour',
  'reminders',
  'attendees',
  'attachments',
] as const satisfies FormField[]

const onWire = (field: FormField): (keyof EventFields)[] => (field === 'when' ? ['start', 'end'] : [field])

/** What differs between two states of the form, the calendar apart. */
export function changedFields(before: EventForm, after: EventForm): FormField[] {
  return formFields.filter((field) => !same(before[field], after[field]))
}

export function isChanged(before: EventForm, after: EventForm): boolean {
  return before.calendarId !== after.calendarId || changedFields(before, after).length > 0
}

/** Only what was changed goes out: seconds, rules and reminders that nobody touched stay as they are stored. */
export function changeOf(before: EventForm, after: EventForm, zone: string): EventChange {
  const fields = fieldsOf(after, zone)
  const names = changedFields(before, after).flatMap(onWire)
  return Object.fromEntries(names.map((name) => [name, fields[name]])) as EventChange
}

/** What both have changed since, and not to the same. */
export function conflictsOf(base: EventForm, mine: EventForm, theirs: EventForm): FormField[] {
  const changedByThem = changedFields(base, theirs)
  return changedFields(base, mine).filter(
    (field) => changedByThem.includes(field) && !same(mine[field], theirs[field]),
  )
}

/** What is stored now with my changes on it, but for the fields where theirs is kept. */
export function rebased(
  base: EventForm,
  mine: EventForm,
  { theirs, keepTheirs }: { theirs: EventForm; keepTheirs: readonly FormField[] },
): EventForm {
  const own = changedFields(base, mine).filter((field) => !keepTheirs.includes(field))
  return {
    ...theirs,
    calendarId: mine.calendarId,
    ...(Object.fromEntries(own.map((field) => [field, mine[field]])) as Partial<EventForm>),
  }
}

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>]
  const names = new Set([...Object.keys(left), ...Object.keys(right)])
  return [...names].every((name) => same(left[name], right[name]))
}
