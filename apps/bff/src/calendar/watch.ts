import { type Listener, lookedAt, rested } from '../dav/beat.ts'
import type { Account } from '../http/account.ts'
import type { CalendarAccount, Lent } from './account/calendar-account.ts'
import type { CalendarAccounts } from './account/calendar-accounts.ts'
import type { CalendarIndex } from './index/calendar-index.ts'
import { syncIndex } from './account/index-sync.ts'

const LISTED_EVERY_MS = 60_000
const dayMs = 86_400_000

/** What is read of calendars while tabs are open. */
export class CalendarNews implements Listener {
  readonly service = 'calendar'
  readonly #calendars: CalendarAccounts
  readonly #lent: (account: CalendarAccount) => Promise<Lent[]>

  constructor(deps: {
    calendars: CalendarAccounts
    /** What others share with somebody now: it may be another list than before. */
    lent: (account: CalendarAccount) => Promise<Lent[]>
  }) {
    this.#calendars = deps.calendars
    this.#lent = deps.lent
  }

  unwatch(key: string): void {
    this.#calendars.unwatch(key)
  }

  async readNews(account: Account): Promise<void> {
    const calendars = this.#calendars.known(account)
    if (calendars === undefined) return
    calendars.watched = true
    await readNews(calendars)
    for (const { via, collection } of await this.#lent(calendars)) {
      const index = via.indexes.get(collection.href)
      if (index !== undefined) await readNewsOf(via, [index])
    }
  }
}

async function readNews(account: CalendarAccount): Promise<void> {
  const looked = lookedAt(account.indexes.values())
  if (looked.length === 0) return
  // A password that is no longer right does not get right by repeating: servers lock accounts for that.
  if (looked.some(({ error }) => error === 'calendar/credentials-refused')) return
  await account.collections(LISTED_EVERY_MS)
  await readNewsOf(account, looked)
}

async function readNewsOf(account: CalendarAccount, indexes: Iterable<CalendarIndex>): Promise<void> {
  const now = Date.now()
  for (const index of lookedAt(indexes)) {
    if (account.closed) return
    if (rested(index)) await syncIndex(account, index, { from: now - 7 * dayMs, to: now + 7 * dayMs })
  }
}
