import { getObject, memberHref } from '@staffetta/dav'
import { createHash } from 'node:crypto'
import {
  bookingOf,
  type CalendarObject,
  describe,
  type Invitee,
  parse,
  withResourceAnswer,
} from '@staffetta/icalendar'
import { withLocks } from '../../db/locks.ts'
import { listResources, type StoredResource } from '../../db/resources.ts'
import { AppError } from '../../http/app-error.ts'
import type { CalendarAccount } from '../account/calendar-account.ts'
import type { CalendarDeps } from '../account/calendar-deps.ts'
import type { Span } from '../index/calendar-index.ts'
import { windowOf } from '../index/digest-texts.ts'
import { type Entry, entryOf, eventsOf } from '../index/entry.ts'
import { deleteStored, storeNew, storeOver } from '../events/write.ts'
import { whyNot } from './opening.ts'
import {
  lookNow,
  openResource,
  type ResourceCalendar,
  takenIn,
  timesOf,
  type Taken,
} from './resource-calendar.ts'

const dayMs = 86_400_000
/** A series may go on: so far beyond the last day that can be booked it is followed to see that it does. */
const BEYOND_MS = 400 * dayMs
const PAST_MS = 60 * dayMs

/** What is held for an event that is not stored yet. */
export interface Reservation {
  /** The versions of the event, with the answers of what was booked in them. */
  texts: string[]
  /** Gives everything back as it was: the event was not stored after all. */
  release: () => Promise<void>
}

interface Step {
  calendar: ResourceCalendar
  href: string
  before: string | undefined
  etag: string
}

/**
 * Books what the new versions of an event ask for and gives back what they no longer do, before the event itself is stored.
 * One node, one request at a time for each resource: two that want the same hour meet here, and the second is told. Only
 * meetings of one's own book anything; a guest's copy books nothing.
 */
export async function reserve(
  deps: CalendarDeps,
  account: CalendarAccount,
  { before, after }: { before: string[]; after: string[] },
): Promise<Reservation> {
  const { tenant } = account.account
  const nothing = { texts: after, release: async () => undefined }
  const resources = (await listResources(deps.db, tenant.id)).filter(({ address }) =>
    [...before, ...after].some((text) => names(text, address)),
  )
  if (resources.length === 0) return nothing
  const me = await account.me()
  const old = before.flatMap((text) => ownMeeting(text, me) ?? [])
  const fresh = after.map((text) => ownMeeting(text, me))
  if (old.length === 0 && fresh.every((object) => object === undefined)) return nothing

  const calendars = await Promise.all(
    resources.map((resource) => openResource(deps.services, tenant, resource)),
  )
  const { autoSchedule } = (await account.discovered()).capabilities
  const steps: Step[] = []
  const texts = [...after]
  try {
    await withLocks(deps.db, resources.map(lockOf), async () => {
      for (const calendar of calendars) {
        const uids = new Set([...old, ...fresh].flatMap((object) => object?.uid ?? []))
        const now = Date.now()
        const span = { from: now - PAST_MS, to: now + calendar.resource.aheadDays * dayMs + BEYOND_MS }
        await lookNow(calendar, span)
        const kept = new Set<string>()
        for (const [i, object] of fresh.entries()) {
          if (object === undefined) continue
          const booked = await book(calendar, object, { span, uids, me, steps })
          if (booked === undefined) continue
          kept.add(object.uid)
          texts[i] = withAnswer(texts[i]!, calendar.resource, { partstat: booked, untold: autoSchedule })
        }
        for (const uid of uids) if (!kept.has(uid)) await giveBack(calendar, uid, { me, steps })
      }
    })
  } catch (error) {
    await release(steps)
    throw error
  }
  if (steps.length > 0) deps.tellTenant(tenant.id, [{ type: 'calendar.bookings-changed' }])
  return { texts, release: () => release(steps) }
}

/** Holds the resource for one event; says what it answers. Undefined where the event does not ask for it. */
async function book(
  calendar: ResourceCalendar,
  object: CalendarObject,
  { span, uids, me, steps }: { span: Span; uids: ReadonlySet<string>; me: readonly string[]; steps: Step[] },
): Promise<'accepted' | 'needs-action' | undefined> {
  const { resource, account, index } = calendar
  const stamp = new Date().toISOString()
  const draft = bookingOf(object, resource.address, { now: stamp, partstat: 'accepted' })
  if (draft === undefined) return undefined
  const times = await timesIn(calendar, draft, span)
  // What the event had before the change is had; a series that was split has it under the old name.
  const had = [...index.entries.values()].filter((entry) => uids.has(entry.uid) && isOwn(entry, me))
  const before = new Set(had.flatMap((entry) => timesOf(entry, resource.zone).map(keyOf)))
  const added = times.filter((time) => !before.has(keyOf(time)))
  for (const time of added) {
    const reason = whyNot(resource, { ...time, whole: time.appearance.date }, Date.now())
    if (reason !== null) throw new AppError(`calendar/resource-${reason}`, detailsOf(resource, time))
  }
  const taken = takenIn(calendar, span, new Set(had.map(({ uid }) => uid)))
  const clash = added.find(({ start, end }) => taken.some((other) => other.start < end && other.end > start))
  if (clash !== undefined) throw new AppError('calendar/resource-taken', detailsOf(resource, clash))

  const waited = had.some(
    (entry) => entry.master?.status === 'tentative' || entry.overrides[0]?.status === 'tentative',
  )
  const asks = resource.approval === 'manager' && !resource.managers.some((one) => me.includes(one))
  const partstat = asks && (waited || added.length > 0) ? 'needs-action' : 'accepted'
  const text = bookingOf(object, resource.address, { now: stamp, partstat })!
  const href = memberHref(index.href, nameFor(object.uid))
  const known = index.entries.get(href)
  // The board says the UIDs of everybody's bookings: an event made under one of them is not that booking.
  if (known !== undefined && !isOwn(known, me)) throw new AppError('calendar/not-permitted')
  if (known === undefined) {
    const stored = await storeNew(account, href, text)
    steps.push({ calendar, href, before: undefined, etag: stored.etag })
  } else {
    const stored = await getObject(account.dav, href, account.patience())
    const result = await storeOver(account, href, text, stored.etag)
    if (result.kind === 'outdated') throw new AppError('calendar/conflict')
    steps.push({ calendar, href, before: stored.text, etag: result.etag })
  }
  return partstat
}

