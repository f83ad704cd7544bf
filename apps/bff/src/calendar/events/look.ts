import type { Collection } from '@staffetta/dav'
import type { Db } from '../../db/open.ts'
import { freshen as freshenMemory } from '../../dav/freshen.ts'
import { AppError } from '../../http/app-error.ts'
import type { CalendarAccount } from '../account/calendar-account.ts'
import type { CalendarIndex, Span } from '../index/calendar-index.ts'
import { shownCalendars, shownLent, taskLists } from '../calendars/calendars.ts'
import type { ServiceCalendars } from '../account/service-calendars.ts'
import { type Access, feedAccess, lentAccess, ownAccess } from '../calendars/access.ts'
import { syncIndex } from '../account/index-sync.ts'

const weekMs = 7 * 86_400_000

/** An index, and how much of it one sees. */
export interface Looked {
  index: CalendarIndex
  access: Access
}

/** The indexes of the calendars that are shown, as true as they can be made while somebody waits. */
export async function lookAt(
  deps: { db: Db; services: ServiceCalendars },
  account: CalendarAccount,
  around: Span,
): Promise<Looked[]> {
  const [own, lent, feeds] = await Promise.all([
    lookAtOwn(deps.db, account, around),
    shownLent(deps, account).then((all) =>
      Promise.all(
        all.map(async (one): Promise<Looked> => {
          const index = one.via.indexOf(one.collection)
          await freshen(one.via, index, { around })
          return { index, access: lentAccess(one, account) }
        }),
      ),
    ),
    account.feeds?.look(account, around) ?? [],
  ])
  const published = feeds.map((index): Looked => ({ index, access: feedAccess(account, index.collection) }))
  return [...own, ...lent, ...published]
}

/** The same of those that are in one's own account. */
export async function lookAtOwn(db: Db, account: CalendarAccount, around: Span): Promise<Looked[]> {
  const indexes = await lookInto(account, await shownCalendars(db, account), { around })
  return Promise.all(
    indexes.map(async (index) => ({ index, access: await ownAccess(account, index.collection) })),
  )
}

/** Those that hold tasks, shown or not: a list is complete or it is no list. */
export async function lookAtTasks(
  deps: { db: Db; services: ServiceCalendars },
  account: CalendarAccount,
): Promise<Looked[]> {
  const now = Date.now()
  const how = { around: { from: now - weekMs, to: now + weekMs }, whole: true }
  const { own, lent } = await taskLists(deps, account)
  const [indexes, others] = await Promise.all([
    lookInto(account, own, how),
    Promise.all(
      lent.map(async (one): Promise<Looked> => {
        const index = one.via.indexOf(one.collection)
        await freshen(one.via, index, how)
        return { index, access: lentAccess(one, account) }
      }),
    ),
  ])
  const mine = indexes.map(async (index) => ({ index, access: await ownAccess(account, index.collection) }))
  return [...(await Promise.all(mine)), ...others]
}

/** Calendars of one account that are named. */
export async function lookInto(
  account: CalendarAccount,
  collections: readonly Collection[],
  { around, whole = false }: { around: Span; whole?: boolean },
): Promise<CalendarIndex[]> {
  const indexes = collections.map((collection) => account.indexOf(collection))
  await Promise.all(indexes.map((index) => freshen(account, index, { around, whole })))
  const known = indexes.filter((index) => index.syncedAt > 0 || index.entries.size > 0)
  // Nothing is remembered, of none: an empty week would be a lie.
  const failed = indexes.find((index) => index.error !== null)
  if (known.length === 0 && failed?.error) throw new AppError(failed.error)
  return indexes
}

/** One index, as true as it can be made while somebody waits; `whole`: not only what lies around that time. */
export function freshen(
  account: CalendarAccount,
  index: CalendarIndex,
  { around, whole = false }: { around: Span; whole?: boolean },
): Promise<void> {
  const sync = () => syncIndex(account, index, around)
  return freshenMemory(index, { watched: account.watched, whole, sync })
}
