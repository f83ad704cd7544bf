import type { Collection } from './collections.ts'
import { askMultistatus, type Dav } from './connection.ts'
import { concernsAll, DavError, type DavFailure, isDavError } from './errors.ts'
import { isUnder, withSlash } from './hrefs.ts'
import type { MultistatusEntry } from './multistatus.ts'
import { type DavObject, getObject } from './objects.ts'
import { propertyText } from './properties.ts'
import { element } from './xml.ts'
import { carriedText } from './xml-reader.ts'

export interface FetchedBatch {
  found: DavObject[]
  /** Gone by now. */
  missing: string[]
  /** There, and not to be had. */
  failed: { href: string; why: DavFailure }[]
}

export interface FetchOptions {
  /** The most hrefs in one request. Smaller batches are used while the server is slow, or its objects large. */
  batch?: number
  signal?: AbortSignal
}

/** Many small answers cost Radicale seven times as much as few large ones; pictures make large ones past what is read at once. */
const SMALL_ANSWER = 1_000_000
const LARGE_ANSWER = 4_000_000

/**
 * Fetches objects of one collection, batch by batch as they come; each href comes out once, as found, missing or failed. What a
 * server leaves out of its answer, and whole batches it refuses, are fetched one by one. Throws `outside` for a stranger's href.
 */
export async function* fetchObjects(
  dav: Dav,
  collection: Pick<Collection, 'href' | 'kind'>,
  hrefs: Iterable<string>,
  { batch = 200, signal }: FetchOptions = {},
): AsyncGenerator<FetchedBatch> {
  const rest = [...new Set(hrefs)]
  if (rest.some((href) => !isUnder(href, collection.href))) throw new DavError('outside')
  let size = Math.min(10, batch)
  let refusals = 0
  while (rest.length > 0) {
    // Two refusals in a row: this server has no multiget worth asking again.
    const hopeless = refusals > 1
    const wanted = rest.splice(0, hopeless ? batch : size)
    const started = performance.now()
    const answer = hopeless ? undefined : await multiget(dav, collection, wanted, signal)
    refusals = answer ? 0 : refusals + 1
    const elapsed = performance.now() - started
    const result = await completed(dav, wanted, answer ?? [], signal)
    const length = result.found.reduce((sum, { text }) => sum + text.length, 0)
    if (elapsed > 3000 || length > LARGE_ANSWER) size = Math.max(1, size >> 1)
    else if (elapsed < 400 && length < SMALL_ANSWER) size = Math.min(batch, size * 2)
    yield result
  }
}

/** The answer's objects by href, or nothing when the whole batch was refused. */
async function multiget(
  dav: Dav,
  { href, kind }: Pick<Collection, 'href' | 'kind'>,
  wanted: string[],
  signal: AbortSignal | undefined,
): Promise<MultistatusEntry[] | undefined> {
  const data = kind === 'calendar' ? 'C:calendar-data' : 'R:address-data'
  const report = kind === 'calendar' ? 'C:calendar-multiget' : 'R:addressbook-multiget'
  try {
    const { entries } = await askMultistatus(dav, {
      method: 'REPORT',
      href: withSlash(href),
      // RFC 4791 §7.9 does not care; one server family finds nothing at 0.
      depth: '1',
      body: element(
        report,
        element(
          'D:prop',
          element('D:getetag'),
          ...(kind === 'calendar' ? [element('C:schedule-tag')] : []),
          element(data),
        ),
        ...wanted.map((each) => element('D:href', each)),
      ),
      signal,
    })
    return entries
  } catch (error) {
    if (!isDavError(error) || concernsAll(error)) throw error
    return undefined
  }
}

async function completed(
  dav: Dav,
  wanted: string[],
  entries: MultistatusEntry[],
  signal: AbortSignal | undefined,
): Promise<FetchedBatch> {
  const result: FetchedBatch = { found: [], missing: [], failed: [] }
  const answers = new Map(entries.map((entry) => [entry.href, entry]))
  const alone: string[] = []
  for (const href of wanted) {
    const entry = answers.get(href)
    const object = entry && objectIn(entry)
    if (object) result.found.push(object)
    else if (entry?.status === 404 || entry?.status === 410) result.missing.push(href)
    else alone.push(href)
  }
  for (let at = 0; at < alone.length; at += 4) {
    await Promise.all(alone.slice(at, at + 4).map((href) => fetchAlone(dav, href, result, signal)))
  }
  return result
}

function objectIn(entry: MultistatusEntry): DavObject | undefined {
  const data = entry.properties.get('C:calendar-data') ?? entry.properties.get('R:address-data')
  if (!data || data.text.trim() === '') return undefined
  return {
    href: entry.href,
    etag: propertyText(entry, 'D:getetag'),
    scheduleTag: propertyText(entry, 'C:schedule-tag'),
    text: carriedText(data),
  }
}

async function fetchAlone(
  dav: Dav,
  href: string,
  result: FetchedBatch,
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    result.found.push(await getObject(dav, href, signal))
  } catch (error) {
    if (!isDavError(error) || concernsAll(error)) throw error
    if (error.kind === 'not-found') result.missing.push(href)
    else result.failed.push({ href, why: error.kind })
  }
}
