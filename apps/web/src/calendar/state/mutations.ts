import type {
  CalendarColour,
  CalendarId,
  CalendarTime,
  Done,
  EventAnswer,
  EventChange,
  EventFields,
  Occurrence,
  Partstat,
  Scope,
} from '@staffetta/contract'
import { api } from '../../app/api.ts'
import { queryClient } from '../../app/query-client.ts'
import { applyChanges } from './changes.ts'
import { type Change, pending } from './pending.ts'
import { addDays, type Day, daysBetween } from '../clock/days.ts'
import { refreshBookings, refreshEvents } from './live.ts'
import { keyOf } from '../occurrences/occurrences.ts'
import { performer, type Performed } from './perform.ts'
import { calendarQueries } from './queries.ts'
import { asNamed, rename, renameBack } from './renamed.ts'
import { moved, occurrenceAt, stretched, type When, whenOf, wireTimes } from '../occurrences/times.ts'
import { wallClock } from '../clock/wall-clock.ts'

const performIt = performer(pending, () => refreshEvents(queryClient))

function perform(change: Pick<Change, 'before' | 'after'>, work: () => Promise<Done>): Performed<Done> {
  const { done, undo } = performIt(change, async () => {
    const answer = await work()
    if (answer.ref !== null) rename(change, answer.ref)
    return answer
  })
  return {
    done,
    undo: async () => {
      await done
      renameBack(change)
      await undo()
    },
  }
}

/** A new event, on screen before the server knows it. */
export function createEvent(
  calendarId: CalendarId,
  fields: EventFields,
  shown: Occurrence,
  zone: string,
): Performed<Done> {
  const id = crypto.randomUUID()
  return perform({ before: [], after: [{ ...shown, ref: `saving.${id}`, calendarId }] }, () =>
    api.calendar.createEvent({ id, calendarId, zone, fields }),
  )
}

/** Another time. The kind of time it is kept in is asked for first, so that none is turned into another. */
export function changeTime(occurrence: Occurrence, when: When, scope: Scope, zone: string): Performed<Done> {
  const clock = wallClock(zone)
  const old = whenOf(occurrence, clock)
  const before = inScope(occurrence, scope)
  const after = before.map((one) =>
    keyOf(one) === keyOf(occurrence)
      ? occurrenceAt(one, when, clock)
      : occurrenceAt(one, followed(whenOf(one, clock), old, when), clock),
  )
  const stored = asStored(occurrence)
  return perform({ before, after }, async () => {
    const detail = await queryClient.fetchQuery({
      ...calendarQueries.event(occurrence, zone),
      staleTime: Infinity,
    })
    const start: CalendarTime = detail.fields.start
    return change(await stored, scope, zone, wireTimes(when, clock, start, wallClock))
  })
}

export function changeColour(
  occurrence: Occurrence,
  colour: CalendarColour | null,
  zone: string,
): Performed<Done> {
  const before = inScope(occurrence, 'all')
  const stored = asStored(occurrence)
  return perform({ before, after: before.map((one) => ({ ...one, colour })) }, async () =>
    change(await stored, 'all', zone, { colour }),
  )
}

export function removeEvent(occurrence: Occurrence, scope: Scope): Performed<Done> {
  const stored = asStored(occurrence)
  return perform({ before: inScope(occurrence, scope), after: [] }, async () => {
    const { ref, recurrenceId } = await stored
    return api.calendar.removeEvent({ ref, scope, recurrenceId: named(recurrenceId, scope) })
  })
}

export function moveToCalendar(occurrence: Occurrence, calendarId: CalendarId): Performed<Done> {
  const before = inScope(occurrence, 'all')
  const stored = asStored(occurrence)
  return perform({ before, after: before.map((one) => ({ ...one, calendarId })) }, async () =>
    api.calendar.moveEvent({ ref: (await stored).ref, calendarId }),
  )
}

export function answerEvent(
  occurrence: Occurrence,
  partstat: Extract<Partstat, 'accepted' | 'tentative' | 'declined'>,
  scope: Scope,
): Performed<Done> {
  const before = inScope(occurrence, scope)
  const after = before.map((one) =>
    one.people ? { ...one, people: { ...one.people, mine: partstat } } : one,
  )
  const stored = asStored(occurrence)
  return perform({ before, after }, async () => {
    const { ref, recurrenceId } = await stored
    return api.calendar.answerEvent({ ref, recurrenceId: named(recurrenceId, scope), partstat, comment: '' })
  })
}

