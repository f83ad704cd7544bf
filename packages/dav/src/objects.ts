import { ask, type Dav, type DavAnswer, hrefInHeader, readAnswer } from './connection.ts'
import { DavError, isDavError } from './errors.ts'
import { isUnder, memberHref, nameOf, parentOf } from './hrefs.ts'
import { throwInnerRefusal } from './multistatus.ts'
import { findProperties, ownEntry, propertyText } from './properties.ts'

/** One resource: its text as the server keeps it, and the version that is. */
export interface DavObject {
  href: string
  /** Absent where the server names none: then nothing can be written conditionally. */
  etag: string | undefined
  scheduleTag: string | undefined
  text: string
}

export interface Stored {
  href: string
  etag: string | undefined
  scheduleTag: string | undefined
  /** What the server keeps, as far as it is known to differ from what was sent. */
  changedText: string | undefined
}

export interface WriteOptions {
  /** `text/calendar; charset=utf-8` or `text/vcard; charset=utf-8`; told from the text when absent. */
  contentType?: string
  /**
   * `needed`: when the answer does not say what was stored (no strong ETag, RFC 4791 §5.3.4). `always`: also then, for
   * servers that rewrite the text and give an ETag all the same (Radicale).
   */
  readBack?: 'needed' | 'always' | 'never'
  signal?: AbortSignal
}

/** What must still be true for a write to happen. A schedule tag outlives other people's replies (RFC 6638 §8.3). */
export type Match = { etag: string } | { scheduleTag: string }

/** The object with its ETag. Throws `not-found`. */
export async function getObject(dav: Dav, href: string, signal?: AbortSignal): Promise<DavObject> {
  const answer = await ask(dav, { method: 'GET', href, signal })
  return { href, text: answer.text, ...versionIn(answer) }
}

/**
 * Stores a new object. Throws `precondition` when the name is taken, `uid-conflict` when the server has the UID elsewhere.
 * A server that ignores If-None-Match overwrites: `ensureAbsent` looks first, and leaves a moment between.
 */
export async function createObject(
  dav: Dav,
  collection: string,
  name: string,
  text: string,
  options: WriteOptions & { ensureAbsent?: boolean } = {},
): Promise<Stored> {
  const href = memberHref(collection, name)
  if (options.ensureAbsent === true && (await findEtag(dav, href, options.signal)).exists)
    throw new DavError('precondition')
  return put(dav, href, text, { 'if-none-match': '*' }, options)
}

/** Stores a new version over the one that is known. Throws `precondition` when somebody else was quicker. */
export async function putObject(
  dav: Dav,
  href: string,
  text: string,
  match: Match,
  options: WriteOptions = {},
): Promise<Stored> {
  const headers: Record<string, string> =
    'etag' in match
      ? { 'if-match': await matching(dav, href, match.etag, options.signal) }
      : { 'if-schedule-tag-match': match.scheduleTag }
  return put(dav, href, text, headers, options)
}

export interface DeleteOptions {
  /** Looks at the ETag first, for servers that ignore If-Match on DELETE; on unless told otherwise. */
  check?: boolean
  signal?: AbortSignal
}

/** Removes that version of an object; `absent` when it was gone before. Throws `precondition` for another version. */
export async function deleteObject(
  dav: Dav,
  href: string,
  match: Match | 'any',
  { check = true, signal }: DeleteOptions = {},
): Promise<'deleted' | 'absent'> {
  const headers: Record<string, string> = {}
  if (match !== 'any' && 'etag' in match) headers['if-match'] = isWeak(match.etag) ? '*' : match.etag
  if (match !== 'any' && 'scheduleTag' in match) headers['if-schedule-tag-match'] = match.scheduleTag
  if (match !== 'any' && 'etag' in match && (check || isWeak(match.etag))) {
    const found = await findEtag(dav, href, signal)
    if (!found.exists) return 'absent'
    if (found.etag !== undefined && !sameEtag(found.etag, match.etag)) throw new DavError('precondition')
  }
  try {
    await write(dav, { method: 'DELETE', href, headers, signal })
    return 'deleted'
  } catch (error) {
    if (isDavError(error, 'not-found')) return 'absent'
    throw error
  }
}

export interface Moved {
  /** Where it is now; `undefined` when the server gave it a name of its own: the next sync of the target finds it. */
  href: string | undefined
  etag: string | undefined
  by: 'move' | 'copy'
}

/**
 * Moves an object into another collection, by MOVE or, where there is none, by storing it there and deleting it here.
 * Throws `precondition` when the target name is taken or the object is not that version any more.
 */
