import type { CalendarId, EventRef, EventWindow, Occurrence } from '@staffetta/contract'
import type { Db } from '../../db/open.ts'
import { AppError } from '../../http/app-error.ts'
import type { CalendarAccount } from '../account/calendar-account.ts'
import type { CalendarIndex, Span } from '../index/calendar-index.ts'
import { appearancesOf, eventIn, longestOf, type Appearance, type Entry, type Facts } from '../index/entry.ts'
import { fold } from '../../dav/fold.ts'
import { windowOf } from '../index/digest-texts.ts'
import { coverSpan } from '../account/cover-span.ts'
import { type Looked, lookAt, lookAtOwn } from './look.ts'
import { eventRefOf } from '../account/refs.ts'
import type { ServiceCalendars } from '../account/service-calendars.ts'
import type { Sight } from '../calendars/access.ts'
import { checkZone, instantOf } from '../index/zones.ts'

const dayMs = 86_400_000
const LONGEST_WINDOW_MS = 800 * dayMs
/** More than a screen can show and a browser wants to hold. */
const MOST_OCCURRENCES = 5_000
/** Rules with more starts than are kept are followed anew for the window that is asked for; so many, no more. */
const MOST_FOLLOWED = 20

interface View {
  span: Span
  zone: string
}

/** What overlaps the window, of the calendars that are shown. */
export async function listEvents(
  deps: { db: Db; services: ServiceCalendars },
  account: CalendarAccount,
  { from, to, zone }: { from: string; to: string; zone: string },
): Promise<EventWindow> {
  const view = { span: spanOf(from, to), zone }
  checkZone(zone)
  return windowOfAll(await lookAt(deps, account, view.span), view)
}

/** The same of what is in one's own account. */
export async function listOwnEvents(
  db: Db,
  account: CalendarAccount,
  { from, to, zone }: { from: string; to: string; zone: string },
): Promise<EventWindow> {
  const view = { span: spanOf(from, to), zone }
  return windowOfAll(await lookAtOwn(db, account, view.span), view)
}

async function windowOfAll(looked: readonly Looked[], view: View): Promise<EventWindow> {
  const lists = await Promise.all(looked.map((one) => occurrencesIn(one, view)))
  const occurrences = lists.flatMap((list) => list.occurrences).toSorted(byStart)
  return {
    occurrences: occurrences.slice(0, MOST_OCCURRENCES),
    truncated: occurrences.length > MOST_OCCURRENCES || lists.some(({ truncated }) => truncated),
  }
}

/** Events by words; of a series the occurrence nearest to now. */
export async function searchEvents(
  deps: { db: Db; services: ServiceCalendars },
  account: CalendarAccount,
  query: { text: string; zone: string; when?: 'past' | 'future' | 'any'; limit?: number },
): Promise<EventWindow> {
  checkZone(query.zone)
  const wanted = fold(query.text).split(/\s+/).filter(Boolean)
  const now = Date.now()
  const most = query.limit ?? 50
  const looked = await lookAt(deps, account, { from: now - 7 * dayMs, to: now + 7 * dayMs })
  const found: {
    distance: number
    href: string
    entry: Entry
    appearance: Appearance
    sight: Sight
  }[] = []
  for (const { index, access } of looked) {
    const { sight } = access
    for (const [href, entry] of index.entries) {
      const nearest = nearestOf(entry, wanted, { now, sight, ...query })
      if (nearest !== undefined) found.push({ ...nearest, href, entry, sight })
    }
  }
  found.sort((a, b) => a.distance - b.distance)
  return {
    occurrences: found
      .slice(0, most)
      .map(({ href, entry, appearance, sight }) =>
        occurrenceOf(placeOf(href), { entry, appearance }, { zone: query.zone, sight }),
      ),
    truncated: found.length > most,
  }
}

function nearestOf(
  entry: Entry,
  wanted: string[],
  { now, when, sight }: { now: number; when?: 'past' | 'future' | 'any'; sight: Sight },
): { distance: number; appearance: Appearance } | undefined {
  const matches = (facts: Facts) =>
    wanted.every((word) => facts.words.includes(word)) && !isHidden(facts, sight)
  const master = entry.master !== null && matches(entry.master)
  const overrides = entry.overrides.map(matches)
  if (!master && !overrides.includes(true)) return undefined
  let nearest: { distance: number; appearance: Appearance } | undefined
  for (const appearance of entry.appearances) {
    if (!(appearance.override < 0 ? master : overrides[appearance.override])) continue
    const past = appearance.end < now
    if ((when === 'past' && !past) || (when === 'future' && past)) continue
    const distance = past ? now - appearance.end : Math.max(0, appearance.start - now)
    if (nearest === undefined || distance < nearest.distance) nearest = { distance, appearance }
  }
  return nearest
}

/** What of one calendar overlaps a span. */
export async function occurrencesIn(
  { index, access: { via, sight } }: Looked,
  { span, zone }: View,
): Promise<{ occurrences: Occurrence[]; truncated: boolean }> {
  await coverSpan(via, index, span)
  const followed = await followAnew(via, index, span)
  const occurrences: Occurrence[] = []
  let truncated = false
  for (const [href, entry] of index.entries) {
    if (entry.truncated !== null) truncated ||= !followed.has(href)
    const own = followed.get(href)
    let place: Place | undefined
    const appearances = own ?? entry.appearances
    const longest = own === undefined ? entry.longestMs : longestOf(own)
    // Wall clocks are at most 14 hours away from UTC; the exact test follows.
    const least = span.from - longest - 14 * 3_600_000
    for (let at = firstFrom(appearances, least); at < appearances.length; at++) {
      const appearance = appearances[at]!
      if (appearance.start - 14 * 3_600_000 > span.to) break
      if (!inWindow(appearance, span, zone) || (sight.hides === 'all' && !takesTime(entry, appearance)))
        continue
      occurrences.push(occurrenceOf((place ??= placeOf(href)), { entry, appearance }, { zone, sight }))
    }
  }
  return { occurrences, truncated }
}

