import type { ErrorCode } from '@staffetta/contract'
import type { Collection, SyncMark } from '@staffetta/dav'

/** What is remembered of one object. */
export interface Remembered {
  etag: string
  /** In bytes of memory, about. */
  weight: number
  /** Written by us at this time (performance.now): what was fetched before is older. */
  writtenAt: number
}

/**
 * The memory of one collection of a DAV server: every object's ETag, and what screens need of it. It is true up to `mark`. A
 * cache: dropped at any doubt, the server is the truth.
 */
export class CollectionMemory<Entry extends Remembered> {
  collection: Collection
  readonly entries = new Map<string, Entry>()
  /** Written or removed by us at this time: news that was asked for before is older than that. */
  readonly removedAt = new Map<string, number>()
  /** Written by us, and not yet read back. */
  readonly doubtful = new Set<string>()
  mark: SyncMark | undefined
  /** Of the first reading, in percent; null once it is done. */
  progress: number | null = 0
  error: ErrorCode | null = null
  /** When what is here was known to be what the server has; 0: never. */
  syncedAt = 0
  failedAt = 0
  /** How often somebody else wrote there, on this node or another; a reading knows of those before it began. */
  #doubts = 0
  #doubtsRead = 0
  #doubtsAsked = 0
  /** How long the server took to say what is new: a slow one is asked less often. */
  syncMs = 0
  lookedAt = Date.now()
  weight = 0
  /** Resolved when what a first look needs is here, as far as the server could say. */
  readonly firstLook: Promise<void>
  showFirstLook: () => void = () => undefined
  running: Promise<void> | undefined
  readonly #ending = new AbortController()

  constructor(collection: Collection) {
    this.collection = collection
    this.firstLook = new Promise((resolve) => {
      this.showFirstLook = resolve
    })
  }

  /** It is not as the server has it, however young. */
  get stale(): boolean {
    return this.#doubts !== this.#doubtsRead
  }

  /** The reading that runs may have asked before what made this old. */
  get outrun(): boolean {
    return this.running !== undefined && this.#doubts !== this.#doubtsAsked
  }

  doubt(): void {
    this.#doubts++
  }

  /** A reading begins; what it gives back says that it succeeded. */
  ask(): () => void {
    const asked = this.#doubts
    this.#doubtsAsked = asked
    return () => {
      this.#doubtsRead = asked
    }
  }

  get href(): string {
    return this.collection.href
  }

  get signal(): AbortSignal {
    return this.#ending.signal
  }

  put(href: string, entry: Entry): void {
    this.weight += entry.weight - (this.entries.get(href)?.weight ?? 0)
    this.entries.set(href, entry)
  }

  remove(href: string): boolean {
    this.weight -= this.entries.get(href)?.weight ?? 0
    return this.entries.delete(href)
  }

  /** What we wrote ourselves: at once as it was sent, until it is read back. */
  putOwn(href: string, entry: Entry): void {
    this.removedAt.delete(href)
    this.put(href, { ...entry, writtenAt: performance.now() })
    this.doubtful.add(href)
  }

  removeOwn(href: string): void {
    this.remove(href)
    this.doubtful.delete(href)
    this.removedAt.set(href, performance.now())
    if (this.removedAt.size > 1_000) this.removedAt.clear()
  }

  /** Whether news that was asked for at a time may speak of an object. */
  admits(href: string, askedAt: number): boolean {
    return Math.max(this.entries.get(href)?.writtenAt ?? 0, this.removedAt.get(href) ?? 0) < askedAt
  }

  /** Href → ETag, as a sync wants it. */
  known(): Map<string, string> {
    return new Map(Array.from(this.entries, ([href, { etag }]) => [href, etag]))
  }

  close(): void {
    this.#ending.abort()
    this.showFirstLook()
  }
}
