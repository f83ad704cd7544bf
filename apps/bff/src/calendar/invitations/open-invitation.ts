import type { Invitation, MessageRef } from '@staffetta/contract'
import {
  type Applied,
  applyCancel,
  applyReply,
  applyUpdate,
  type CalendarObject,
  describe,
  type EventData,
  type Interpretation,
  interpretObject,
  parse,
} from '@staffetta/icalendar'
import type { Digest } from '@staffetta/icalendar/worker'
import { AppError } from '../../http/app-error.ts'
import type { CalendarAccount } from '../account/calendar-account.ts'
import type { CalendarDeps } from '../account/calendar-deps.ts'
import { eventIn, eventsOf } from '../index/entry.ts'
import { readInvitationMail } from './invitation-mail.ts'
import { speaksForAttendees, speaksForOrganizer } from './invitation-trust.ts'
import { findStored, type StoredEvent } from '../events/stored-event.ts'

const ever = { from: '1900-01-01T00:00:00Z', to: '2200-01-01T00:00:00Z' }
const limits = { occurrences: 500, ms: 800 }

/** An invitation that could be read, held against what is stored now. */
export interface OpenInvitation {
  kind: Exclude<Invitation['kind'], 'unreadable'>
  meaning: Interpretation
  message: CalendarObject
  /** Of the message, with its first occurrences. */
  digest: Digest
  stored: StoredEvent | undefined
  me: string[]
  /** Whoever sent the mail may speak for whom it speaks. */
  trusted: boolean
  /** How many other events lie in the file. */
  others: number
  /** The occurrences of a series it speaks of; none: all of it. */
  occurrences: string[]
  /** What bringing it into the calendar comes to, where it is of a kind for that and may be trusted. */
  applied: Applied | undefined
}

/** Reads what came in a mail and finds the event it speaks of; undefined where nothing could be read. */
export async function openInvitation(
  { imap }: CalendarDeps,
  account: CalendarAccount,
  ref: MessageRef,
  zone: string,
): Promise<OpenInvitation | undefined> {
  if (!account.account.tenant.services.includes('mail')) throw new AppError('auth/service-disabled')
  const { text, from } = await readInvitationMail(imap.of(account.account), ref)
  if (text === undefined) return undefined
  // In a thread first: what cannot be read within bounds never reaches the event loop.
  const digest = eventIn(await account.expander.digestOne(text, { window: { ...ever, zone }, limits }))
  if (digest === undefined || digest.expansion?.reason === 'too-complex') return undefined
  const result = parse(withMethod(text))
  if (result.kind === 'unreadable') return undefined
  const events = [result.object, ...result.others].filter((one) => one.kind === 'event')
  const [message] = events
  if (message === undefined || message.uid !== digest.uid) return undefined

  const me = await account.me()
  const toOrganizer = ['reply', 'counter', 'refresh'].includes(message.method ?? '')
  const startAt = Date.parse(digest.expansion?.occurrences[0]?.startAt ?? new Date().toISOString())
  const around = { from: startAt, to: startAt + 1 }
  const stored = await findStored(account, message.uid, { around, everywhere: toOrganizer })
  const meaning = interpretObject(message, stored?.object, { me })
  const kind = kindOf(meaning, message)
  const trusted = isTrusted({ from, me, message, stored, meaning })
  const occurrences = occurrencesIn(message)
  const others = events.length - 1
  const opened = { kind, meaning, message, digest, stored, me, trusted, others, occurrences }
  return { ...opened, applied: trusted ? applied(opened) : undefined }
}

/** A file without a method is one to look at and keep, as if it were published. */
function withMethod(text: string): string {
  return /^METHOD[;:]/im.test(text)
    ? text
    : text.replace(/^(\s*BEGIN:VCALENDAR\r?\n)/i, '$1METHOD:PUBLISH\r\n')
}

/** What describes the invited event: the one occurrence that is spoken of, else the series. */
export function dataOf(object: CalendarObject, [occurrence]: string[] = []): EventData | undefined {
  const { master, overrides } = eventsOf(describe(object))
  const own = occurrence && overrides.find(({ recurrenceId }) => recurrenceId === occurrence)
  return own || (master ?? overrides[0])
}

function kindOf(meaning: Interpretation, { method }: CalendarObject): OpenInvitation['kind'] {
  switch (meaning.kind) {
    case 'unreadable':
      return 'other'
    case 'unknown-event':
      if (method === 'cancel') return 'cancelled'
      return method === 'reply' || method === 'counter' ? method : 'other'
    case 'refresh':
      return 'other'
    default:
      return meaning.kind
  }
}

function isTrusted({
  from,
  me,
  message,
  stored,
  meaning,
}: Pick<OpenInvitation, 'me' | 'message' | 'stored' | 'meaning'> & { from: string | undefined }): boolean {
  const kept = stored === undefined ? undefined : dataOf(stored.object)
  if (meaning.kind === 'reply' || meaning.kind === 'counter') {
    const answers = meaning.kind === 'reply' ? meaning.answers : [meaning.answer]
    const ours = kept?.organizer !== undefined && me.includes(kept.organizer.address)
    return (
      ours &&
      speaksForAttendees(
        from,
        answers.map(({ attendee }) => attendee),
      )
    )
  }
  const { method } = message
  // Nothing can come of these: a reply to nothing, a file to look at.
  if (method === 'reply' || method === 'counter' || method === 'refresh') return true
  if (method === 'publish' && stored === undefined) return true
  // Each component names its organizer: no occurrence may be smuggled in beside an honest series.
  const { master, overrides } = eventsOf(describe(message))
  return [...(master === undefined ? [] : [master]), ...overrides].every(({ organizer }) =>
    speaksForOrganizer(from, {
      said: organizer,
      stored: stored === undefined ? undefined : { organizer: kept?.organizer },
    }),
  )
}

/** Undefined where there is nothing to bring into a calendar, or it is there already. */
function applied({
  kind,
  message,
  stored,
  me,
}: Pick<OpenInvitation, 'kind' | 'message' | 'stored' | 'me'>): Applied | undefined {
  if (stored === undefined) return undefined
  const result =
    kind === 'update'
      ? applyUpdate(stored.object, message, { me })
      : kind === 'cancelled'
        ? applyCancel(stored.object, message, { me, drop: true })
        : kind === 'reply'
          ? applyReply(stored.object, message)
          : undefined
  if (result === undefined || result.kind === 'ignored') return undefined
  return result.kind === 'ready' && result.toStore === stored.stored.text ? undefined : result
}

function occurrencesIn(message: CalendarObject): string[] {
  if (message.master !== undefined) return []
  return eventsOf(describe(message)).overrides.flatMap(({ recurrenceId }) => recurrenceId ?? [])
}
