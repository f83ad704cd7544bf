import type { Account } from '../http/account.ts'
import type { CalendarAccount, Lent } from './account/calendar-account.ts'
import type { CalendarAccounts } from './account/calendar-accounts.ts'
import type { CalendarIndex } from './index/calendar-index.ts'
import { syncIndex } from './account/index-sync.ts'

/** Calendars nobody looked at for so long are read when somebody does. */
const LOOKED_AT_MS = 15 * 60_000
const LISTED_EVERY_MS = 60_000
/** Radicale needs two seconds to say that nothing is new of 10,000 events: it rests ten times as long. */
const RESTS = 10
const dayMs = 86_400_000

/**
 * Asks for news while tabs are open: DAV tells nothing by itself. One account of a tenant at a time, so that a thousand
 * open tabs are a queue to their server, not a storm.
 */
export class CalendarBeat {
  readonly #calendars: CalendarAccounts
  readonly #find: (key: string) => Account | undefined
  readonly #lent: (account: CalendarAccount) => Promise<Lent[]>
  readonly #beatMs: number
  readonly #timers = new Map<string, NodeJS.Timeout>()
  readonly #queues = new Map<string, Promise<void>>()

  constructor(deps: {
    calendars: CalendarAccounts
    find: (key: string) => Account | undefined
    /** What others share with somebody now: it may be another list than before. */
    lent: (account: CalendarAccount) => Promise<Lent[]>
    beatMs: number
  }) {
    this.#calendars = deps.calendars
    this.#find = deps.find
    this.#lent = deps.lent
    this.#beatMs = deps.beatMs
  }

  start(account: Account): void {
    this.stop(account.key)
    this.#next(account.key)
  }

  stop(key: string): void {
    clearTimeout(this.#timers.get(key))
    this.#timers.delete(key)
    this.#calendars.unwatch(key)
  }

  close(): void {
    for (const key of this.#timers.keys()) this.stop(key)
  }

  #next(key: string): void {
    const timer = setTimeout(() => void this.#ask(key), this.#beatMs * (0.75 + Math.random() / 2))
    timer.unref()
    this.#timers.set(key, timer)
  }

  async #ask(key: string): Promise<void> {
    const account = this.#find(key)
    if (account === undefined || !account.tenant.services.includes('calendar')) return this.stop(key)
    const before = this.#queues.get(account.tenantId) ?? Promise.resolve()
    const turn = before.then(() => this.#readNews(account))
    this.#queues.set(account.tenantId, turn)
    await turn
    if (this.#queues.get(account.tenantId) === turn) this.#queues.delete(account.tenantId)
    if (this.#timers.has(key)) this.#next(key)
  }

  async #readNews(account: Account): Promise<void> {
    try {
      const calendars = this.#calendars.known(account)
      if (calendars === undefined) return
      calendars.watched = true
      await readNews(calendars)
      for (const { via, collection } of await this.#lent(calendars)) {
        const index = via.indexes.get(collection.href)
        if (index !== undefined) await readNewsOf(via, [index])
      }
    } catch {
      // A server that is away is told by the indexes; the next beat asks again.
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
    if (now - index.syncedAt < index.syncMs * RESTS) continue
    await syncIndex(account, index, { from: now - 7 * dayMs, to: now + 7 * dayMs })
  }
}

function lookedAt(indexes: Iterable<CalendarIndex>): CalendarIndex[] {
  const now = Date.now()
  return [...indexes].filter((index) => now - index.lookedAt < LOOKED_AT_MS)
}