/** Another time, or somebody else: of a series this one occurrence. It may be stored and not sent, as any answer. */
export async function answerOtherwise(occurrence: Occurrence, answer: EventAnswer): Promise<Done> {
  try {
    const { ref, recurrenceId } = occurrence
    return await api.calendar.answerEvent({ ref, recurrenceId, ...answer })
  } finally {
    await refreshEvents(queryClient)
  }
}

/** Says yes or no to who asked for a room or a car, or gives back one's own. */
export async function decideBooking(
  resourceId: string,
  decision: { uid: string; accept: boolean; comment: string },
): Promise<void> {
  await api.resources.decideBooking({ resourceId, ...decision })
  await Promise.all([refreshBookings(queryClient), refreshEvents(queryClient)])
}

/** A copy of its own: whole, but without those who were asked and without the series. */
export async function duplicateEvent(
  occurrence: Occurrence,
  calendarId: CalendarId,
  zone: string,
  title: string,
): Promise<Performed<Done>> {
  const { fields } = await queryClient.fetchQuery(calendarQueries.event(occurrence, zone))
  const { ref, recurrenceId } = occurrence
  const attachments = fields.attachments.map((one) => ({ ...one, copyOf: { ref, recurrenceId } }))
  return createEvent(
    calendarId,
    { ...fields, title, attendees: [], recurrence: null, attachments },
    { ...occurrence, title, recurrenceId: null, recurring: false, exception: false, people: null },
    zone,
  )
}

function change(
  { ref, recurrenceId }: Occurrence,
  scope: Scope,
  zone: string,
  wanted: EventChange,
): Promise<Done> {
  return api.calendar.changeEvent({
    ref,
    scope,
    recurrenceId,
    zone,
    etag: null,
    change: wanted,
  })
}

/** To remove or answer all, no occurrence is named. */
function named(recurrenceId: string | null, scope: Scope): string | null {
  return scope === 'all' ? null : recurrenceId
}

/** What an occurrence is called once what was done to it before is stored. */
async function asStored(occurrence: Occurrence): Promise<Occurrence> {
  const before = pending
    .get()
    .changes.findLast(({ after }) => after.some((one) => keyOf(one) === keyOf(occurrence)))
  await before?.answered?.catch(() => undefined)
  return asNamed(occurrence)
}

/** What a change touches, of all that is known, as it is called on screen. */
function inScope(occurrence: Occurrence, scope: Scope): Occurrence[] {
  const { ref, recurrenceId } = asNamed(occurrence)
  const one = scope === 'this' || recurrenceId === null
  const touched = (other: Occurrence) => {
    const name = asNamed(other)
    if (name.ref !== ref) return false
    if (one) return name.recurrenceId === recurrenceId
    return scope === 'all' || other.startAt >= occurrence.startAt
  }
  const known = new Map([[keyOf(occurrence), occurrence]])
  for (const [, window] of queryClient.getQueriesData<{ occurrences: Occurrence[] }>({
    queryKey: calendarQueries.events(),
  }))
    for (const shown of applyChanges(window?.occurrences ?? [], pending.get().changes))
      if (touched(shown)) known.set(keyOf(shown), shown)
  return [...known.values()]
}

/** The others of a series go as far as the one that was moved, and become whole days or timed as it did. */
function followed(when: When, from: When, to: When): When {
  if (when.kind === 'time' && from.kind === 'time' && to.kind === 'time') {
    const shifted = moved(when, {
      days: daysBetween(from.day, to.day),
      minutes: to.minute - from.minute,
    })
    return stretched(shifted, { days: 0, minutes: to.minutes - from.minutes })
  }
  const start = addDays(firstDay(when), daysBetween(firstDay(from), firstDay(to)))
  return to.kind === 'time'
    ? { ...to, day: start }
    : { kind: 'days', start, end: addDays(start, daysBetween(to.start, to.end)) }
}

const firstDay = (when: When): Day => (when.kind === 'days' ? when.start : when.day)
