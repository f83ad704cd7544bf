import { createObject, type Dav, deleteObject, isDavError, nameOf, parentOf, putObject } from '@staffetta/dav'
import type { CollectionMemory, Remembered } from './collection-memory.ts'
import type { DavErrors } from './errors.ts'

const WRITE_MS = 30_000

/** What writing has to know of an area: it says at once what it wrote, and asks the server afterwards. */
export interface Writer {
  dav: Dav
  told: DavErrors['told']
  /** The memory says it before the server is asked again; then it is read back, since servers store what they please. */
  shown(href: string, stored: { etag: string; text: string }): Promise<void>
  notShown(href: string): void
}

/** Stores a new object and shows it at once. The name is the caller's, so that what is repeated meets itself. */
export async function storeNew(
  writer: Writer,
  href: string,
  text: string,
): Promise<{ href: string; etag: string }> {
  const signal = AbortSignal.timeout(WRITE_MS)
  const stored = await writer.told(
    'writing',
    createObject(writer.dav, parentOf(href), nameOf(href), text, { signal }),
  )
  await writer.shown(stored.href, { etag: stored.etag ?? '', text: stored.changedText ?? text })
  return { href: stored.href, etag: stored.etag ?? '*' }
}

/** Stores a new version over the one that is known; `outdated` when somebody was quicker. */
export async function storeOver(
  writer: Writer,
  href: string,
  text: string,
  etag: string | undefined,
): Promise<{ kind: 'stored'; etag: string } | { kind: 'outdated' }> {
  const signal = AbortSignal.timeout(WRITE_MS)
  try {
    // A server that names no ETag can only be asked that there be something.
    const stored = await putObject(writer.dav, href, text, { etag: etag ?? '*' }, { signal })
    await writer.shown(href, { etag: stored.etag ?? '', text: stored.changedText ?? text })
    return { kind: 'stored', etag: stored.etag ?? '*' }
  } catch (error) {
    if (isDavError(error, 'precondition')) return { kind: 'outdated' }
    return writer.told('writing', Promise.reject(error))
  }
}

/** Deletes that version; `outdated` when it is another by now. */
export async function deleteStored(
  writer: Writer,
  href: string,
  etag: string | undefined,
): Promise<'deleted' | 'absent' | 'outdated'> {
  const signal = AbortSignal.timeout(WRITE_MS)
  try {
    const match = etag === undefined || etag === '*' ? 'any' : { etag }
    const result = await deleteObject(writer.dav, href, match, { signal })
    writer.notShown(href)
    return result
  } catch (error) {
    if (isDavError(error, 'precondition')) return 'outdated'
    return writer.told('writing', Promise.reject(error))
  }
}

/** Asks for news after a write of ours; a reading that runs may have asked before we wrote. */
export function askAgain<Entry extends Remembered>(
  memory: CollectionMemory<Entry> | undefined,
  sync: () => void,
): void {
  if (memory === undefined || memory.progress !== null) return
  if (memory.running === undefined) setImmediate(sync)
  else void memory.running.then(sync, sync)
}
