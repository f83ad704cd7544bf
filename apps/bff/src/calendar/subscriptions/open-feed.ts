import type { Expander, FileRead } from '@staffetta/icalendar/worker'
import { CalendarIndex, type Span } from '../index/calendar-index.ts'
import { digestFor, spanAround } from '../index/digest-texts.ts'
import { collectionOf, hrefOfFeed } from './feed-href.ts'

const BATCH = 100

/** What a node remembers of one feed: the same index as of any calendar, and the texts, which nobody else keeps. */
export interface OpenFeed {
  version: string
  index: CalendarIndex
  texts: ReadonlyMap<string, string>
  usedAt: number
}

export async function openFeed(
  { id, version }: { id: string; version: string },
  file: FileRead & { kind: 'read' },
  { expander, around }: { expander: Expander; around: Span },
): Promise<OpenFeed> {
  const href = hrefOfFeed(id)
  const index = new CalendarIndex(collectionOf(href))
  index.beginAt(spanAround(around))
  const texts = new Map(
    file.pieces.filter(({ kind }) => kind === 'event').map(({ text }, i) => [`${href}${i}.ics`, text]),
  )
  const all = [...texts]
  for (let at = 0; at < all.length; at += BATCH) {
    const batch = all.slice(at, at + BATCH)
    const objects = batch.map(([, text]) => ({ text, etag: version }))
    const entries = await digestFor(index, objects, { expander, me: [] })
    for (const [i, [name]] of batch.entries()) index.put(name, entries[i]!)
  }
  index.progress = null
  index.syncedAt = Date.now()
  return { version, index, texts, usedAt: Date.now() }
}
