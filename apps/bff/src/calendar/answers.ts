import type { Done, EventRef } from '@staffetta/contract'
import { type Outgoing, reply } from '@staffetta/icalendar'
import { AppError } from '../http/app-error.ts'
import { readPreferences } from '../settings/preferences.ts'
import type { CalendarAccount } from './calendar-account.ts'
import type { CalendarDeps } from './calendar-deps.ts'
import { objectOf, refused, twice } from './changes.ts'
import { submit } from './invitations.ts'
import { checkEditable, isAnswerable, openEvent } from './open-event.ts'
import { schedulingWords } from './scheduling-words.ts'
import { storeOver } from './write.ts'

/** A submission server that takes longer has the answer all the same; it is told as not sent yet. */
const PATIENCE_MS = 20_000
const MOST_ANSWERS = 500

export interface Answer {
  recurrenceId: string | null
  partstat: 'accepted' | 'tentative' | 'declined'
  comment: string
}

/** One's own answer: stored first, then told to the organizer once, by the server where it schedules, else by mail. */
export async function answerEvent(
  deps: CalendarDeps,
  account: CalendarAccount,
  ref: EventRef,
  answer: Answer,
): Promise<Done> {
  let telling: { message: Outgoing; changed: boolean } | undefined
  const done = await twice(async () => {
    const event = await openEvent(deps, account, ref, answer.recurrenceId)
    checkEditable(event)
    if (!isAnswerable(event)) throw new AppError('calendar/not-permitted')
    const { comment, partstat, recurrenceId } = answer
    const prepared = reply(objectOf(event), {
      me: event.me,
      now: new Date().toISOString(),
      partstat,
      ...(comment !== '' && { comment }),
      ...(recurrenceId !== null && { occurrence: recurrenceId }),
    })
    if (prepared.kind === 'refused') throw refused(prepared.reason)
    const { toStore, toSend } = prepared
    const changed = toStore !== undefined && toStore !== event.object.text
    if (toSend[0] !== undefined) telling = { message: toSend[0], changed }
    if (!changed) return { ref, undo: account.undo.keep({ steps: [], submissions: [], told: {} }) }
    const before = event.object.text
    const result = await storeOver(account, event.href, toStore, event.object.etag)
    if (result.kind === 'outdated') return 'outdated'
    const steps = [{ kind: 'changed', href: event.href, etag: result.etag, before } as const]
    return { ref, undo: account.undo.keep({ steps, submissions: [], told: {} }) }
  })
  if (telling !== undefined) await tellOrganizer(deps, account, ref, { answer, ...telling })
  return done
}

/** Once, by mail, where the server does not tell them itself. */
export async function tellOrganizer(
  { db, outbox }: CalendarDeps,
  account: CalendarAccount,
  ref: EventRef,
  { answer, message, changed }: { answer: Answer; message: Outgoing; changed: boolean },
): Promise<void> {
  const { capabilities } = await account.discovered()
  if (capabilities.autoSchedule) return
  const about = `${ref} ${answer.recurrenceId ?? ''}`
  const known = account.answers.get(about)
  try {
    // The same answer again: told once, unless it never left.
    const id = !changed && known !== undefined ? await sentAgain(outbox, account, known) : await send()
    if (account.answers.size > MOST_ANSWERS) account.answers.clear()
    account.answers.set(about, id)
    const { state } = await outbox.outcomeOf(account.account, id, PATIENCE_MS)
    if (state !== 'accepted' && state !== 'filed') throw new AppError('calendar/answer-not-sent')
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    throw new AppError('calendar/answer-not-sent', undefined, { cause: error })
  }

  async function send(): Promise<string> {
    const { displayName, language } = await readPreferences(db, account.account)
    const words = schedulingWords(message, {
      name: displayName,
      language: language ?? 'it',
      answer: answer.partstat,
      comment: answer.comment,
    })
    return (await submit(outbox, account.account, message, { words, name: displayName, holdSeconds: 0 })).id
  }
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