export async function moveObject(
  dav: Dav,
  href: string,
  to: { collection: string; name?: string },
  options: { match: Match; signal?: AbortSignal },
): Promise<Moved> {
  const target = memberHref(to.collection, to.name ?? nameOf(href))
  const { match, signal } = options
  const ifMatch = 'etag' in match ? { 'if-match': await matching(dav, href, match.etag, signal) } : {}
  const moveTo = (destination: string) =>
    write(dav, { method: 'MOVE', href, headers: { destination, overwrite: 'F', ...ifMatch }, signal })
  try {
    const answer = await moveTo(new URL(target, dav.url).href).catch((error: unknown) => {
      // Behind a proxy a server may know itself by another name, and then there is no such place (409 of DAViCal 1.1.12,
      // 502 of mod_dav, 403 of sabre/dav). A path alone is a destination, too (RFC 4918 §10.3).
      if (!isDavError(error) || ![400, 403, 409, 502].includes(error.status ?? 0)) throw error
      return moveTo(target)
    })
    const arrived = await findEtag(dav, target, signal)
    if (arrived.exists) return { href: target, etag: arrived.etag, by: 'move' }
    const named = memberAt(hrefInHeader(answer.header('location'), dav), to.collection)
    return { href: named, etag: named && (await findEtag(dav, named, signal)).etag, by: 'move' }
  } catch (error) {
    const noWay = isDavError(error, 'unsupported', 'server-error', 'conflict')
    if (!noWay && !(isDavError(error) && error.status === 502)) throw error
    return moveByCopy(dav, href, target, options)
  }
}

/** Two steps: when the second fails the object is in both places, which is better than in none. */
async function moveByCopy(
  dav: Dav,
  href: string,
  target: string,
  { match, signal }: { match: Match; signal?: AbortSignal },
): Promise<Moved> {
  const passed = signal ? { signal } : {}
  const object = await getObject(dav, href, signal)
  if ('etag' in match && !sameEtag(object.etag ?? '', match.etag)) throw new DavError('precondition')
  const stored = await createObject(dav, parentOf(target), nameOf(target), object.text, passed)
  await deleteObject(dav, href, object.etag === undefined ? 'any' : { etag: object.etag }, passed)
  return { href: stored.href, etag: stored.etag, by: 'copy' }
}

async function put(
  dav: Dav,
  href: string,
  text: string,
  headers: Record<string, string>,
  { contentType, readBack = 'needed', signal }: WriteOptions,
): Promise<Stored> {
  const answer = await write(dav, {
    method: 'PUT',
    href,
    headers,
    body: text,
    contentType: contentType ?? contentTypeOf(text),
    signal,
  })
  const named = memberAt(hrefInHeader(answer.header('location'), dav), parentOf(href))
  const stored: Stored = { href: named ?? href, ...versionIn(answer), changedText: undefined }
  const said = stored.etag !== undefined && !isWeak(stored.etag)
  if (readBack === 'never' || (readBack === 'needed' && said)) return stored
  const kept = await getObject(dav, stored.href, signal)
  return {
    href: kept.href,
    etag: kept.etag,
    scheduleTag: kept.scheduleTag ?? stored.scheduleTag,
    changedText: kept.text === text ? undefined : kept.text,
  }
}

/** A refusal may come inside a 207; then it is thrown as what it is. */
async function write(dav: Dav, request: Parameters<typeof ask>[1]): Promise<DavAnswer> {
  const answer = await ask(dav, request)
  if (answer.status === 207) throwInnerRefusal(await readAnswer(answer, dav.url))
  return answer
}

function memberAt(href: string | undefined, collection: string): string | undefined {
  return href !== undefined && isUnder(href, collection) && !href.endsWith('/') ? href : undefined
}

function versionIn(answer: DavAnswer) {
  return {
    etag: answer.header('etag')?.trim() || undefined,
    scheduleTag: answer.header('schedule-tag')?.trim() || undefined,
  }
}

/** By PROPFIND, not HEAD: some answer HEAD with another ETag, or not at all. */
async function findEtag(
  dav: Dav,
  href: string,
  signal: AbortSignal | undefined,
): Promise<{ exists: boolean; etag?: string | undefined }> {
  try {
    const { entries } = await findProperties(dav, href, ['D:getetag'], { depth: '0', signal })
    const entry = ownEntry(entries, href)
    if (!entry || (entry.status ?? 200) >= 400) return { exists: false }
    return { exists: true, etag: propertyText(entry, 'D:getetag') }
  } catch (error) {
    if (isDavError(error, 'not-found')) return { exists: false }
    throw error
  }
}

/**
 * What If-Match says of a version. A weak ETag never matches there (RFC 9110 §13.1.1), so it is compared first; between
 * the two requests is a moment nobody guards.
 */
async function matching(
  dav: Dav,
  href: string,
  etag: string,
  signal: AbortSignal | undefined,
): Promise<string> {
  if (!isWeak(etag)) return etag
  const found = await findEtag(dav, href, signal)
  if (!found.exists || !sameEtag(found.etag ?? '', etag)) throw new DavError('precondition')
  return '*'
}

function isWeak(etag: string): boolean {
  return etag.startsWith('W/')
}

/** A property and a header may differ in quotes and weakness for one version. */
function sameEtag(one: string, other: string): boolean {
  const plain = (etag: string) => etag.replace(/^W\//, '').replace(/^"(.*)"$/, '$1')
  return plain(one) === plain(other)
}

function contentTypeOf(text: string): string {
  return /^\s*BEGIN:VCARD/i.test(text) ? 'text/vcard; charset=utf-8' : 'text/calendar; charset=utf-8'
}
