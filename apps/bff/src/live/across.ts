import { randomUUID } from 'node:crypto'
import type { LiveEvent } from '@staffetta/contract'
import { Bell, ringBell } from '../db/bell.ts'
import type { Db } from '../db/open.ts'
import type { LiveHub } from './hub.ts'

interface Rung {
  from: string
  /** A key of an account, or a tenant and a slash: everybody of it. */
  to: string
  /** Null: more than can be rung; ask again. */
  events: LiveEvent[] | null
}

/**
 * What one node tells its tabs, the others tell theirs. Of a mailbox each node hears from the mail server itself, so only what is
 * no news of the server's crosses; the database carries it, and whoever misses it is told to ask again.
 */
export class LiveAcross {
  readonly #db: Db
  readonly #me = randomUUID()
  readonly #bell: Bell

  constructor({ db, databaseUrl, hub }: { db: Db; databaseUrl: string; hub: LiveHub }) {
    this.#db = db
    this.#bell = new Bell({
      databaseUrl,
      onRing: (text) => {
        const { from, to, events } = JSON.parse(text) as Rung
        if (from === this.#me) return
        if (events === null) hub.resync(to)
        else hub.publishHere(to, events)
      },
      onGap: () => hub.resync(''),
    })
  }

  tell(to: string, events: LiveEvent[]): void {
    const crossing = events.filter(
      ({ type }) => !type.startsWith('mail.') || type === 'mail.submission-changed',
    )
    if (crossing.length > 0) void this.#ring({ from: this.#me, to, events: crossing }).catch(() => undefined)
  }

  close(): Promise<void> {
    return this.#bell.close()
  }

  async #ring(rung: Rung): Promise<void> {
    const told = await ringBell(this.#db, JSON.stringify(rung))
    if (!told) await ringBell(this.#db, JSON.stringify({ ...rung, events: null }))
  }
}
