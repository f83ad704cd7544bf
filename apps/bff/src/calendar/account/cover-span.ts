import type { CalendarAccount } from './calendar-account.ts'
import type { CalendarIndex, Span } from '../index/calendar-index.ts'
import { spanAround, windowOf } from '../index/digest-texts.ts'
import { appearancesOf, eventIn, longestOf } from '../index/entry.ts'

/** Makes the index know what recurs in a span, wherever it was expanded for before. */
export async function coverSpan(account: CalendarAccount, index: CalendarIndex, span: Span): Promise<void> {
  if (!contains(index.covered, span)) await expandFor(account, index, spanAround(span))
}

/** What recurs, expanded for exactly that time, in a thread. Whoever else looks there meanwhile waits for the same. */
export async function expandFor(account: CalendarAccount, index: CalendarIndex, span: Span): Promise<void> {
  await index.expanding
  if (contains(index.covered, span)) return
  // What is read from now on is expanded for the new time already.
  index.span = span
  // Whoever looks where it was expanded for before need not wait, if that lies within.
  if (index.covered !== undefined && !contains(span, index.covered)) index.covered = undefined
  index.expanding = expandAll(account, index, span).finally(() => {
    index.expanding = undefined
  })
  await index.expanding
}

async function expandAll(account: CalendarAccount, index: CalendarIndex, span: Span): Promise<void> {
  const series = [...index.entries].filter(([, { text }]) => text !== null)
  try {
    for (let at = 0; at < series.length; at += 100) {
      const batch = series.slice(at, at + 100)
      const outcomes = await account.expander.digest(
        batch.map(([, { text }]) => text!),
        { window: windowOf(span) },
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
    index.covered = span
  } catch (error) {
    index.span = undefined
    index.covered = undefined
    throw error
  }
}

function contains(outer: Span | undefined, inner: Span): boolean {
  return outer !== undefined && inner.from >= outer.from && inner.to <= outer.to
}
