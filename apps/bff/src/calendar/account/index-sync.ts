import {
  compareMembers,
  fetchObjects,
  type FetchedBatch,
  type Member,
  queryCalendar,
  syncCollection,
} from '@staffetta/dav'
import type { CalendarAccount } from './calendar-account.ts'
import type { CalendarIndex, Span } from '../index/calendar-index.ts'
import { codeOf } from './dav-errors.ts'
import { expandFor } from './cover-span.ts'
import { digestFor, spanAround, spanCloseTo } from '../index/digest-texts.ts'
import { brokenEntry, type Entry } from '../index/entry.ts'
import { calendarIdOf } from './refs.ts'

/** While a first reading goes on, those who look are told so often. */
const TELL_MS = 700
/** The window somebody waits for is asked of the server first; it is a hint, and costs no more than this. */
const HINT_MS = 6_000
const MOST_HINTED = 2_000

/** Makes the index true: reads everything once, afterwards what changed. Calls that come meanwhile share the one that runs. */
export function syncIndex(account: CalendarAccount, index: CalendarIndex, around: Span): Promise<void> {
  index.running ??= run(account, index, around).finally(() => {
    index.running = undefined
    index.showFirstLook()
  })
  // Whoever waits is told of a failure; nobody may be waiting any longer.
  index.running.catch(() => undefined)
  return index.running
}

async function run(account: CalendarAccount, index: CalendarIndex, around: Span): Promise<void> {
  const before = index.error
  const first = index.progress !== null
  const startedAt = Date.now()
  index.stale = false
  if (first && index.entries.size === 0) index.beginAt(spanCloseTo(around))
  else index.span ??= spanAround(around)
  try {
    const changed = first ? await readAll(account, index, around) : await readNews(account, index)
    index.error = null
    index.syncedAt = Date.now()
    if (!first) index.syncMs = index.syncedAt - startedAt
    if (changed) tell(account, index)
    if (first || before !== null) account.publish([{ type: 'calendar.calendars-changed' }])
  } catch (error) {
    if (index.signal.aborted) return
    index.error = codeOf(error, 'calendar')
    index.failedAt = Date.now()
    // A calendar that is gone is seen by listing them.
    if (index.error === 'calendar/calendar-gone') account.forgetCollections()
    if (before !== index.error) account.publish([{ type: 'calendar.calendars-changed' }])
  }
}

/** The whole calendar, what is looked at first. */
async function readAll(account: CalendarAccount, index: CalendarIndex, around: Span): Promise<boolean> {
  const askedAt = performance.now()
  const hinted = await hintedMembers(account, index, around)
  await fetchMembers(account, index, { members: hinted, askedAt })
  index.showFirstLook()
  if (hinted.length > 0) tell(account, index)

  const { signal } = index
  const listedAt = performance.now()
  const [result] = await Promise.all([
    syncCollection(account.dav, index.collection, { signal }),
    // What has been shown is expanded for the years around while the server makes its list.
    expandFor(account, index, spanAround(around)),
  ])
  if (result.kind !== 'full') throw new Error('a first sync must be full')
  const { changed, removed } = compareMembers(index.known(), result.present)
  for (const href of removed) if (index.admits(href, listedAt)) index.remove(href)
  let toldAt = performance.now()
  await fetchMembers(account, index, {
    members: changed,
    askedAt: listedAt,
    onBatch: (done) => {
      index.progress = Math.min(99, Math.round((100 * done) / changed.length))
      if (performance.now() - toldAt < TELL_MS) return
      toldAt = performance.now()
      tell(account, index)
      account.publish([{ type: 'calendar.calendars-changed' }])
    },
  })
  index.mark = result.mark
  index.progress = null
  return true
}

