import type { Readable } from 'node:stream'
import { ask, type Dav, type DavBytes } from './connection.ts'
import { DavError, failureOf } from './errors.ts'
import { getObject, type DavObject, type Match } from './objects.ts'

/** A file as it is handed over, and as it is called. */
export interface AttachedFile {
  name: string
  /** A media type without parameters. */
  type: string
  content: Readable
  sizeBytes: number
}

/**
 * Gives the server a file to keep with an event (RFC 8607 §3.4). It writes the ATTACH itself, into the master and every
 * override: the object is told as it is then, and where else it should stand is said by storing that. Throws `precondition`
 * when somebody else was quicker, `too-large` and `quota` where the file is refused.
 *
 * There is no call to take one away: storing the object without the ATTACH does (§3.7), and does so for one occurrence, too.
 */
export async function addAttachment(
  dav: Dav,
  href: string,
  file: AttachedFile,
  { match, signal }: { match: Match; signal?: AbortSignal },
): Promise<{ managedId: string; object: DavObject }> {
  const answer = await ask(dav, {
    method: 'POST',
    href: `${href}?action=attachment-add`,
    headers: {
      'content-length': String(file.sizeBytes),
      'content-disposition': `attachment; filename="${plainName(file.name)}"`,
      ...('etag' in match ? { 'if-match': match.etag } : { 'if-schedule-tag-match': match.scheduleTag }),
    },
    contentType: file.type,
    body: file.content,
    signal,
  })
  const managedId = answer.header('cal-managed-id')?.trim()
  if (!managedId) throw new DavError('invalid-answer')
  return { managedId, object: await getObject(dav, href, signal) }
}

/** Cyrus 3.6 reads `filename` alone and takes its letters as they are: the true name is for the ATTACH, stored afterwards. */
function plainName(name: string): string {
  return (
    name
      .normalize('NFD')
      .replaceAll(/[^\x20-\x7e]/g, '')
      .replaceAll(/["\\/]/g, '_')
      .trim() || 'file'
  )
}

/** The bytes of a file the server keeps, as they come. Throws what the server answers instead; other hosts are never asked. */
export async function openAttachment(dav: Dav, href: string, signal?: AbortSignal): Promise<DavBytes> {
  const answer = await dav.open(href, signal)
  if (answer.status === 200) return answer
  answer.bytes.on('error', () => undefined).destroy()
  if (answer.status >= 300 && answer.status < 400)
    throw new DavError('redirect-refused', { status: answer.status })
  throw new DavError(failureOf(answer.status, undefined), { status: answer.status })
}
