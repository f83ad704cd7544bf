import type { CalendarId, EventRef, EventWindow, Occurrence } from '@staffetta/contract'
import type { Db } from '../db/open.ts'
import { AppError } from '../http/app-error.ts'
import type { CalendarAccount } from './calendar-account.ts'
import type { CalendarIndex, Span } from './calendar-index.ts'
import { isShared } from './calendars.ts'
import { appearancesOf, eventIn, longestOf, type Appearance, type Entry, type Facts } from './entry.ts'
import { fold } from './fold.ts'
import { spanAround, windowOf } from './digest-texts.ts'
import { lookAt } from './look.ts'
import { eventRefOf } from './refs.ts'
import { checkZone, instantOf } from './zones.ts'

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
  db: Db,
  account: CalendarAccount,
  { from, to, zone }: { from: string; to: string; zone: string },
): Promise<EventWindow> {
  const view = { span: spanOf(from, to), zone }
  checkZone(zone)
  const indexes = await lookAt(db, account, view.span)
  const lists = await Promise.all(indexes.map((index) => occurrencesIn(account, index, view)))
  const occurrences = lists.flatMap((list) => list.occurrences).toSorted(byStart)
  return {
    occurrences: occurrences.slice(0, MOST_OCCURRENCES),
    truncated: occurrences.length > MOST_OCCURRENCES || lists.some(({ truncated }) => truncated),
  }
}

/** Events by words; of a series the occurrence nearest to now. */
export async function searchEvents(
  db: Db,
  account: CalendarAccount,
  query: { text: string; zone: string; when?: 'past' | 'future' | 'any'; limit?: number },
): Promise<EventWindow> {
  checkZone(query.zone)
  const wanted = fold(query.text).split(/\s+/).filter(Boolean)
  const now = Date.now()
  const most = query.limit ?? 50
  const indexes = await lookAt(db, account, { from: now - 7 * dayMs, to: now + 7 * dayMs })
  const found: {
    distance: number
    href: string
    entry: Entry
    appearance: Appearance
  }[] = []
  const hides = await Promise.all(indexes.map((index) => hidesPrivate(account, index)))
  for (const [i, index] of indexes.entries()) {
    for (const [href, entry] of index.entries) {
      const nearest = nearestOf(entry, wanted, { now, hides: hides[i]!, ...query })
      if (nearest !== undefined) found.push({ ...nearest, href, entry })
    }
  }
  found.sort((a, b) => a.distance - b.distance)
  return {
    occurrences: found
      .slice(0, most)
      .map(({ href, entry, appearance }) =>
        occurrenceOf(placeOf(href), { entry, appearance }, { zone: query.zone, hides: false }),
      ),
    truncated: found.length > most,
  }
}

function nearestOf(
  entry: Entry,
  wanted: string[],
  { now, when, hides }: { now: number; when?: 'past' | 'future' | 'any'; hides: boolean },
): { distance: number; appearance: Appearance } | undefined {
  const matches = (facts: Facts) =>
    wanted.every((word) => facts.words.includes(word)) && !isHidden(facts, hides)
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
  account: CalendarAccount,
  index: CalendarIndex,
  { span, zone }: View,
): Promise<{ occurrences: Occurrence[]; truncated: boolean }> {
  await coverSpan(account, index, span)
  const hides = await hidesPrivate(account, index)
  const followed = await followAnew(account, index, span)
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
      const occurrence = inWindow(appearance, span, zone)
        ? occurrenceOf((place ??= placeOf(href)), { entry, appearance }, { zone, hides })
        : undefined
      if (occurrence !== undefined) occurrences.push(occurrence)
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

/** Makes the index know what recurs in a span, wherever it was expanded for before. */
export async function coverSpan(account: CalendarAccount, index: CalendarIndex, span: Span): Promise<void> {
  if (index.expanding !== undefined || !covers(index, span)) await expandElsewhere(account, index, span)
}

/** What recurs, expanded for another time than before, in a thread. Whoever else looks meanwhile waits for the same. */
async function expandElsewhere(account: CalendarAccount, index: CalendarIndex, span: Span): Promise<void> {
  await index.expanding
  if (covers(index, span)) return
  const wider = spanAround(span)
  // What is read from now on is expanded for the new time already.
  index.span = wider
  const series = [...index.entries].filter(([, { text }]) => text !== null)
  index.expanding = expandAll(account, index, series)
    .catch((error: unknown) => {
      index.span = undefined
      throw error
    })
    .finally(() => {
      index.expanding = undefined
    })
  await index.expanding
}

async function expandAll(
  account: CalendarAccount,
  index: CalendarIndex,
  series: [string, Entry][],
): Promise<void> {
  const window = windowOf(index.span!)
  for (let at = 0; at < series.length; at += 100) {
    const batch = series.slice(at, at + 100)
    const outcomes = await account.expander.digest(
      batch.map(([, { text }]) => text!),
      { window },
    )
    for (const [i, [href, entry]] of batch.entries()) {
      const digest = eventIn(outcomes[i]!)
      if (digest === undefined || index.entries.get(href) !== entry) continue
      const appearances = appearancesOf(digest)
      index.put(href, {
        ...entry,
        appearances,
        longestMs: longestOf(appearances),
        truncated: digest.expansion?.reason ?? null,
      })
    }
  }
}

function covers({ span }: CalendarIndex, { from, to }: Span): boolean {
  return span !== undefined && from >= span.from && to <= span.to
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

/** In somebody else's calendar, what is not public is only time that is taken. */
async function hidesPrivate(account: CalendarAccount, index: CalendarIndex): Promise<boolean> {
  return isShared(index.collection, await account.discovered())
}

export function isHidden(facts: Facts, hides: boolean): boolean {
  return hides && facts.class !== 'public' && facts.people?.mine == null
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
  { zone, hides }: { zone: string; hides: boolean },
): Occurrence {
  const facts = (appearance.override < 0 ? entry.master : entry.overrides[appearance.override]) ?? noFacts
  const hidden = isHidden(facts, hides)
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
    people: hidden ? null : facts.people,
  }
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
