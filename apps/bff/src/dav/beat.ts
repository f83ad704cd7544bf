import type { Account } from '../http/account.ts'
import type { CollectionMemory, Remembered } from './collection-memory.ts'

/** Collections nobody looked at for so long are read when somebody does. */
const LOOKED_AT_MS = 15 * 60_000
/** Radicale needs two seconds to say that nothing is new of 10,000 events: it rests ten times as long. */
const RESTS = 10

/** An area that wants to hear of news. */
export interface Listener {
  service: 'calendar' | 'contacts'
  readNews(account: Account): Promise<void>
  /** No stream is open any more. */
  unwatch(key: string): void
}

/**
 * Asks for news while tabs are open: DAV tells nothing by itself. One account of a tenant at a time, so that a thousand
 * open tabs are a queue to their server, not a storm.
 */
export class Beat {
  readonly #listeners: readonly Listener[]
  readonly #find: (key: string) => Account | undefined
  readonly #beatMs: number
  readonly #timers = new Map<string, NodeJS.Timeout>()
  readonly #queues = new Map<string, Promise<void>>()

  constructor(deps: {
    listeners: readonly Listener[]
    find: (key: string) => Account | undefined
    beatMs: number
  }) {
    this.#listeners = deps.listeners
    this.#find = deps.find
    this.#beatMs = deps.beatMs
  }

  start(account: Account): void {
    this.stop(account.key)
    if (this.#listening(account).length > 0) this.#next(account.key)
  }

  stop(key: string): void {
    clearTimeout(this.#timers.get(key))
    this.#timers.delete(key)
    for (const listener of this.#listeners) listener.unwatch(key)
  }

  close(): void {
    for (const key of this.#timers.keys()) this.stop(key)
  }

  #listening({ tenant }: Account): Listener[] {
    return this.#listeners.filter(({ service }) => tenant.services.includes(service))
  }

  #next(key: string): void {
    const timer = setTimeout(() => void this.#ask(key), this.#beatMs * (0.75 + Math.random() / 2))
    timer.unref()
    this.#timers.set(key, timer)
  }

  async #ask(key: string): Promise<void> {
    const account = this.#find(key)
    if (account === undefined || this.#listening(account).length === 0) return this.stop(key)
    const before = this.#queues.get(account.tenantId) ?? Promise.resolve()
    const turn = before.then(() => this.#readNews(account))
    this.#queues.set(account.tenantId, turn)
    await turn
    if (this.#queues.get(account.tenantId) === turn) this.#queues.delete(account.tenantId)
    if (this.#timers.has(key)) this.#next(key)
  }

  async #readNews(account: Account): Promise<void> {
    // A server that is away is told by the memories; the next beat asks again.
    for (const listener of this.#listening(account)) await listener.readNews(account).catch(() => undefined)
  }
}

/** Those somebody looked at. */
export function lookedAt<Memory extends CollectionMemory<Remembered>>(memories: Iterable<Memory>): Memory[] {
  const now = Date.now()
  return [...memories].filter((memory) => now - memory.lookedAt < LOOKED_AT_MS)
}

/** Those of them that may be asked for again: a slow server rests. */
export function rested<Memory extends CollectionMemory<Remembered>>(memory: Memory): boolean {
  return Date.now() - memory.syncedAt >= memory.syncMs * RESTS
}