async function giveBack(
  calendar: ResourceCalendar,
  uid: string,
  { me, steps }: { me: readonly string[]; steps: Step[] },
): Promise<void> {
  const { account, index } = calendar
  const href = memberHref(index.href, nameFor(uid))
  const known = index.entries.get(href)
  if (known === undefined || !isOwn(known, me)) return
  const { text, etag } = await getObject(account.dav, href, account.patience())
  await deleteStored(account, href, etag)
  steps.push({ calendar, href, before: text, etag: '*' })
}

async function release(steps: Step[]): Promise<void> {
  for (const { calendar, href, before, etag } of steps.toReversed()) {
    const { account } = calendar
    // What cannot be taken back stays visible on the board, where whoever booked it can give it back.
    if (before === undefined) await deleteStored(account, href, etag).catch(() => undefined)
    else if (etag === '*') await storeNew(account, href, before).catch(() => undefined)
    else await storeOver(account, href, before, etag).catch(() => undefined)
  }
}

/** Whether this person booked it. */
function isOwn({ master, overrides }: Entry, me: readonly string[]): boolean {
  return [master, ...overrides].some((facts) => me.includes(facts?.people?.organizer?.address ?? ''))
}

/** When a booking would take its resource. */
async function timesIn({ account, resource }: ResourceCalendar, text: string, span: Span): Promise<Taken[]> {
  const outcome = await account.expander.digestOne(text, { window: windowOf(span) })
  if (outcome.kind !== 'read') throw new AppError('calendar/too-complex')
  const entry = entryOf(outcome, { etag: '', text, me: [] })
  if (entry.truncated !== null) throw new AppError('calendar/too-complex')
  return timesOf(entry, resource.zone)
}

function withAnswer(
  text: string,
  { address }: StoredResource,
  answer: { partstat: 'accepted' | 'needs-action'; untold: boolean },
): string {
  const object = eventOf(text)
  return object === undefined ? text : withResourceAnswer(object, address, answer)
}

/** A meeting this person calls, whoever else is asked. */
function ownMeeting(text: string, me: readonly string[]): CalendarObject | undefined {
  const object = eventOf(text)
  if (object === undefined) return undefined
  const { master, overrides } = eventsOf(describe(object))
  const { organizer } = master ?? overrides[0] ?? {}
  return organizer !== undefined && me.includes(organizer.address) ? object : undefined
}

export function eventOf(text: string): CalendarObject | undefined {
  const result = parse(text)
  if (result.kind === 'unreadable') return undefined
  return [result.object, ...result.others].find(({ kind }) => kind === 'event')
}

/** Under this name one request at a time books a resource, on all nodes. */
export function lockOf({ id }: StoredResource): string {
  return `resource/${id}`
}

/** Those asked among whom are rooms and cars, marked as what they are. */
export async function withResources(
  db: CalendarDeps['db'],
  { account }: CalendarAccount,
  attendees: Invitee[],
): Promise<Invitee[]> {
  const resources = attendees.length === 0 ? [] : await listResources(db, account.tenantId)
  return attendees.map((one) => {
    const resource = resources.find(({ address }) => address === one.address.toLowerCase())
    if (resource === undefined) return one
    const kind = resource.kind === 'room' ? 'room' : 'resource'
    return { ...one, name: resource.name, kind, role: 'non-participant', rsvp: false }
  })
}

/** Whether it is worth a closer look; a line may be folded anywhere. */
function names(text: string, address: string): boolean {
  return text
    .replaceAll(/\r?\n[ \t]/g, '')
    .toLowerCase()
    .includes(address)
}

/** Made of the UID, so that what is repeated meets itself; UIDs of others are no file names. */
export function nameFor(uid: string): string {
  return `${createHash('sha256').update(uid).digest('hex').slice(0, 40)}.ics`
}

function keyOf({ start, end }: Taken): string {
  return `${start}/${end}`
}

function detailsOf({ name, id }: StoredResource, { start }: Taken): Record<string, string> {
  return { resource: name, resourceId: id, at: new Date(start).toISOString() }
}
