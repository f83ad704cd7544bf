import { createHash } from 'node:crypto'
import type { CalendarId, Done, MessageRef } from '@staffetta/contract'
import { memberHref } from '@staffetta/dav'
import { applyUpdate, type Outgoing, parse, reply } from '@staffetta/icalendar'
import { AppError } from '../http/app-error.ts'
import { answerEvent, tellOrganizer, type Answer } from './answers.ts'
import type { CalendarAccount } from './calendar-account.ts'
import type { CalendarDeps } from './calendar-deps.ts'
import { writableCalendars } from './calendars.ts'
import { refused, twice } from './changes.ts'
import { asksForAnswer } from './invitation.ts'
import { openInvitation, type OpenInvitation } from './open-invitation.ts'
import { eventRefOf, hrefOfCalendar } from './refs.ts'
import type { StoredEvent } from './stored-event.ts'
import type { UndoStep } from './undo-list.ts'
import { deleteStored, storeNew, storeOver } from './write.ts'

interface Given extends Pick<Answer, 'partstat' | 'comment'> {
  /** Where a new one goes; null: the default calendar. */
  calendarId: CalendarId | null
}

/** Stores the event with one's answer in it, then tells the organizer once. The same answer again changes nothing. */
export async function answerInvitation(
  deps: CalendarDeps,
  account: CalendarAccount,
  ref: MessageRef,
  given: Given,
): Promise<Done> {
  const { partstat, comment } = given
  let telling: { answer: Answer; message: Outgoing }[] = []
  const done = await twice(async () => {
    telling = []
    const opened = await open(deps, account, ref)
    if (!asksForAnswer(opened)) throw new AppError('calendar/not-permitted')
    const { stored, occurrences } = opened
    const meant = stored === undefined || occurrences.length === 0 ? [null] : occurrences
    // It is there as it stands: only the answer is new, if that.
    if (stored !== undefined && opened.kind === 'known') {
      let last: Done | undefined
      for (const recurrenceId of meant)
        last = await answerEvent(deps, account, eventRefOf(stored.href), { recurrenceId, partstat, comment })
      return last!
    }
    let text = broughtIn(opened)
    for (const recurrenceId of meant) {
      const answered = answeredIn(text, opened, { recurrenceId, partstat, comment })
      text = answered.text
      telling.push({ answer: { recurrenceId, partstat, comment }, message: answered.message })
    }
    const step =
      stored === undefined
        ? await storeInvitation(deps, account, { opened, calendarId: given.calendarId, text })
        : await changed(account, stored, text)
    return step === 'outdated' ? step : doneWith(account, step)
  })
  for (const { answer, message } of telling)
    if (done.ref !== null) await tellOrganizer(deps, account, done.ref, { answer, message, changed: true })
  return done
}

/** Brings into the calendar what an update, a cancellation or a reply says; nobody is told of it. */
export async function applyInvitation(
  deps: CalendarDeps,
  account: CalendarAccount,
  ref: MessageRef,
): Promise<Done> {
  return twice(async () => {
    const { stored, applied, trusted, kind } = await open(deps, account, ref)
    if (!trusted || !['update', 'known', 'cancelled', 'reply'].includes(kind))
      throw new AppError('calendar/not-permitted')
    // It is there already: whoever says it twice means it once.
    if (stored === undefined || applied === undefined) {
      const ref = stored === undefined ? null : eventRefOf(stored.href)
      return { ref, undo: account.undo.keep({ steps: [], submissions: [], told: {} }) }
    }
    if (applied.kind === 'deleted') {
      const result = await deleteStored(account, stored.href, stored.stored.etag)
      if (result === 'outdated') return result
      return doneWith(account, { kind: 'removed', href: stored.href, before: stored.stored.text })
    }
    if (applied.kind === 'ignored') throw new AppError('calendar/not-permitted')
    const step = await changed(account, stored, applied.toStore)
    return step === 'outdated' ? step : doneWith(account, step)
  })
}

async function open(deps: CalendarDeps, account: CalendarAccount, ref: MessageRef): Promise<OpenInvitation> {
  const opened = await openInvitation(deps, account, ref, 'UTC')
  if (opened === undefined) throw new AppError('calendar/event-unreadable')
  return opened
}

/** The event as it is to be stored, after the checks of the library: no alarm of the sender, nothing older, nothing of others. */
function broughtIn({ stored, message, me }: OpenInvitation): string {
  const result = applyUpdate(stored?.object, message, { me })
  if (result.kind === 'ready') return result.toStore
  throw new AppError(
    result.kind === 'ignored' && result.reason === 'too-complex'
      ? 'calendar/too-complex'
      : 'calendar/not-permitted',
  )
}

function answeredIn(
  text: string,
  { message: { uid }, me }: OpenInvitation,
  { recurrenceId, partstat, comment }: Answer,
): { text: string; message: Outgoing } {
  const result = parse(text)
  const object =
    result.kind === 'unreadable'
      ? undefined
      : [result.object, ...result.others].find((one) => one.kind === 'event' && one.uid === uid)
  if (object === undefined) throw new AppError('calendar/event-unreadable')
  const prepared = reply(object, {
    me,
    now: new Date().toISOString(),
    partstat,
    ...(comment !== '' && { comment }),
    ...(recurrenceId !== null && { occurrence: recurrenceId }),
  })
  if (prepared.kind === 'refused') throw refused(prepared.reason)
  return { text: prepared.toStore ?? text, message: prepared.toSend[0]! }
}

/** Under a name that follows from the UID: two tabs that accept at once meet in one object. */
async function storeInvitation(
  deps: CalendarDeps,
  account: CalendarAccount,
  { opened, calendarId, text }: { opened: OpenInvitation; calendarId: CalendarId | null; text: string },
): Promise<UndoStep | 'outdated'> {
  const writable = await writableCalendars(deps.db, account)
  const wanted = calendarId === null ? writable[0]?.href : hrefOfCalendar(calendarId)
  const collection = writable.find(({ href }) => href === wanted)
  if (collection === undefined) throw new AppError('calendar/not-permitted')
  const name = createHash('sha256').update(opened.message.uid).digest('hex').slice(0, 40)
  try {
    return {
      kind: 'created',
      ...(await storeNew(account, memberHref(collection.href, `${name}.ics`), text)),
    }
  } catch (error) {
    if (error instanceof AppError && error.code === 'calendar/conflict') return 'outdated'
    throw error
  }
}

async function changed(
  account: CalendarAccount,
  { href, stored }: StoredEvent,
  text: string,
): Promise<UndoStep | 'outdated'> {
  const result = await storeOver(account, href, text, stored.etag)
  if (result.kind === 'outdated') return result.kind
  return { kind: 'changed', href, etag: result.etag, before: stored.text }
}

function doneWith(account: CalendarAccount, step: UndoStep): Done {
  const ref = step.kind === 'removed' ? null : eventRefOf(step.href)
  return { ref, undo: account.undo.keep({ steps: [step], submissions: [], told: {} }) }
}
