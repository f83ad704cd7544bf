import type { Account } from '../http/account.ts'
import { AppError } from '../http/app-error.ts'
import { openImap, type Imap } from './imap-client.ts'
import { imapError, isConnectionLost } from './imap-errors.ts'

/** Searches, downloads and uploads that run beside the command connection. */
const MOST_OPEN = 4
/** The connection for short questions stays for the next one: who opens a message opens another. */
const ASIDE_IDLE_MS = 60_000

interface Side {
  imap: Imap
  close: () => void
}

/** The connections of an account beside the one for commands: a few at most, of the tenant's share like every other. */
export class SideConnections {
  /** Takes one of the tenant's connections, or throws mail/connection-limit; returns what gives it back. */
  readonly #admit: () => () => void
  readonly #account: () => Account
  #open = 0
  #aside: Side | undefined
  #asideTurn: Promise<unknown> = Promise.resolve()
  #asideTimer: NodeJS.Timeout | undefined

  constructor(admit: () => () => void, account: () => Account) {
    this.#admit = admit
    this.#account = account
  }

  get count(): number {
    return this.#open
  }

  close(): void {
    this.#takeAside()?.close()
  }

  /** A connection of its own for what may take long or is read slowly; `signal` ends it on the server too. */
  async apart<T>(path: string | null, work: (imap: Imap) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const { imap, close } = await this.open(signal)
    try {
      if (path !== null) await imap.mailboxOpen(path, { readOnly: true })
      return await work(imap)
    } catch (error) {
      throw imapError(error)
    } finally {
      close()
    }
  }

  /**
   * A short question beside the command connection, in any mailbox, without a login each time. May be asked again when the
   * kept connection has died meanwhile: for reading only.
   */
  aside<T>(path: string, work: (imap: Imap) => Promise<T>): Promise<T> {
    const ask = async () => {
      const kept = this.#takeAside()
      if (kept !== undefined) {
        try {
          return await this.#askAside(kept, path, work)
        } catch (error) {
          if (!isConnectionLost(error)) throw error
        }
      }
      return this.#askAside(await this.open(), path, work)
    }
    // One after the other: whoever leafs through messages must not take the connections of a search.
    const answer = this.#asideTurn.then(ask)
    this.#asideTurn = answer.catch(() => undefined)
    return answer
  }

  async #askAside<T>(side: Side, path: string, work: (imap: Imap) => Promise<T>): Promise<T> {
    try {
      await side.imap.mailboxOpen(path, { readOnly: true })
      const answer = await work(side.imap)
      this.#keepAside(side)
      return answer
    } catch (error) {
      side.close()
      throw imapError(error)
    }
  }

  #takeAside(): Side | undefined {
    const kept = this.#aside
    this.#aside = undefined
    clearTimeout(this.#asideTimer)
    return kept?.imap.usable === true ? kept : undefined
  }

  #keepAside(side: Side): void {
    this.#takeAside()?.close()
    this.#aside = side
    this.#asideTimer = setTimeout(() => this.#takeAside()?.close(), ASIDE_IDLE_MS)
    this.#asideTimer.unref()
  }

  /** A connection of its own, for callers that close it themselves. */
  async open(signal?: AbortSignal): Promise<Side> {
    if (this.#open >= MOST_OPEN) this.#takeAside()?.close()
    if (this.#open >= MOST_OPEN) throw new AppError('mail/connection-limit', undefined, { retryAfter: 2 })
    const leave = this.#admit()
    this.#open++
    const given = () => {
      this.#open--
      leave()
    }
    try {
      const imap = await openImap(this.#account(), { socketMs: 300_000 })
      const end = () => imap.close()
      signal?.addEventListener('abort', end)
      imap.once('close', given)
      if (signal?.aborted === true) end()
      return {
        imap,
        close: () => {
          signal?.removeEventListener('abort', end)
          end()
        },
      }
    } catch (error) {
      given()
      throw error
    }
  }
}
