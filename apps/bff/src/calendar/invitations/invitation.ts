import type { Invitation, InvitedEvent, MessageRef, Occurrence } from '@staffetta/contract'
import type { EventData } from '@staffetta/icalendar'
import type { CalendarAccount } from '../account/calendar-account.ts'
import type { CalendarDeps } from '../account/calendar-deps.ts'
import { listUntold } from '../events/letters.ts'
import { writableCalendars } from '../calendars/calendars.ts'
import { partstatOf } from '../index/entry.ts'
import { listOwnEvents } from '../events/events.ts'
import { recurrenceOf, timeOf } from '../events/fields.ts'
import { dataOf, openInvitation, type OpenInvitation } from './open-invitation.ts'
import { calendarIdOf, eventRefOf } from '../account/refs.ts'
import { checkZone, instantOf } from '../index/zones.ts'

const MOST_CLASHES = 5
const MOST_DESCRIBED = 2_000
const MOST_ATTENDEES = 200
const dayMs = 86_400_000
const answerable = new Set<Invitation['kind']>(['new', 'update', 'known'])

/** What the invitation in a mail means for this person, seen against what is stored now. */
export async function getInvitation(
  deps: CalendarDeps,
  account: CalendarAccount,
  ref: MessageRef,
  zone: string,
): Promise<Invitation> {
  checkZone(zone)
  const opened = await openInvitation(deps, account, ref, zone)
  if (opened === undefined) return unreadable
  const { kind, meaning, stored, trusted, applied, occurrences } = opened
  const event = eventOf(opened, zone)
  const asks = answerable.has(kind)
  const mine = mineOf(opened)
  const comesIn = kind === 'new' || (kind === 'published' && stored === undefined)
  const writable = comesIn ? await writableCalendars(deps.db, account) : []
  return {
    kind,
    others: opened.others,
    notFromOrganizer: !trusted,
    event,
    mine,
    changed: meaning.kind === 'update' || meaning.kind === 'counter' ? meaning.differences : [],
    answers: answersOf(opened),
    clashes: asks && event !== null ? await clashesOf(deps, account, { event, opened, zone }) : [],
    stored:
      stored === undefined ? null : { ref: eventRefOf(stored.href), recurrenceId: occurrences[0] ?? null },
    calendarIds: writable.map(({ href }) => calendarIdOf(href)),
    can: {
      answer: asksForAnswer(opened) && event !== null && (stored !== undefined || writable.length > 0),
      apply:
        applied !== undefined ||
        isProposal(opened) ||
        (kind === 'published' && event !== null && writable.length > 0),
    },
    untold: await listUntold(deps, account, opened.message.uid),
  }
}

/**
 * Whether an answer to it may be given; what `can.answer` says, for whoever gives one. What is all new may also come by a
 * service that invites for others: nothing stored is touched, and the answer goes to the organizer it names.
 */
export function asksForAnswer(opened: OpenInvitation): boolean {
  const { kind, trusted } = opened
  return answerable.has(kind) && (trusted || kind === 'new') && mineOf(opened) !== null
}

/** Somebody asked to a meeting of ours would have it at another time, and may say so. */
export function isProposal({ kind, trusted, stored, meaning }: OpenInvitation): boolean {
  return (
    kind === 'counter' &&
    trusted &&
    stored !== undefined &&
    meaning.kind === 'counter' &&
    !meaning.answer.outdated &&
    meaning.differences.includes('time')
  )
}

const unreadable: Invitation = {
  kind: 'unreadable',
  others: 0,
  notFromOrganizer: false,
  event: null,
  mine: null,
  changed: [],
  answers: [],
  clashes: [],
  stored: null,
  calendarIds: [],
  can: { answer: false, apply: false },
  untold: [],
}

function mineOf({ message, stored, me, kind, occurrences }: OpenInvitation): Invitation['mine'] {
  if (kind === 'reply' || kind === 'counter') return null
  const kept = stored === undefined ? undefined : answerIn(dataOf(stored.object, occurrences), me)
  return kept ?? answerIn(dataOf(message), me) ?? null
}

