import type { EventDetail, EventRef, Occurrence } from '@staffetta/contract'
import type { DavObject } from '@staffetta/dav'
import {
  type CalendarTime,
  type EventData,
  type Occurrence as Expanded,
  withoutBytes,
} from '@staffetta/icalendar'
import type { Digest } from '@staffetta/icalendar/worker'
import type { Db } from '../../db/open.ts'
import { AppError } from '../../http/app-error.ts'
import type { CalendarDeps } from '../account/calendar-deps.ts'
import type { CalendarAccount } from '../account/calendar-account.ts'
import { windowOf } from '../index/digest-texts.ts'
import { appearancesOf, eventIn, eventsOf, factsOf, partstatOf } from '../index/entry.ts'
import { listUntold } from './letters.ts'
import { isHidden, occurrenceOf, placeOf } from './events.ts'
import { versionOf } from '../../dav/versions.ts'
import { eventFieldNames, fieldsOf } from './fields.ts'
import { objectAt } from './object-at.ts'
import { hrefOfCalendar, readEventRef } from '../account/refs.ts'
import type { ServiceCalendars } from '../account/service-calendars.ts'
import { type Access, accessTo } from '../calendars/access.ts'
import { checkZone } from '../index/zones.ts'

const dayMs = 86_400_000
/** As occurrences are named. */
const isInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/
/** Nobody waits longer for one event, and its thread is killed a little later. */
const limits = { occurrences: 2_000, ms: 800 }
/** Larger ones are shown and not edited: editing happens on the event loop. The bytes of a file cost less than words. */
const MOST_EDITED = { words: 1_000_000, all: 2_500_000 }

/** One event as the server has it now, read in a thread, with the occurrence that is meant. */
export interface OpenEvent {
  href: string
  access: Access
  object: DavObject
  digest: Digest
  master: EventData | undefined
  /** What describes the occurrence: its override, else the series. */
  data: EventData
  start: CalendarTime
  end: CalendarTime
  occurrence: Expanded
  me: string[]
  /** Somebody else's private event. */
  hidden: boolean
}

export async function openEvent(
  deps: { db: Db; services: ServiceCalendars },
  account: CalendarAccount,
  ref: EventRef,
  recurrenceId: string | null,
): Promise<OpenEvent> {
  const { calendarId, href } = readEventRef(ref, account.dav.url)
  const access = await accessTo(deps, account, hrefOfCalendar(calendarId))
  const [object, me] = await Promise.all([objectAt(access.via, href), account.me()])
  const { digest, occurrence } = await findOccurrence(account, object.text, recurrenceId)
  const { master, overrides } = eventsOf(digest.description)
  const own = occurrence.override === undefined ? master : overrides[occurrence.override]
  if (own === undefined) throw new AppError('calendar/event-unreadable')
  // An exception has no rule of its own: it is that of its series.
  const data = master?.recurrence === undefined ? own : { ...own, recurrence: master.recurrence }
  const hidden = isHidden(factsOf(data, me), access.sight)
  const { start, end } = occurrence
  return { href, access, object, digest, master, data, start, end, occurrence, me, hidden }
}

/** Throws what keeps this person from changing it, or us from doing so within bounds. */
export function checkEditable(event: OpenEvent): void {
  if (event.hidden || !event.access.write) throw new AppError('calendar/not-permitted')
  const { reason } = event.digest.expansion ?? {}
  const { text } = event.object
  const tooLarge = text.length > MOST_EDITED.all || withoutBytes(text).length > MOST_EDITED.words
  if (tooLarge || reason === 'too-complex') throw new AppError('calendar/too-complex')
}

/** Whether this person may answer: in a colleague's calendar it is the colleague who does. */
export function isAnswerable({ access, hidden, data, me }: OpenEvent): boolean {
  return (
    access.write &&
    access.lent === null &&
    !hidden &&
    data.organizer !== undefined &&
    !me.includes(data.organizer.address) &&
    data.attendees.some(({ address }) => me.includes(address))
  )
}

/** Whether the event is this person's: nobody else calls the meeting. */
export function isOwn({ data, me }: Pick<OpenEvent, 'data' | 'me'>): boolean {
  const { organizer, attendees } = data
  return organizer === undefined || attendees.length === 0 || me.includes(organizer.address)
}

