import { type Member, queryCalendar } from '@staffetta/dav'
import { type Reader, synchronise } from '../../dav/sync.ts'
import type { CalendarIndex, Span } from '../index/calendar-index.ts'
import { digestFor, spanAround, spanCloseTo } from '../index/digest-texts.ts'
import { brokenEntry, type Entry } from '../index/entry.ts'
import type { CalendarAccount } from './calendar-account.ts'
import { expandFor } from './cover-span.ts'
import { codeOf } from './dav-errors.ts'
import { calendarIdOf } from './refs.ts'

/** The window somebody waits for is asked of the server first; it is a hint, and costs no more than this. */
const HINT_MS = 6_000
const MOST_HINTED = 2_000

/** Makes the index true: reads everything once, what lies around that time first, afterwards what changed. */
export function syncIndex(account: CalendarAccount, index: CalendarIndex, around: Span): Promise<void> {
  return synchronise(index, () => {
    if (index.progress !== null && index.entries.size === 0) index.beginAt(spanCloseTo(around))
    else index.span ??= spanAround(around)
    return readerOf(account, index, around)
  })
}

function readerOf(account: CalendarAccount, index: CalendarIndex, around: Span): Reader<Entry> {
  return {
    dav: account.dav,
    digest: async (objects) =>
      objects.length === 0
        ? []
        : digestFor(index, objects, { expander: account.expander, me: await account.me() }),
    notFetched: (etag) => brokenEntry(etag, 'not-fetched'),
    shownOf: ({ problem, master, overrides, appearances, tasks }) => [
      problem,
      master,
      overrides,
      appearances,
      tasks,
    ],
    hint: () => hintedMembers(account, index, around),
    // What has been shown is expanded for the years around.
    afterHint: () => expandFor(account, index, spanAround(around)),
    tellObjects: () =>
      account.publish([{ type: 'calendar.events-changed', calendarIds: [calendarIdOf(index.href)] }]),
    tellCollections: () => account.publish([{ type: 'calendar.calendars-changed' }]),
    codeOf: (error) => codeOf(error, 'collection'),
    onFailure: (code) => {
      if (code === 'calendar/calendar-gone') account.forgetCollections()
    },
  }
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
