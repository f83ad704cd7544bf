import { createHash } from 'node:crypto'
import type { CalendarId, Done, EventAnswer, MessageRef } from '@staffetta/contract'
import { memberHref } from '@staffetta/dav'
import { applyUpdate, type CalendarObject, declineCounter, type Outgoing, parse } from '@staffetta/icalendar'
import { AppError } from '../../http/app-error.ts'
import { answered, answerEvent, type AnswerTo, tellOrganizer } from './answers.ts'
import type { CalendarAccount } from '../account/calendar-account.ts'
import type { CalendarDeps } from '../account/calendar-deps.ts'
import { writableCalendars } from '../calendars/calendars.ts'
import { changeEvent } from '../changes/changes.ts'
import { refused, twice } from '../changes/editing.ts'
import { timeOf } from '../events/fields.ts'
import { asksForAnswer, isProposal } from './invitation.ts'
import { openInvitation, type OpenInvitation } from './open-invitation.ts'
import { eventRefOf, hrefOfCalendar } from '../account/refs.ts'
import type { StoredEvent } from '../events/stored-event.ts'
import type { UndoStep } from '../../dav/undo-list.ts'
import { deleteStored, storeNew, storeOver } from '../events/write.ts'

interface Given extends EventAnswer {
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
  const { calendarId, ...answer } = given
  let telling: { uid: string; answer: AnswerTo; messages: Outgoing[] }[] = []
  const done = await twice(async () => {
    telling = []
    const opened = await open(deps, account, ref)
    if (!asksForAnswer(opened)) throw new AppError('calendar/not-permitted')
    const { stored, occurrences } = opened
    const meant = stored === undefined || occurrences.length === 0 ? [null] : occurrences
    // It is there as it stands: only the answer is new, if that.
    if (stored !== undefined && opened.kind === 'known') {
      let last: Done | undefined
      for (const recurrenceId of meant) {
        const { waits } = last ?? {}
        last = await answerEvent(deps, account, eventRefOf(stored.href), { recurrenceId, ...answer })
        last = { ...(waits && { waits }), ...last }
      }
      return last!
    }
    let text = broughtIn(opened)
    for (const recurrenceId of meant) {
      const said = answered(eventIn(text, opened), opened.me, { recurrenceId, ...answer })
      text = said.text ?? text
      telling.push({ uid: opened.message.uid, answer: { recurrenceId, ...answer }, messages: said.messages })
    }
    const step =
      stored === undefined
        ? await storeInvitation(deps, account, { opened, calendarId, text })
        : await changed(account, stored, text)
    return step === 'outdated' ? step : doneWith(account, step)
  })
  let { waits } = done
  for (const told of telling)
    waits = (await tellOrganizer(deps, account, { ...told, changed: true })) ?? waits
  return { ...done, ...(waits && { waits }) }
}

/** Brings into the calendar what an update, a cancellation or a reply says; nobody is told of it but of a time that is taken over. */
export async function applyInvitation(
  deps: CalendarDeps,
  account: CalendarAccount,
  ref: MessageRef,
): Promise<Done> {
  return twice(async () => {
    const opened = await open(deps, account, ref)
    const { stored, applied, trusted, kind } = opened
    if (kind === 'counter') return takeProposal(deps, account, opened)
    if (kind === 'published' && stored === undefined) {
      const text = broughtIn(opened)
      const step = await storeInvitation(deps, account, { opened, calendarId: null, text })
      return step === 'outdated' ? step : doneWith(account, step)
    }
    // It is there as it stands: nothing is taken from whoever says so.
    const says = kind === 'known' || (trusted && ['update', 'cancelled', 'reply'].includes(kind))
    if (!says) throw new AppError('calendar/not-permitted')
    // It is there already: whoever says it twice means it once.
    if (stored === undefined || applied === undefined) {
      const ref = stored === undefined ? null : eventRefOf(stored.href)
      return { ref, undo: await account.undo.keep({ steps: [], submissions: [], told: {} }) }
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

/** Leaves the event where it is, and says so to whoever would have it elsewhere. */
export async function declineProposal(
  deps: CalendarDeps,
  account: CalendarAccount,
  ref: MessageRef,
  comment: string,
): Promise<void> {
  const opened = await open(deps, account, ref)
  const { stored, meaning, occurrences } = opened
  if (!isProposal(opened) || stored === undefined || meaning.kind !== 'counter')
    throw new AppError('calendar/not-permitted')
  const prepared = declineCounter(stored.object, {
    now: new Date().toISOString(),
    attendee: meaning.answer.attendee,
    ...(comment !== '' && { comment }),
    ...(occurrences[0] !== undefined && { occurrence: occurrences[0] }),
  })
  if (prepared.kind === 'refused') throw refused(prepared.reason)
  const answer = { recurrenceId: occurrences[0] ?? null, partstat: 'declined', comment } as const
  await tellOrganizer(deps, account, {
    uid: stored.object.uid,
    answer,
    messages: prepared.toSend,
    changed: true,
  })
}

/** Moves the event to the time that is proposed, as its organizer would by hand: rooms follow, and everybody is told. */
async function takeProposal(
  deps: CalendarDeps,
  account: CalendarAccount,
  opened: OpenInvitation,
): Promise<Done> {
  const { stored, meaning, occurrences } = opened
  if (!isProposal(opened) || stored === undefined || meaning.kind !== 'counter')
    throw new AppError('calendar/not-permitted')
  const { proposal } = meaning
  if (proposal.kind !== 'event' || proposal.start === undefined)
    throw new AppError('calendar/event-unreadable')
  const [recurrenceId = null] = occurrences
  return changeEvent(deps, account, eventRefOf(stored.href), {
    scope: recurrenceId === null ? 'all' : 'this',
    recurrenceId,
    etag: null,
    change: { start: timeOf(proposal.start), end: timeOf(proposal.end ?? proposal.start) },
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

function eventIn(text: string, { message: { uid } }: OpenInvitation): CalendarObject {
  const result = parse(text)
  const object =
    result.kind === 'unreadable'
      ? undefined
      : [result.object, ...result.others].find((one) => one.kind === 'event' && one.uid === uid)
  if (object === undefined) throw new AppError('calendar/event-unreadable')
  return object
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

async function doneWith(account: CalendarAccount, step: UndoStep): Promise<Done> {
  const ref = step.kind === 'removed' ? null : eventRefOf(step.href)
  return { ref, undo: await account.undo.keep({ steps: [step], submissions: [], told: {} }) }
}