function answerIn(data: EventData | undefined, me: readonly string[]): Invitation['mine'] | undefined {
  if (data === undefined || (data.organizer !== undefined && me.includes(data.organizer.address)))
    return undefined
  const line = data.attendees.find(({ address }) => me.includes(address))
  return line === undefined ? undefined : partstatOf(line.partstat)
}

function answersOf({ meaning }: OpenInvitation): Invitation['answers'] {
  const answers =
    meaning.kind === 'reply' ? meaning.answers : meaning.kind === 'counter' ? [meaning.answer] : []
  return answers.map(({ attendee, name, partstat, comment, partyCrasher }) => ({
    person: { address: attendee, name: name ?? '' },
    partstat: partstatOf(partstat),
    comment: comment ?? '',
    invited: !partyCrasher,
  }))
}

/** What a reply or a cancellation leaves out is as it is stored, and who has said what as it is known there. */
function eventOf(
  { kind, message, stored, digest, occurrences }: OpenInvitation,
  zone: string,
): InvitedEvent | null {
  const said = dataOf(message)
  const kept = stored === undefined ? undefined : dataOf(stored.object, occurrences)
  const data = said?.start === undefined ? kept : said
  if (data?.start === undefined) return null
  const short = ['reply', 'cancelled', 'known'].includes(kind) ? kept : undefined
  const [first] = said === data ? (digest.expansion?.occurrences ?? []) : []
  const start = first?.start ?? data.start
  const end = first?.end ?? data.end ?? start
  const startAt = first === undefined ? instantOfTime(start, zone) : Date.parse(first.startAt)
  const endAt = first === undefined ? instantOfTime(end, zone) : Date.parse(first.endAt)
  const people = short ?? data
  return {
    title: data.summary || (short?.summary ?? ''),
    location: data.location || (short?.location ?? ''),
    description: (data.description || (short?.description ?? '')).slice(0, MOST_DESCRIBED),
    status: data.status,
    start: timeOf(start),
    end: timeOf(end),
    startAt: new Date(startAt).toISOString(),
    endAt: new Date(Math.max(startAt, endAt)).toISOString(),
    days: start.kind === 'date' && end.kind === 'date' ? { start: start.date, end: end.date } : null,
    recurrence: data.recurrence === undefined ? null : recurrenceOf(data.recurrence, data.start),
    organizer:
      people.organizer === undefined
        ? null
        : { name: people.organizer.name ?? '', address: people.organizer.address },
    attendees: people.attendees.slice(0, MOST_ATTENDEES).map(({ address, name, role, partstat, kind }) => ({
      address,
      name: name ?? '',
      role,
      partstat: partstatOf(partstat),
      kind,
    })),
  }
}

function instantOfTime(time: NonNullable<EventData['start']>, zone: string): number {
  switch (time.kind) {
    case 'utc':
      return Date.parse(time.at)
    case 'date':
      return instantOf(zone, Date.parse(`${time.date}T00:00:00Z`))
    case 'floating':
      return instantOf(zone, Date.parse(`${time.local}Z`))
    case 'zoned':
      return instantOf(time.zone, Date.parse(`${time.local}Z`))
  }
}

/** What takes time then, other than the event itself. A calendar that cannot be asked now takes nothing from the invitation. */
async function clashesOf(
  { db }: CalendarDeps,
  account: CalendarAccount,
  { event, opened, zone }: { event: InvitedEvent; opened: OpenInvitation; zone: string },
): Promise<Occurrence[]> {
  const from = Date.parse(event.startAt)
  const to = Math.min(Math.max(from + 1, Date.parse(event.endAt)), from + 31 * dayMs)
  const window = { from: new Date(from).toISOString(), to: new Date(to).toISOString(), zone }
  const { occurrences } = await listOwnEvents(db, account, window)
  return occurrences.filter((one) => takesTime(one) && one.uid !== opened.message.uid).slice(0, MOST_CLASHES)
}

function takesTime({ transparent, status, people }: Occurrence): boolean {
  return !transparent && status !== 'cancelled' && people?.mine !== 'declined' && people?.mine !== 'delegated'
}
