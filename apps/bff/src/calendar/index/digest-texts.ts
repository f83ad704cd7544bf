import type { Expander } from '@staffetta/icalendar/worker'
import type { CalendarIndex, Span } from './calendar-index.ts'
import { type Entry, entryOf } from './entry.ts'

const dayMs = 86_400_000
const AROUND_MS = 550 * dayMs
const CLOSE_MS = 40 * dayMs
/** Every time a calendar can name. */
const ever = { from: '0001-01-01T00:00:00Z', to: '9998-01-01T00:00:00Z', zone: 'UTC' }

/**
 * The entries of texts, read in a thread: what recurs is expanded for the span, what does not has its one appearance
 * whenever that is, so that only series have to be expanded again when somebody looks elsewhere.
 */
async function digestTexts(
  expander: Expander,
  objects: { text: string; etag: string }[],
  { span, me }: { span: Span; me: readonly string[] },
): Promise<Entry[]> {
  const texts = objects.map(({ text }) => text)
  const now = new Date().toISOString()
  const outcomes = await expander.digest(texts, { window: windowOf(span), now })
  const entries = outcomes.map((outcome, i) => entryOf(outcome, { ...objects[i]!, me }))
  const elsewhere = [...entries.keys()].filter((i) => isElsewhere(entries[i]!))
  const found = await expander.digest(
    elsewhere.map((i) => texts[i]!),
    { window: ever },
  )
  for (const [at, i] of elsewhere.entries()) entries[i] = entryOf(found[at]!, { ...objects[i]!, me })
  return entries
}

/** The same for an index; once more when somebody looked elsewhere in the meantime and its span is another by now. */
export async function digestFor(
  index: CalendarIndex,
  objects: { text: string; etag: string }[],
  { expander, me }: { expander: Expander; me: readonly string[] },
): Promise<Entry[]> {
  for (;;) {
    const span = (index.span ??= spanAround({ from: Date.now(), to: Date.now() }))
    const entries = await digestTexts(expander, objects, { span, me })
    if (index.span === span) return entries
  }
}

/** A year and a half on both sides, so that turning pages needs no thread. */
export function spanAround({ from, to }: Span): Span {
  return { from: from - AROUND_MS, to: to + AROUND_MS }
}

/** Enough for who looks first: five hundred series take a tenth of the second and a half the years around take. */
export function spanCloseTo({ from, to }: Span): Span {
  return { from: from - CLOSE_MS, to: to + CLOSE_MS }
}

function isElsewhere({ problem, recurs, appearances, master }: Entry): boolean {
  return problem === null && !recurs && appearances.length === 0 && master !== null
}

/** Dates and floating times are expanded as if they were UTC: who looks, and from where, is known only when they look. */
export function windowOf({ from, to }: Span): { from: string; to: string; zone: string } {
  return { from: iso(from), to: iso(to), zone: 'UTC' }
}

/** Within the years that have four digits: somebody may look at the last of them. */
function iso(at: number): string {
  return new Date(Math.min(Date.parse(ever.to), Math.max(Date.parse(ever.from), at))).toISOString()
}
