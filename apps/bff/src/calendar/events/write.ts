import { parentOf } from '@staffetta/dav'
import { askAgain, deleteStored as remove, storeNew as create, storeOver as put } from '../../dav/write.ts'
import type { CalendarAccount } from '../account/calendar-account.ts'
import { told } from '../account/dav-errors.ts'
import { syncIndex } from '../account/index-sync.ts'
import { calendarIdOf } from '../account/refs.ts'
import { digestFor } from '../index/digest-texts.ts'

const weekMs = 7 * 86_400_000

/** Stores a new object and shows it at once. The name is the caller's, so that what is repeated meets itself. */
export const storeNew = (account: CalendarAccount, href: string, text: string) =>
  create(writerOf(account), href, text)

/** Stores a new version over the one that is known; `outdated` when somebody was quicker. */
export const storeOver = (account: CalendarAccount, href: string, text: string, etag: string | undefined) =>
  put(writerOf(account), href, text, etag)

/** Deletes that version; `outdated` when it is another by now. */
export const deleteStored = (account: CalendarAccount, href: string, etag: string | undefined) =>
  remove(writerOf(account), href, etag)

export function writerOf(account: CalendarAccount) {
  return {
    dav: account.dav,
    told,
    shown: (href: string, stored: { etag: string; text: string }) => shown(account, href, stored),
    notShown: (href: string) => notShown(account, href),
  }
}

/** The index says it before the server is asked again; then it is read back, since servers store what they please. */
async function shown(
  account: CalendarAccount,
  href: string,
  { etag, text }: { etag: string; text: string },
): Promise<void> {
  const index = account.indexes.get(parentOf(href))
  if (index !== undefined) {
    const me = await account.me()
    const [entry] = await digestFor(index, [{ text, etag }], { expander: account.expander, me })
    index.putOwn(href, entry!)
  }
  tellNews(account, parentOf(href))
}

function notShown(account: CalendarAccount, href: string): void {
  account.indexes.get(parentOf(href))?.removeOwn(href)
  tellNews(account, parentOf(href))
}

function tellNews(account: CalendarAccount, folder: string): void {
  account.publish([{ type: 'calendar.events-changed', calendarIds: [calendarIdOf(folder)] }])
  const index = account.indexes.get(folder)
  askAgain(index, () => {
    const now = Date.now()
    if (!account.closed) void syncIndex(account, index!, { from: now - weekMs, to: now + weekMs })
  })
}
