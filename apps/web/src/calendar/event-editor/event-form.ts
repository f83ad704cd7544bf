import {
  blankEvent,
  type Calendar,
  type CalendarColour,
  type CalendarId,
  type EventAttachment,
  type EventFields,
  type Reminder,
} from '@staffetta/contract'
import { followStart, type RecurrenceForm, recurrenceFormOf, ruleOf } from '../recurrence/recurrence-form.ts'
import type { EventDraft } from '../state/editor.ts'
import { newEventReminders } from '../state/new-event-reminders.ts'
import { clockText, wallClock } from '../clock/wall-clock.ts'
import { timesOf, type WhenForm, whenFormOf } from '../fields/when-form.ts'

export type FormAttendee = EventFields['attendees'][number]

/** An event while it is being written: the fields of the wire, with when and recurrence as one sets them. */
export interface EventForm {
  calendarId: CalendarId
  title: string
  when: WhenForm
  recurrence: RecurrenceForm | null
  location: string
  description: string
  url: string
  categories: string[]
  class: EventFields['class']
  transparent: boolean
  status: EventFields['status']
  colour: CalendarColour | null
  reminders: Reminder[]
  attendees: FormAttendee[]
  attachments: EventAttachment[]
}

export function formOf(fields: EventFields, calendarId: CalendarId, zone: string): EventForm {
  const { start, end, recurrence, attendees, ...rest } = fields
  const when = whenFormOf(start, end, zone)
  return {
    calendarId,
    ...rest,
    when,
    recurrence: recurrence && recurrenceFormOf(recurrence, when.startDay),
    attendees: attendees.map(({ address, name, role }) => ({ address, name, role })),
  }
}

/** The form on the wire, whole. */
export function fieldsOf(form: EventForm, zone: string): EventFields {
  const { calendarId: _calendarId, when, recurrence, title, url, ...rest } = form
  return {
    ...rest,
    ...timesOf(when, zone),
    title: title.trim(),
    url: withScheme(url.trim()),
    recurrence: recurrence && ruleOf(recurrence),
  }
}

/** An hour from the next whole one, in the calendar that new events go to. */
export function newForm(
  { calendarId, ...draft }: EventDraft,
  { calendars, now, zone }: { calendars: readonly Calendar[]; now: Date; zone: string },
): EventForm {
  const { start, end } = draft.start
    ? { start: draft.start, end: draft.end ?? draft.start }
    : nextHour(now, zone)
  const into = calendarFor(calendars, calendarId)?.id ?? ''
  return formOf(
    {
      ...blankEvent,
      reminders: newEventReminders(calendars, into),
      ...draft,
      start,
      end,
    },
    into,
    zone,
  )
}

/** The rule of a series that is there moves with its events, on the server; one that is being made follows its start. */
export const keepsRule = (form: EventForm, opened: EventForm): boolean =>
  opened.recurrence !== null && form.recurrence === opened.recurrence

/** Another time, with the rule that follows from it. */
export function withWhen(form: EventForm, opened: EventForm, when: WhenForm): Partial<EventForm> {
  const { recurrence } = form
  const follows = recurrence?.kind === 'sentence' && !keepsRule(form, opened)
  return {
    when,
    ...(follows && { recurrence: followStart(recurrence, form.when.startDay, when.startDay) }),
  }
}

/** The calendars an event can be written to. */
export const writable = (calendars: readonly Calendar[]): Calendar[] =>
  calendars.filter(({ can, holds }) => can.write && holds.events)

function calendarFor(calendars: readonly Calendar[], wanted: CalendarId | undefined): Calendar | undefined {
  const all = writable(calendars)
  return all.find(({ id }) => id === wanted) ?? all.find(({ isDefault }) => isDefault) ?? all[0]
}

function nextHour(now: Date, zone: string): Pick<EventFields, 'start' | 'end'> {
  const clock = wallClock(zone)
  const { day, minute } = clock.wallOf(now.getTime())
  const local = (hours: number) => {
    const wall = clock.wallOf(clock.instantOf(day, Math.ceil((minute + 1) / 60) * 60 + hours * 60))
    return { kind: 'zoned' as const, local: `${wall.day}T${clockText(wall.minute)}:00`, zone }
  }
  return { start: local(0), end: local(1) }
}

/** "www.comune.it" is an address for whoever types it. */
export function withScheme(url: string): string {
  return url === '' || /^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `https://${url}`
}
