import { randomUUID } from 'node:crypto'
import { type CalendarObject, cancel, describe, type Outgoing, parse, request } from '@staffetta/icalendar'
import { listResources } from '../../db/resources.ts'
import { AppError } from '../../http/app-error.ts'
import type { Account } from '../../http/account.ts'
import { isAddress } from '../../mail/compose.ts'
import { readPreferences } from '../../settings/preferences.ts'
import type { CalendarAccount } from '../account/calendar-account.ts'
import type { CalendarDeps } from '../account/calendar-deps.ts'
import { eventsOf } from '../index/entry.ts'
import { aboutEvent } from '../events/letters.ts'
import { schedulingWords } from './scheduling-words.ts'
import type { Told, Undoable } from '../account/undoable.ts'

/** As long as the change can be taken back at a click, nobody has been told of it. */
const HOLD_SECONDS = 10

/**
 * Tells the people asked to a meeting of ours what changed, by mail. Where the server schedules by itself it tells them,
 * and we do not. Gives back what waits to be sent.
 */
export async function tellAttendees(
  { db, outbox }: CalendarDeps,
  account: CalendarAccount,
  told: Told,
): Promise<string[]> {
  const { capabilities } = await account.discovered()
  if (capabilities.autoSchedule) return []
  const unread = (await listResources(db, account.account.tenantId)).map(({ address }) => address)
  const messages = messagesFor(told, await account.me(), unread)
  if (messages.length === 0) return []
  const { displayName, language } = await readPreferences(db, account.account)
  const submissions: string[] = []
  for (const message of messages) {
    const words = schedulingWords(message, { name: displayName, language: language ?? 'it' })
    const about = aboutEvent(message.uid, message.method)
    const { id } = await submit(outbox, account.account, message, { words, name: displayName, about })
    submissions.push(id)
  }
  return submissions
}

/** What was undone before it was sent stays unsent; whoever was told of it is told that it does not hold. */
export async function callBack(
  deps: CalendarDeps,
  account: CalendarAccount,
  { submissions, told }: Undoable,
): Promise<void> {
  const left = await Promise.all(submissions.map((id) => cancelled(deps, account.account, id)))
  if (!left.includes(false)) return
  const [after, ...tails] = told.after ?? []
  const back: Told = {
    ...(after !== undefined && { before: after }),
    ...(told.before !== undefined && { after: [told.before] }),
  }
  await tellAttendees(deps, account, back)
  for (const tail of tails) await tellAttendees(deps, account, { before: tail })
}

async function cancelled({ outbox }: CalendarDeps, account: Account, id: string): Promise<boolean> {
  try {
    return (await outbox.cancel(account, id)).state === 'cancelled'
  } catch (error) {
    if (error instanceof AppError && error.code === 'mail/submission-too-late') return false
    throw error
  }
}

export async function submit(
  outbox: CalendarDeps['outbox'],
  account: Account,
  { method, text, to }: Outgoing,
  {
    words,
    name,
    holdSeconds = HOLD_SECONDS,
    about,
  }: { words: { subject: string; text: string }; name: string; holdSeconds?: number; about: string },
): Promise<{ id: string }> {
  return outbox.submitScheduling(account, {
    key: randomUUID(),
    holdSeconds,
    about,
    message: { from: { name, address: account.address }, to, ...words, calendar: { method, text } },
  })
}

/** A letter with the event it is about. */
type Letter = Outgoing & { uid: string }

/** REQUEST for whoever is asked, CANCEL for whoever no longer is; nothing where nothing they see changed. */
function messagesFor(
  { before, after = [], occurrence }: Told,
  me: readonly string[],
  /** Rooms and cars: nobody reads mail there. */
  unread: readonly string[],
): Letter[] {
  const now = new Date().toISOString()
  const old = before === undefined ? undefined : ownMeeting(before, me)
  const [fresh, ...tails] = after.map((text) => ownMeeting(text, me))
  const messages: Letter[] = []
  if (old !== undefined && occurrence !== undefined) return sent(old, cancel(old, { now, occurrence }))
  if (old !== undefined && fresh === undefined) messages.push(...sent(old, cancel(old, { now })))
  if (fresh !== undefined) {
    const gone =
      old === undefined ? [] : guestsOf(old).filter((address) => !guestsOf(fresh).includes(address))
    if (old !== undefined && gone.length > 0)
      messages.push(...sent(old, cancel(old, { now, attendees: gone })))
    const asked = sent(fresh, request(fresh, { now }))
    const known = old === undefined ? [] : sent(old, request(old, { now }))
    if (publicText(asked) !== publicText(known)) messages.push(...asked)
  }
  for (const tail of tails) if (tail !== undefined) messages.push(...sent(tail, request(tail, { now })))
  return messages
    .map((message) => ({
      ...message,
      to: message.to.filter(
        (address) => !me.includes(address) && !unread.includes(address) && isAddress(address),
      ),
    }))
    .filter(({ to }) => to.length > 0)
}

function sent({ uid }: CalendarObject, prepared: ReturnType<typeof request>): Letter[] {
  return prepared.kind === 'ready' ? prepared.toSend.map((message) => ({ ...message, uid })) : []
}

/** A meeting this person calls; undefined for anything else. */
function ownMeeting(text: string, me: readonly string[]): CalendarObject | undefined {
  const result = parse(text)
  if (result.kind !== 'read') return undefined
  const { master, overrides } = eventsOf(describe(result.object))
  const data = master ?? overrides[0]
  const ours = data?.organizer !== undefined && me.includes(data.organizer.address)
  return ours && guestsOf(result.object).length > 0 ? result.object : undefined
}

function guestsOf(object: CalendarObject): string[] {
  const { master, overrides } = eventsOf(describe(object))
  return [...(master === undefined ? [] : [master]), ...overrides].flatMap(({ attendees }) =>
    attendees.map(({ address }) => address),
  )
}

/** Without what every edit renews, and what is nobody's business. */
function publicText(messages: Outgoing[]): string {
  return messages
    .map(({ text, to }) => {
      const lines = text.split(/\r\n(?![ \t])/)
      const said = lines.filter(
        (line) => !/^(DTSTAMP|LAST-MODIFIED|SEQUENCE|CREATED|COLOR|CATEGORIES|TRANSP|CLASS)[;:]/i.test(line),
      )
      return [...to, ...said].join('\n')
    })
    .join('\n')
}
