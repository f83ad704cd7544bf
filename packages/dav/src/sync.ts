import type { Collection } from './collections.ts'
import { askMultistatus, type Dav } from './connection.ts'
import { DavError, isDavError } from './errors.ts'
import { isSame, isUnder, withSlash } from './hrefs.ts'
import type { MultistatusEntry } from './multistatus.ts'
import { findProperties, ownEntry, propertyText, throwOwnRefusal } from './properties.ts'
import { element } from './xml.ts'

/** What to keep until the next sync; plain data, opaque to whoever keeps it. */
export interface SyncMark {
  token?: string
  ctag?: string
}

export interface Member {
  href: string
  /** Absent where a server lists without: then only fetching tells. */
  etag: string | undefined
}

export type SyncResult =
  | { kind: 'unchanged'; mark: SyncMark }
  /** Only what happened since the mark. */
  | { kind: 'delta'; changed: Member[]; removed: string[]; mark: SyncMark }
  /** All there is: what is absent from it is gone, whatever was known before. */
  | {
      kind: 'full'
      present: Member[]
      why: 'first' | 'mark-refused' | 'no-sync' | 'doubtful'
      mark: SyncMark
    }

export interface SyncOptions {
  /** From the last result; without it everything is listed. */
  mark?: SyncMark
  /**
   * Href → ETag of what is known. With it, an unknown token that a server answers with everything (instead of an error)
   * is recognised, and what such an answer leaves out is dropped.
   */
  known?: ReadonlyMap<string, string>
  /** Asks for so many members at a time (RFC 6578 §3.7). Servers that do not know this send all. */
  pageSize?: number
  onProgress?: (seen: number) => void
  signal?: AbortSignal
}

/** The collection, or as much of it as is known. */
export type SyncedCollection = Pick<Collection, 'href'> & Partial<Pick<Collection, 'reports'>>

/** What changed in a collection since the mark. A mark the server does not know leads to a full result, never to an error. */
export async function syncCollection(
  dav: Dav,
  collection: SyncedCollection,
  options: SyncOptions = {},
): Promise<SyncResult> {
  const href = withSlash(collection.href)
  const offered = collection.reports === undefined || collection.reports.includes('D:sync-collection')
  if (!offered) return syncByListing(dav, href, options)
  const { token } = options.mark ?? {}
  if (token !== undefined) {
    try {
      return await judged(dav, href, await collect(dav, href, token, options), options)
    } catch (error) {
      if (!speaksOfTheToken(error)) throw error
    }
  }
  try {
    const { changed, mark } = await collect(dav, href, '', options)
    return { kind: 'full', present: changed, why: options.mark ? 'mark-refused' : 'first', mark }
  } catch (error) {
    if (!speaksOfTheToken(error)) throw error
    return syncByListing(dav, href, options)
  }
}

/**
 * RFC 6578 says 403 or 409 with valid-sync-token; the field says 400, 412, 415, 418, 500, 501 as well. These
 * few mean something else, and asking again would only hide them.
 */
function speaksOfTheToken(error: unknown): boolean {
  return isDavError(error) && error.status !== undefined && ![401, 404, 410, 429, 503].includes(error.status)
}

interface Collected {
  changed: Member[]
  removed: string[]
  mark: SyncMark
}

/** No calendar of a person or an office comes near it; a server that never ends does. */
const mostMembers = 1_000_000

/** All pages from a token on. */
async function collect(dav: Dav, href: string, from: string, options: SyncOptions): Promise<Collected> {
  const changed = new Map<string, Member>()
  const removed = new Set<string>()
  const seen = new Set([from])
  let token = from
  let { pageSize } = options
  for (;;) {
    let page: Page
    try {
      page = await collectPage(dav, href, { token, pageSize, signal: options.signal })
    } catch (error) {
      // A server without paging may refuse the limit, or (RFC 6578 §3.7) have more than fits into it.
      if (pageSize === undefined || !isDavError(error, 'quota', 'too-large', 'rejected', 'unsupported'))
        throw error
      pageSize = undefined
      continue
    }
    for (const { member, gone } of page.members) {
      if (gone) {
        changed.delete(member.href)
        removed.add(member.href)
      } else {
        removed.delete(member.href)
        changed.set(member.href, member)
      }
    }
    options.onProgress?.(changed.size + removed.size)
    if (changed.size + removed.size > mostMembers) throw new DavError('answer-too-large')
    const goesOn = page.truncated && page.token !== undefined && !seen.has(page.token)
    // More is said to be there, but there is no way to it.
    if (page.truncated && !goesOn) throw new DavError('invalid-answer', { status: 207 })
    token = page.token ?? ''
    seen.add(token)
    if (goesOn) continue
    const mark: SyncMark = token === '' ? {} : { token }
    return { changed: [...changed.values()], removed: [...removed], mark }
  }
}

