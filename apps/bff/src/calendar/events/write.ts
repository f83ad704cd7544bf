import { createObject, deleteObject, isDavError, nameOf, parentOf, putObject } from '@staffetta/dav'
import type { CalendarAccount } from '../account/calendar-account.ts'
import { calendarIdOf } from '../account/refs.ts'
import { told } from '../account/dav-errors.ts'
import { digestFor } from '../index/digest-texts.ts'
import { syncIndex } from '../account/index-sync.ts'

const WRITE_MS = 30_000
const dayMs = 86_400_000

/** Stores a new object and shows it at once. The name is the caller's, so that what is repeated meets itself. */
export async function storeNew(
  account: CalendarAccount,
  href: string,
  text: string,
): Promise<{ href: string; etag: string }> {
  const signal = AbortSignal.timeout(WRITE_MS)
  const stored = await told(
    'writing',
    createObject(account.dav, parentOf(href), nameOf(href), text, { signal }),
  )
  await shown(account, stored.href, { etag: stored.etag ?? '', text: stored.changedText ?? text })
  return { href: stored.href, etag: stored.etag ?? '*' }
}

/** Stores a new version over the one that is known; `outdated` when somebody was quicker. */
export async function storeOver(
  account: CalendarAccount,
  href: string,
  text: string,
  etag: string | undefined,
): Promise<{ kind: 'stored'; etag: string } | { kind: 'outdated' }> {
  const signal = AbortSignal.timeout(WRITE_MS)
  try {
    // A server that names no ETag can only be asked that there be something.
    const stored = await putObject(account.dav, href, text, { etag: etag ?? '*' }, { signal })
    await shown(account, href, { etag: stored.etag ?? '', text: stored.changedText ?? text })
    return { kind: 'stored', etag: stored.etag ?? '*' }
  } catch (error) {
    if (isDavError(error, 'precondition')) return { kind: 'outdated' }
    return told('writing', Promise.reject(error))
  }
}

/** Deletes that version; `outdated` when it is another by now. */
export async function deleteStored(
  account: CalendarAccount,
  href: string,
  etag: string | undefined,
): Promise<'deleted' | 'absent' | 'outdated'> {
  const signal = AbortSignal.timeout(WRITE_MS)
  try {
    const match = etag === undefined || etag === '*' ? 'any' : { etag }
    const result = await deleteObject(account.dav, href, match, { signal })
    notShown(account, href)
    return result
  } catch (error) {
    if (isDavError(error, 'precondition')) return 'outdated'
    return told('writing', Promise.reject(error))
  }
}

/** The index says it before the server is asked again; then it is read back, since servers store what they please. */
export async function shown(
  account: CalendarAccount,
  href: string,
  { etag, text }: { etag: string; text: string },
): Promise<void> {
  const folder = parentOf(href)
  const index = account.indexes.get(folder)
  if (index !== undefined) {
    const [entry] = await digestFor(index, [{ text, etag }], {
      expander: account.expander,
      me: await account.me(),
    })
    index.putOwn(href, entry!)
  }
  newsOf(account, folder)
}

export function notShown(account: CalendarAccount, href: string): void {
  account.indexes.get(parentOf(href))?.removeOwn(href)
  newsOf(account, parentOf(href))
}

function newsOf(account: CalendarAccount, folder: string): void {
  account.publish([{ type: 'calendar.events-changed', calendarIds: [calendarIdOf(folder)] }])
  const index = account.indexes.get(folder)
  if (index === undefined || index.progress !== null) return
  const now = Date.now()
  const again = () => {
    if (!account.closed) void syncIndex(account, index, { from: now - 7 * dayMs, to: now + 7 * dayMs })
  }
  // One that runs may have asked before we wrote.
  if (index.running === undefined) setImmediate(again)
  else void index.running.then(again, again)
}