function inWindow({ start, end, local }: Appearance, { from, to }: Span, zone: string): boolean {
  const startAt = local ? instantOf(zone, start) : start
  const endAt = local ? instantOf(zone, end) : end
  return startAt < to && (endAt > from || startAt >= from)
}

/** By bisection: a series has hundreds of appearances. */
function firstFrom(appearances: readonly Appearance[], least: number): number {
  let [low, high] = [0, appearances.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (appearances[middle]!.start < least) low = middle + 1
    else high = middle
  }
  return low
}

async function followAnew(
  account: CalendarAccount,
  index: CalendarIndex,
  span: Span,
): Promise<Map<string, Appearance[]>> {
  const endless = [...index.entries].filter(
    ([, entry]) => entry.truncated === 'too-many' && entry.text !== null,
  )
  const asked = endless.slice(0, MOST_FOLLOWED)
  if (asked.length === 0) return new Map()
  const window = windowOf({ from: span.from - dayMs, to: span.to + dayMs })
  const limits = { occurrences: 3_000, ms: 300 }
  const outcomes = await account.expander.digest(
    asked.map(([, { text }]) => text!),
    { window, limits },
  )
  const followed = new Map<string, Appearance[]>()
  for (const [i, [href]] of asked.entries()) {
    const digest = eventIn(outcomes[i]!)
    if (digest?.expansion !== undefined && !digest.expansion.truncated)
      followed.set(href, appearancesOf(digest))
  }
  return followed
}

/** In somebody else's calendar, what is not public is only time that is taken, unless one is asked there oneself. */
export function isHidden(facts: Facts, { hides, lent }: Sight): boolean {
  if (hides === 'private') return facts.class !== 'public' && (lent || facts.people?.mine == null)
  return hides === 'all'
}

/** Whoever may only see when somebody is taken does not see what takes no time of theirs. */
function takesTime(entry: Entry, appearance: Appearance): boolean {
  const facts = factsAt(entry, appearance)
  const mine = facts.people?.mine
  return !facts.transparent && facts.status !== 'cancelled' && mine !== 'declined' && mine !== 'delegated'
}

function factsAt(
  { master, overrides }: Pick<Entry, 'master' | 'overrides'>,
  { override }: Appearance,
): Facts {
  return (override < 0 ? master : overrides[override]) ?? noFacts
}

/** Where an event is, in the words of the wire. */
interface Place {
  ref: EventRef
  calendarId: CalendarId
}

export function placeOf(href: string): Place {
  const ref = eventRefOf(href)
  return { ref, calendarId: ref.slice(0, ref.indexOf('.')) }
}

export function occurrenceOf(
  place: Place,
  { entry, appearance }: { entry: Pick<Entry, 'master' | 'overrides' | 'uid'>; appearance: Appearance },
  { zone, sight }: { zone: string; sight: Sight },
): Occurrence {
  const facts = factsAt(entry, appearance)
  const hidden = isHidden(facts, sight)
  const { start, end, local, date } = appearance
  const day = (wall: number) => new Date(wall).toISOString().slice(0, 10)
  return {
    // Not spread: V8 then builds an object of this size ten times slower, and a week has a thousand.
    ref: place.ref,
    calendarId: place.calendarId,
    uid: entry.uid,
    recurrenceId: appearance.recurrenceId,
    startAt: new Date(local ? instantOf(zone, start) : start).toISOString(),
    endAt: new Date(local ? instantOf(zone, end) : end).toISOString(),
    days: date ? { start: day(start), end: day(end) } : null,
    zone: appearance.zone === zone ? null : appearance.zone,
    title: hidden ? '' : facts.title,
    location: hidden ? '' : facts.location,
    status: facts.status,
    transparent: facts.transparent,
    hidden,
    class: facts.class,
    colour: hidden ? null : facts.colour,
    categories: hidden ? [] : facts.categories,
    recurring: appearance.recurrenceId !== null,
    exception: appearance.override >= 0,
    reminders: !hidden && facts.reminders,
    attachments: !hidden && facts.attachments,
    people: hidden ? null : sight.lent ? peopleOfOther(facts.people, sight) : facts.people,
  }
}

/** As a colleague sees them: what the owner answers or calls is the owner's. */
function peopleOfOther(people: Facts['people'], { viewer }: Sight): Facts['people'] {
  return (
    people && {
      ...people,
      mine: null,
      calls: people.organizer === null || people.organizer.address === viewer,
    }
  )
}

const noFacts: Facts = {
  title: '',
  location: '',
  status: 'confirmed',
  transparent: false,
  class: 'public',
  colour: null,
  categories: [],
  reminders: false,
  alarms: [],
  attachments: false,
  people: null,
  words: '',
}

function byStart(one: Occurrence, other: Occurrence): number {
  if (one.startAt !== other.startAt) return one.startAt < other.startAt ? -1 : 1
  // Only so that the order is always the same; a collation would take most of the time of a full week.
  return one.title < other.title ? -1 : 1
}

export function spanOf(from: string, to: string): Span {
  const span = { from: Date.parse(from), to: Date.parse(to) }
  const length = span.to - span.from
  if (!(length > 0 && length <= LONGEST_WINDOW_MS)) throw new AppError('request/invalid', { field: 'to' })
  return span
}