/** What a time-range query says: never believed, only fetched before the rest. */
async function hintedMembers(
  account: CalendarAccount,
  index: CalendarIndex,
  { from, to }: Span,
): Promise<Member[]> {
  // Lists of tasks are small, and no window says which of them are wanted.
  if (index.collection.components?.includes('VEVENT') === false) return []
  const utc = (at: number) => new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const signal = AbortSignal.any([index.signal, AbortSignal.timeout(HINT_MS)])
  try {
    const question = { component: 'VEVENT', start: utc(from), end: utc(to) } as const
    return (await queryCalendar(account.dav, index.collection, question, signal)).slice(0, MOST_HINTED)
  } catch {
    // A hint that does not come costs the order of reading, nothing else; what is really wrong, the sync meets again.
    return []
  }
}

/** What happened since the mark. True when something of it shows. */
async function readNews(account: CalendarAccount, index: CalendarIndex): Promise<boolean> {
  const { signal, mark } = index
  const askedAt = performance.now()
  const known = index.known()
  const doubtful = [...index.doubtful]
  const result = await syncCollection(account.dav, index.collection, {
    signal,
    known,
    ...(mark !== undefined && { mark }),
  })
  const news: { changed: Member[]; removed: string[] } =
    result.kind === 'unchanged'
      ? { changed: [], removed: [] }
      : result.kind === 'full'
        ? compareMembers(known, result.present)
        : result
  const changed = new Map(
    news.changed
      .filter(({ href, etag }) => etag === undefined || index.entries.get(href)?.etag !== etag)
      .map((member) => [member.href, member]),
  )
  // What we wrote is read back: servers store something else than was sent, and say nothing.
  for (const href of doubtful)
    if (index.entries.has(href) && !changed.has(href)) changed.set(href, { href, etag: undefined })
  const removed = news.removed.filter((href) => index.admits(href, askedAt) && index.remove(href))
  const shown = await fetchMembers(account, index, { members: [...changed.values()], askedAt })
  for (const href of doubtful) index.doubtful.delete(href)
  index.mark = result.mark
  return shown || removed.length > 0
}

/** Fetches and digests, the next batch on its way while a thread reads the last. True when something shown changed. */
async function fetchMembers(
  account: CalendarAccount,
  index: CalendarIndex,
  { members, askedAt, onBatch }: { members: Member[]; askedAt: number; onBatch?: (done: number) => void },
): Promise<boolean> {
  const etags = new Map(members.map(({ href, etag }) => [href, etag]))
  const me = members.length === 0 ? [] : await account.me()
  let changed = false
  let done = 0
  let digesting: Promise<void> = Promise.resolve()
  const batches = fetchObjects(account.dav, index.collection, etags.keys(), { signal: index.signal })
  for await (const batch of batches) {
    await digesting
    digesting = take(batch)
    // Awaited with the next batch or at the end; until then its failure is nobody's.
    digesting.catch(() => undefined)
  }
  await digesting
  return changed

  async function take({ found, missing, failed }: FetchedBatch): Promise<void> {
    // ETags of the listing where it names them: they are what the next listing is compared with.
    const objects = found.map(({ href, etag, text }) => ({ text, etag: etags.get(href) ?? etag ?? '' }))
    const entries = await digestFor(index, objects, { expander: account.expander, me })
    for (const [i, { href }] of found.entries()) put(href, entries[i]!)
    for (const { href } of failed) put(href, brokenEntry(etags.get(href) ?? '', 'not-fetched'))
    for (const href of missing) if (index.admits(href, askedAt) && index.remove(href)) changed = true
    done += found.length + missing.length + failed.length
    onBatch?.(done)
  }

  function put(href: string, entry: Entry): void {
    if (!index.admits(href, askedAt)) return
    const known = index.entries.get(href)
    if (known === undefined || shownOf(known) !== shownOf(entry)) changed = true
    index.put(href, entry)
  }
}

function shownOf({ problem, master, overrides, appearances, tasks }: Entry): string {
  return JSON.stringify([problem, master, overrides, appearances, tasks])
}

function tell(account: CalendarAccount, index: CalendarIndex): void {
  account.publish([{ type: 'calendar.events-changed', calendarIds: [calendarIdOf(index.href)] }])
}
