import type { CalendarColour, EventFields, EventRef, Occurrence, Scope } from '@staffetta/contract'
import type { MessageKey } from '@staffetta/i18n'
import type { LucideIcon } from '@staffetta/ui'
import { CalendarCheck, CalendarClock, CalendarPlus, CalendarX, Palette, Send } from 'lucide-react'
import { tellFailure } from '../../app/errors.tsx'
import { i18n } from '../../app/i18n.tsx'
import { notify } from '../../app/notify.ts'
import { queryClient } from '../../app/query-client.ts'
import { tellDone } from '../../app/tell-done.ts'
import { putAt, removeTasks } from '../../tasks/index.ts'
import { titleOf, whenText, dayWords } from '../occurrences/day-words.ts'
import { askScope } from './dialogs.ts'
import { setDraft } from './draft.ts'
import * as mutations from './mutations.ts'
import { isRemovable } from '../occurrences/occurrences.ts'
import { newEventReminders } from './new-event-reminders.ts'
import { closeOpen } from './open-event.ts'
import type { Performed } from './perform.ts'
import { calendarQueries } from './queries.ts'
import { plainOccurrence } from '../occurrences/plain-occurrence.ts'
import { taskIn } from '../occurrences/task-occurrence.ts'
import { waitsText } from './waits-text.ts'
import { occurrenceAt, sameWhen, type When, whenOf, wireTimes } from '../occurrences/times.ts'
import { ownZone, wallClock } from '../clock/wall-clock.ts'

// What a person does to events: done at once, told in one line, taken back within ten seconds.

/** The few things the quick way asks for. */
export interface Quick {
  title: string
  location: string
  calendarId: string
  when: When
}

export function create({ title, location, calendarId, when }: Quick): void {
  const clock = wallClock(ownZone())
  const { calendars = [] } = queryClient.getQueryData(calendarQueries.calendars().queryKey) ?? {}
  const fields: EventFields = {
    title,
    location,
    description: '',
    url: '',
    categories: [],
    class: 'public',
    transparent: when.kind === 'days',
    status: 'confirmed',
    colour: null,
    ...wireTimes(when, clock, null, wallClock),
    recurrence: null,
    reminders: newEventReminders(calendars, calendarId),
    attendees: [],
    attachments: [],
  }
  const shown = occurrenceAt(plainOccurrence({ ref: 'saving.new', calendarId, title, location }), when, clock)
  tell(mutations.createEvent(calendarId, fields, shown, clock.zone), 'calendar.done.created', CalendarPlus, {
    title: titleOf(shown, i18n().t),
    when: spokenWhen(shown),
  })
}

/**
 * Puts it at another time. A series asks first how much of it is meant; until then the draft stays drawn. Gives back what the
 * event is called once it is stored: half a series is another one.
 */
export async function move(occurrence: Occurrence, when: When): Promise<EventRef | null> {
  const clock = wallClock(ownZone())
  if (sameWhen(when, whenOf(occurrence, clock))) {
    setDraft(null)
    return null
  }
  const task = taskIn(occurrence)
  if (task) {
    setDraft(null)
    putAt(task, when)
    return task.ref
  }
  const scope = await askScope(occurrence, 'change', titleOf(occurrence, i18n().t))
  setDraft(null)
  if (scope === null) return null
  const performed = mutations.changeTime(occurrence, when, scope, clock.zone)
  tell(performed, 'calendar.done.moved', CalendarClock, {
    title: titleOf(occurrence, i18n().t),
    when: spokenWhen(occurrenceAt(occurrence, when, clock)),
  })
  return performed.done.then(
    ({ ref }) => ref,
    () => null, // told already
  )
}

export async function remove(occurrence: Occurrence): Promise<void> {
  if (!isRemovable(occurrence, knownCalendars())) return
  const task = taskIn(occurrence)
  if (task) {
    closeOpen()
    await removeTasks([task])
    return
  }
  const title = titleOf(occurrence, i18n().t)
  const scope = await askScope(occurrence, 'remove', title)
  if (scope === null) return
  closeOpen()
  tell(mutations.removeEvent(occurrence, scope), removed[scope], CalendarX, { title })
}

const removed = {
  this: 'calendar.done.removed',
  following: 'calendar.done.removedFollowing',
  all: 'calendar.done.removedAll',
} as const satisfies Record<Scope, MessageKey>

export async function answer(
  occurrence: Occurrence,
  partstat: 'accepted' | 'tentative' | 'declined',
): Promise<void> {
  const title = titleOf(occurrence, i18n().t)
  const scope = await askScope(occurrence, 'answer', title)
  if (scope === null) return
  closeOpen()
  const answered = mutations.answerEvent(occurrence, partstat, scope)
  tell(answered, `calendar.done.${partstat}`, CalendarCheck, { title })
  const done = await answered.done.catch(() => undefined)
  if (done?.waits !== undefined)
    notify({ text: waitsText('answer', done.waits.leavesAt, i18n()), icon: Send })
}

export function moveToCalendar(occurrence: Occurrence, calendarId: string): void {
  closeOpen()
  tell(mutations.moveToCalendar(occurrence, calendarId), 'calendar.done.movedTo', CalendarClock, {
    title: titleOf(occurrence, i18n().t),
    name: knownCalendars().find(({ id }) => id === calendarId)?.name ?? '',
  })
}

export function colour(occurrence: Occurrence, wanted: CalendarColour | null): void {
  tell(mutations.changeColour(occurrence, wanted, ownZone()), 'calendar.done.coloured', Palette, {
    title: titleOf(occurrence, i18n().t),
  })
}

export function duplicate(occurrence: Occurrence): void {
  closeOpen()
  const { t } = i18n()
  const title = t('calendar.event.copyOf', { title: titleOf(occurrence, t) })
  mutations
    .duplicateEvent(occurrence, writableOr(occurrence.calendarId), ownZone(), title)
    .then((performed) => tell(performed, 'calendar.done.duplicated', CalendarPlus, { title }))
    .catch((error: unknown) => tellFailure(error))
}

/** One line, and ten seconds to take it back. */
function tell(
  { done, undo }: Performed,
  key: MessageKey,
  icon: LucideIcon,
  values: Record<string, string>,
): void {
  const { t } = i18n()
  tellDone(done, {
    text: t(key, values),
    icon,
    takeBack: async () => {
      await undo()
      return t('calendar.done.undone')
    },
  })
}

function spokenWhen(occurrence: Occurrence): string {
  const { t, formats, locale } = i18n()
  const clock = wallClock(ownZone())
  return whenText(occurrence, {
    t,
    formats,
    words: dayWords(locale),
    clock,
    today: clock.wallOf(Date.now()).day,
  })
}

function knownCalendars() {
  return queryClient.getQueryData(calendarQueries.calendars().queryKey)?.calendars ?? []
}

/** A copy of what lies where one may not write goes into one's own calendar. */
function writableOr(calendarId: string): string {
  const calendars = knownCalendars()
  const here = calendars.find(({ id }) => id === calendarId)
  if (here?.can.write) return calendarId
  return (calendars.find(({ isDefault, can }) => isDefault && can.write) ?? here)?.id ?? calendarId
}