export async function getEvent(
  deps: Pick<CalendarDeps, 'db' | 'services' | 'outbox'>,
  account: CalendarAccount,
  ref: EventRef,
  { recurrenceId, zone }: { recurrenceId?: string; zone: string },
): Promise<EventDetail> {
  checkZone(zone)
  const event = await openEvent(deps, account, ref, recurrenceId ?? null)
  const { data, digest, master, hidden, object } = event
  const occurrence = shownOccurrence(event, zone)
  const fields = fieldsOf(hidden ? nothingOf(data) : data, event)
  const { organizer, attendees } = data
  return {
    occurrence,
    etag: versionOf(object.etag ?? '', fields, eventFieldNames),
    fields,
    organizer:
      organizer === undefined || hidden ? null : { name: organizer.name ?? '', address: organizer.address },
    attendees: hidden
      ? []
      : attendees.map(({ address, name, role, partstat, kind }) => ({
          address,
          name: name ?? '',
          role,
          partstat: partstatOf(partstat),
          kind,
        })),
    seriesStart:
      event.occurrence.recurrenceId === undefined || master?.start === undefined || master.end === undefined
        ? null
        : fieldsOf(master, { start: master.start, end: master.end }).start,
    can: {
      change: event.access.write && !hidden && isOwn(event),
      answer: isAnswerable(event),
    },
    untold: hidden ? [] : await listUntold(deps, account, digest.uid),
    problems: digest.problems.length,
  }
}

function shownOccurrence(event: OpenEvent, zone: string): Occurrence {
  const { digest, href, me, occurrence } = event
  const { master, overrides } = eventsOf(digest.description)
  const [appearance] = appearancesOf({
    ...digest,
    expansion: { occurrences: [occurrence], truncated: false },
  })
  const entry = {
    uid: digest.uid,
    master: master === undefined ? null : factsOf(master, me),
    overrides: overrides.map((data) => factsOf(data, me)),
  }
  return occurrenceOf(placeOf(href), { entry, appearance: appearance! }, { zone, sight: event.access.sight })
}

function nothingOf(data: EventData): EventData {
  const { url: _url, colour: _colour, organizer: _organizer, ...rest } = data
  return {
    ...rest,
    summary: '',
    location: '',
    description: '',
    categories: [],
    attendees: [],
    alarms: [],
    attachments: [],
  }
}

/** The occurrence a name means; without one, the first. Throws event-gone where the series has no such any more. */
async function findOccurrence(
  account: CalendarAccount,
  text: string,
  recurrenceId: string | null,
): Promise<{ digest: Digest; occurrence: Expanded }> {
  const key = recurrenceId === null ? Number.NaN : Date.parse(recurrenceId)
  if (recurrenceId !== null && !(isInstant.test(recurrenceId) && !Number.isNaN(key)))
    throw new AppError('request/invalid', { field: 'recurrenceId' })
  const all = { from: '1900-01-01T00:00:00Z', to: '2200-01-01T00:00:00Z', zone: 'UTC' }
  const near = recurrenceId === null ? all : around(key, 3)
  let digest = await digestOf(account, text, near)
  const find = () => {
    const occurrences = digest.expansion?.occurrences ?? []
    const single = occurrences.find((one) => one.recurrenceId === undefined)
    return (
      single ??
      (recurrenceId === null ? occurrences[0] : occurrences.find((one) => one.recurrenceId === recurrenceId))
    )
  }
  const found = find()
  if (found !== undefined) return { digest, occurrence: found }
  // Moved far from where the series has it, or no series at all.
  const { master, overrides } = eventsOf(digest.description)
  const moved = overrides.find((data) => data.recurrenceId === recurrenceId) ?? master
  const at = moved?.start === undefined ? Number.NaN : wallOf(moved.start)
  if (!Number.isNaN(at)) digest = await digestOf(account, text, around(at, 2))
  const occurrence = find()
  if (occurrence !== undefined) return { digest, occurrence }
  throw new AppError(
    master === undefined && overrides.length === 0 ? 'calendar/event-unreadable' : 'calendar/event-gone',
  )
}

async function digestOf(
  account: CalendarAccount,
  text: string,
  window: { from: string; to: string; zone: string },
): Promise<Digest> {
  const outcome = await account.expander.digestOne(text, { window, limits })
  if (outcome.kind === 'too-complex') throw new AppError('calendar/too-complex')
  const digest = eventIn(outcome)
  if (digest === undefined) throw new AppError('calendar/event-unreadable')
  return digest
}

function around(at: number, days: number): { from: string; to: string; zone: string } {
  return windowOf({ from: at - days * dayMs, to: at + days * dayMs })
}

function wallOf(time: CalendarTime): number {
  switch (time.kind) {
    case 'date':
      return Date.parse(`${time.date}T00:00:00Z`)
    case 'utc':
      return Date.parse(time.at)
    default:
      return Date.parse(`${time.local}Z`)
  }
}
