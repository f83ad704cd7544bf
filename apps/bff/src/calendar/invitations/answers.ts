import type { Done, EventAnswer, EventRef } from '@staffetta/contract'
import {
  type Answering,
  type CalendarObject,
  counter,
  delegate,
  type Outgoing,
  type Prepared,
  reply,
} from '@staffetta/icalendar'
import { AppError } from '../../http/app-error.ts'
import { isAddress } from '../../mail/compose.ts'
import { readPreferences } from '../../settings/preferences.ts'
import type { CalendarAccount } from '../account/calendar-account.ts'
import type { CalendarDeps } from '../account/calendar-deps.ts'
import { objectOf, refused, twice } from '../changes/editing.ts'
import { changeOf } from '../events/fields.ts'
import { aboutEvent } from '../events/letters.ts'
import { submit } from '../scheduling/tell-people.ts'
import { checkEditable, isAnswerable, openEvent } from '../events/open-event.ts'
import { schedulingWords } from '../scheduling/scheduling-words.ts'
import { storeOver } from '../events/write.ts'

/** Nobody looks on longer while their answer leaves: what takes longer waits in the outbox, and leaves by itself. */
const PATIENCE_MS = 5_000

export interface AnswerTo extends EventAnswer {
  /** Of a series, the occurrence that is answered. */
  recurrenceId: string | null
}

/** What an answer leaves to store and to send: the organizer first. */
export interface Answered {
  /** Undefined: what is stored stays. */
  text: string | undefined
  messages: Outgoing[]
}

/** One's own answer: stored first, then told to the organizer once, by the server where it schedules, else by mail. */
export async function answerEvent(
  deps: CalendarDeps,
  account: CalendarAccount,
  ref: EventRef,
  answer: AnswerTo,
): Promise<Done> {
  let telling: { uid: string; messages: Outgoing[]; changed: boolean } | undefined
  const done = await twice(async () => {
    const event = await openEvent(deps, account, ref, answer.recurrenceId)
    checkEditable(event)
    if (!isAnswerable(event)) throw new AppError('calendar/not-permitted')
    const { text, messages } = answered(objectOf(event), event.me, answer)
    const changed = text !== undefined && text !== event.object.text
    const { uid } = event.digest
    if (messages.length > 0) telling = { uid, messages, changed: changed || answer.proposed !== undefined }
    if (!changed) return { ref, undo: await account.undo.keep({ steps: [], submissions: [], told: {} }) }
    const before = event.object.text
    const result = await storeOver(account, event.href, text, event.object.etag)
    if (result.kind === 'outdated') return 'outdated'
    const steps = [{ kind: 'changed', href: event.href, etag: result.etag, before } as const]
    return { ref, undo: await account.undo.keep({ steps, submissions: [], told: {} }) }
  })
  if (telling === undefined) return done
  const waits = await tellOrganizer(deps, account, { answer, ...telling })
  return { ...done, ...(waits && { waits }) }
}

/** One's answer in the words of iTIP. Another time is proposed as a perhaps: the event stands where it was until its organizer moves it. */
export function answered(object: CalendarObject, me: readonly string[], answer: AnswerTo): Answered {
  const { comment, partstat, recurrenceId, proposed, delegate: to } = answer
  const answering: Answering = {
    me,
    now: new Date().toISOString(),
    ...(comment !== '' && { comment }),
    ...(recurrenceId !== null && { occurrence: recurrenceId }),
  }
  if (partstat === 'delegated') {
    if (to === undefined || !isAddress(to.address))
      throw new AppError('request/invalid', { field: 'delegate' })
    if (me.includes(to.address.toLowerCase())) throw new AppError('request/invalid', { field: 'delegate' })
    const name = to.name.trim()
    return readyOf(
      delegate(object, { ...answering, to: { address: to.address, ...(name !== '' && { name }) } }),
    )
  }
  const told = readyOf(reply(object, { ...answering, partstat }))
  if (proposed === undefined) return told
  const times = changeOf({ start: proposed.start, end: proposed.end }, {})
  const countered = readyOf(counter(object, { ...answering, start: times.start!, end: times.end! }))
  return { text: told.text, messages: countered.messages }
}

function readyOf(prepared: Prepared): Answered {
  if (prepared.kind === 'refused') throw refused(prepared.reason)
  return { text: prepared.toStore, messages: prepared.toSend }
}

/**
 * Once, by mail, where the server does not tell them itself. A counter-proposal no server sends (RFC 6638 §3.2.2.3 knows replies).
 * Says so where a letter waits, and from when on it leaves; throws where one will not.
 */
export async function tellOrganizer(
  deps: CalendarDeps,
  account: CalendarAccount,
  {
    uid,
    answer,
    messages,
    changed,
  }: { uid: string; answer: AnswerTo; messages: Outgoing[]; changed: boolean },
): Promise<Done['waits']> {
  const { capabilities } = await account.discovered()
  let waits: Done['waits']
  for (const message of messages) {
    if (capabilities.autoSchedule && message.method === 'reply') continue
    const about = aboutEvent(uid, answer.recurrenceId ?? '', message.method)
    waits = (await tell(deps, account, { about, answer, message, changed })) ?? waits
  }
  return waits
}

async function tell(
  { db, outbox }: CalendarDeps,
  account: CalendarAccount,
  {
    about,
    answer,
    message,
    changed,
  }: { about: string; answer: AnswerTo; message: Outgoing; changed: boolean },
): Promise<Done['waits']> {
  const known = changed ? undefined : await outbox.lastAbout(account.account, about)
  try {
    // The same answer again: told once, unless it never left.
    const id = known !== undefined ? await sentAgain(outbox, account, known) : await send()
    const { state, error, sendsAt } = await outbox.outcomeOf(account.account, id, PATIENCE_MS)
    if (state === 'accepted' || state === 'filed') return undefined
    if (state !== 'held' && state !== 'submitting') throw new AppError('calendar/answer-not-sent')
    return { leavesAt: state === 'held' && error === null ? sendsAt : null }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    throw new AppError('calendar/answer-not-sent', undefined, { cause: error })
  }

  async function send(): Promise<string> {
    const { displayName, language } = await readPreferences(db, account.account)
    const words = schedulingWords(message, {
      name: displayName,
      language: language ?? 'it',
      answer: wordOf(message, answer),
      comment: answer.comment,
    })
    return (
      await submit(outbox, account.account, message, {
        words,
        name: displayName,
        holdSeconds: 0,
        about,
      })
    ).id
  }
}

function wordOf({ method }: Outgoing, { partstat }: EventAnswer) {
  return method === 'counter' || method === 'declinecounter' || method === 'request' ? method : partstat
}

async function sentAgain(
  outbox: CalendarDeps['outbox'],
  { account }: CalendarAccount,
  id: string,
): Promise<string> {
  const { state } = await outbox.outcomeOf(account, id, 0)
  if (state === 'failed' || state === 'uncertain') await outbox.retry(account, id)
  return id
}