interface Page {
  members: { member: Member; gone: boolean }[]
  token: string | undefined
  truncated: boolean
}

async function collectPage(
  dav: Dav,
  href: string,
  {
    token,
    pageSize,
    signal,
  }: { token: string; pageSize: number | undefined; signal: AbortSignal | undefined },
): Promise<Page> {
  const { entries, syncToken, answer } = await askMultistatus(dav, {
    method: 'REPORT',
    href,
    depth: '0',
    body: element(
      'D:sync-collection',
      element('D:sync-token', token),
      element('D:sync-level', '1'),
      pageSize === undefined ? undefined : element('D:limit', element('D:nresults', String(pageSize))),
      element('D:prop', element('D:getetag')),
    ),
    signal,
  })
  const own = entries.find((entry) => isSame(entry.href, href))
  const truncated = own?.status === 507 || own?.condition === 'D:number-of-matches-within-limits'
  // A token can be refused inside a 207, too.
  if (!truncated) throwOwnRefusal(entries, href)
  if (!isSame(answer.href, href)) throw new DavError('redirect-refused')
  // Neither a member nor a token: that is no answer to the question, and must not pass for an empty collection.
  if (entries.length === 0 && syncToken === undefined) throw new DavError('invalid-answer', { status: 207 })
  return { token: syncToken, truncated, members: membersOf(entries, href) }
}

function membersOf(entries: MultistatusEntry[], folder: string): Page['members'] {
  return entries.flatMap((entry) => {
    // Collections inside a calendar are nobody's objects.
    if (!isUnder(entry.href, folder) || entry.href.endsWith('/')) return []
    // Nextcloud says 418 of what was deleted. Whatever else is refused may be there: fetching it tells.
    const gone = entry.status !== undefined && [404, 410, 418].includes(entry.status)
    return [{ member: { href: entry.href, etag: propertyText(entry, 'D:getetag') }, gone }]
  })
}

/** A delta is believed, unless it lists as unchanged half of what is known: that is an answer with everything. */
async function judged(
  dav: Dav,
  href: string,
  { changed, removed, mark }: Collected,
  options: SyncOptions,
): Promise<SyncResult> {
  if (changed.length === 0 && removed.length === 0) return { kind: 'unchanged', mark }
  const { known } = options
  if (known && removed.length === 0) {
    const listed = new Set(changed.map((member) => member.href))
    const same = changed.filter(({ href, etag }) => etag !== undefined && known.get(href) === etag).length
    const unlisted = [...known.keys()].some((each) => !listed.has(each))
    if (unlisted && same * 2 >= known.size) {
      const present = await listMembers(dav, href, options)
      return { kind: 'full', present, why: 'doubtful', mark }
    }
  }
  return { kind: 'delta', changed, removed, mark }
}

/** For servers without sync-collection: the ctag says whether, a listing says what. */
async function syncByListing(dav: Dav, href: string, options: SyncOptions): Promise<SyncResult> {
  // The ctag first: what changes during the listing is then seen again, not missed.
  const { entries } = await findProperties(dav, href, ['S:getctag', 'D:sync-token'], {
    depth: '0',
    signal: options.signal,
  })
  const own = ownEntry(entries, href)
  const ctag = own && propertyText(own, 'S:getctag')
  const token = own && propertyText(own, 'D:sync-token')
  const mark: SyncMark = {
    ...(ctag === undefined ? {} : { ctag }),
    ...(token === undefined ? {} : { token }),
  }
  if (ctag !== undefined && options.mark?.ctag === ctag) return { kind: 'unchanged', mark }
  return { kind: 'full', present: await listMembers(dav, href, options), why: 'no-sync', mark }
}

/** Every object of a collection with its ETag, in one PROPFIND. */
export async function listMembers(
  dav: Dav,
  collection: string,
  { signal, onProgress }: Pick<SyncOptions, 'signal' | 'onProgress'> = {},
): Promise<Member[]> {
  const href = withSlash(collection)
  const { entries } = await findProperties(dav, href, ['D:getetag'], { depth: '1', signal })
  // The collection itself belongs in its listing: with nothing at all there is no telling what is gone.
  if (entries.length === 0) throw new DavError('invalid-answer', { status: 207 })
  const members = membersOf(entries, href).flatMap(({ member, gone }) => (gone ? [] : [member]))
  onProgress?.(members.length)
  return members
}

export interface Difference {
  /** New, or with another ETag, or with none to compare. */
  changed: Member[]
  removed: string[]
}

/** What a full result means for somebody who knows these hrefs and ETags. */
export function compareMembers(known: ReadonlyMap<string, string>, present: Member[]): Difference {
  const there = new Set(present.map(({ href }) => href))
  return {
    changed: present.filter(({ href, etag }) => etag === undefined || known.get(href) !== etag),
    removed: [...known.keys()].filter((href) => !there.has(href)),
  }
}
