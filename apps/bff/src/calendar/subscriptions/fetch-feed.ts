import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { FileRead } from '@staffetta/icalendar/worker'
import type { CalendarFeedRow, FeedChange } from '../../db/schema/calendar.ts'
import { AppError } from '../../http/app-error.ts'
import { FetchRefused, guardedFetch } from '../../http/guarded-fetch.ts'
import { decodeText } from '../../mail/charset.ts'

const limits = { maxBytes: 10_000_000, timeoutMs: 20_000, redirects: 4 }
const agent = 'Staffetta (calendar subscription)'
const LEAST_MINUTES = 15
const MOST_MINUTES = 7 * 1440
/** For a calendar that does not say how often it changes. */
const USUAL_MINUTES = 360
const FIRST_RETRY_MINUTES = 15

type Reader = (text: string) => Promise<FileRead | { kind: 'too-complex' }>

/** What a fetch changes of a feed: a new content, or the word that it is what it was. Throws AppError. */
export async function fetchFeed(
  address: string,
  feed: Pick<CalendarFeedRow, 'etag' | 'last_modified' | 'version'>,
  { networks, read }: { networks: string[]; read: Reader },
): Promise<FeedChange> {
  const fetched = await ask(address, feed, networks)
  const fine = { error: null, failures: 0, read_at: new Date() }
  if (fetched.kind === 'unchanged') return fine
  const { text } = decodeText(fetched.bytes, undefined)
  const version = createHash('sha256').update(text).digest('base64url').slice(0, 22)
  const told = { etag: fetched.etag, last_modified: fetched.lastModified }
  if (version === feed.version) return { ...fine, ...told }
  const file = await read(text)
  if (!isCalendar(file)) throw new AppError('calendar/feed-unreadable')
  return {
    ...fine,
    ...told,
    version,
    content: await promisify(gzip)(text),
    name: file.kind === 'read' ? file.name : null,
    refresh_minutes: file.kind === 'read' ? file.refreshMinutes : null,
  }
}

/** An empty calendar is one. */
function isCalendar(file: Awaited<ReturnType<Reader>>): boolean {
  return file.kind === 'read' || (file.kind === 'unreadable' && file.reason === 'empty')
}

export async function contentText(content: Buffer): Promise<string> {
  return (await promisify(gunzip)(content)).toString('utf8')
}

async function ask(
  address: string,
  { etag, last_modified: lastModified, version }: Pick<CalendarFeedRow, 'etag' | 'last_modified' | 'version'>,
  networks: string[],
) {
  const headers = {
    accept: 'text/calendar, text/plain;q=0.5, */*;q=0.1',
    'user-agent': agent,
    ...(version !== null && etag !== null && { 'if-none-match': etag }),
    ...(version !== null && etag === null && lastModified !== null && { 'if-modified-since': lastModified }),
  }
  try {
    return await guardedFetch(address, { ...limits, networks }, headers)
  } catch (error) {
    if (!(error instanceof FetchRefused)) throw error
    // Which address may not be fetched, or why, is nobody's business: it would tell what stands in our network.
    throw new AppError(
      error.message === 'too large' ? 'calendar/feed-too-large' : 'calendar/feed-unreachable',
      undefined,
      { cause: error },
    )
  }
}

/** When to ask next: as somebody chose, else as the calendar says; a silent one ever more rarely, once a day at least. */
export function nextFetch(
  { refresh_minutes: said, failures }: Pick<CalendarFeedRow, 'refresh_minutes' | 'failures'>,
  chosen: number | null,
): Date {
  const usual = Math.min(MOST_MINUTES, Math.max(LEAST_MINUTES, chosen ?? said ?? USUAL_MINUTES))
  const minutes =
    failures === 0 ? usual : Math.min(1440, FIRST_RETRY_MINUTES * 2 ** Math.min(8, failures - 1))
  return new Date(Date.now() + minutes * 60_000)
}
