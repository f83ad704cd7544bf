import type { ErrorCode } from '@staffetta/contract'
import {
  compareMembers,
  type Dav,
  fetchObjects,
  type FetchedBatch,
  type Member,
  syncCollection,
} from '@staffetta/dav'
import type { CollectionMemory, Remembered } from './collection-memory.ts'

/** While a first reading goes on, those who look are told so often. */
const TELL_MS = 700

/** What synchronising has to know of one kind of collection. */
export interface Reader<Entry extends Remembered> {
  dav: Dav
  /** The entries of objects, in their order. */
  digest(objects: { text: string; etag: string }[]): Promise<Entry[]>
  /** Of an object the server would not give. */
  notFetched(etag: string): Entry
  /** What of an entry is on a screen: equal where nothing has to be drawn again. */
  shownOf(entry: Entry): unknown
  /** Which objects somebody waits for; they are read before the rest. Never believed. */
  hint?(): Promise<Member[]>
  /** All of it, named sooner than a first sync would. Never believed: what it says too much or too little, the sync mends. */
  quickList?(): Promise<Member[]>
  /** Done while the server makes its first list. */
  afterHint?(): Promise<void>
  /** Objects came, went or changed. */
  tellObjects(): void
  /** The state of the collection is another. */
  tellCollections(): void
  codeOf(error: unknown): ErrorCode
  /** It failed like that: a collection that is gone is seen by listing them. */
  onFailure?(code: ErrorCode): void
}

/** Makes a memory true: reads everything once, afterwards what changed. Calls that come meanwhile share the one that runs. */
export function synchronise<Entry extends Remembered>(
  memory: CollectionMemory<Entry>,
  reader: () => Reader<Entry>,
): Promise<void> {
  memory.running ??= new Synchronisation(memory, reader()).run().finally(() => {
    memory.running = undefined
    memory.showFirstLook()
  })
  // Whoever waits is told of a failure; nobody may be waiting any longer.
  memory.running.catch(() => undefined)
  return memory.running
}

class Synchronisation<Entry extends Remembered> {
  readonly #memory: CollectionMemory<Entry>
  readonly #reader: Reader<Entry>

  constructor(memory: CollectionMemory<Entry>, reader: Reader<Entry>) {
    this.#memory = memory
    this.#reader = reader
  }

  async run(): Promise<void> {
    const memory = this.#memory
    const before = memory.error
    const first = memory.progress !== null
    const startedAt = Date.now()
    const succeeded = memory.ask()
    try {
      const changed = first ? await this.#readAll() : await this.#readNews()
      memory.error = null
      succeeded()
      memory.syncedAt = Date.now()
      if (!first) memory.syncMs = memory.syncedAt - startedAt
      if (changed) this.#reader.tellObjects()
      if (first || before !== null) this.#reader.tellCollections()
    } catch (error) {
      if (memory.signal.aborted) return
      memory.error = this.#reader.codeOf(error)
      memory.failedAt = Date.now()
      this.#reader.onFailure?.(memory.error)
      if (before !== memory.error) this.#reader.tellCollections()
    }
  }

  /** The whole collection, what is looked at first. */
  async #readAll(): Promise<boolean> {
    const memory = this.#memory
    const { signal } = memory
    const { dav } = this.#reader
    const askedAt = performance.now()
    const hinted = (await this.#reader.hint?.()) ?? []
    await this.#fetch(hinted, { askedAt })
    // Without a hint there is something to look at once the first of all are here.
    if (this.#reader.hint !== undefined) memory.showFirstLook()
    if (hinted.length > 0) this.#reader.tellObjects()

    const tell = this.#teller({ hasTold: hinted.length > 0 })
    const quick = (await this.#reader.quickList?.()) ?? []
    await this.#fetch(quick, { askedAt, onBatch: (done) => tell(done / quick.length) })

    const listedAt = performance.now()
    const [result] = await Promise.all([
      syncCollection(dav, memory.collection, { signal }),
      this.#reader.afterHint?.(),
    ])
    if (result.kind !== 'full') throw new Error('a first sync must be full')
    const { changed, removed } = compareMembers(memory.known(), result.present)
    for (const href of removed) if (memory.admits(href, listedAt)) memory.remove(href)
    await this.#fetch(changed, { askedAt: listedAt, onBatch: (done) => tell(done / changed.length) })
    memory.mark = result.mark
    memory.progress = null
    return true
  }

  /** Says how far a first reading is: what is first of all is worth a word at once, unless a hint has shown something already. */
  #teller({ hasTold }: { hasTold: boolean }): (part: number) => void {
    const memory = this.#memory
    const startedAt = performance.now()
    let stateToldAt = startedAt
    let toldAt = hasTold ? startedAt : -Infinity
    return (part) => {
      memory.showFirstLook()
      memory.progress = Math.max(memory.progress ?? 0, Math.min(99, Math.round(100 * part)))
      const now = performance.now()
      if (now - stateToldAt >= TELL_MS) {
        stateToldAt = now
        this.#reader.tellCollections()
      }
      // Who shows all of it asks for all of it again: the more is here, the seldomer.
      if (now - toldAt < Math.max(TELL_MS, (now - startedAt) / 4)) return
      toldAt = now
      this.#reader.tellObjects()
    }
  }

  /** What happened since the mark. True when something of it shows. */
  async #readNews(): Promise<boolean> {
    const memory = this.#memory
    const { signal, mark } = memory
    const askedAt = performance.now()
    const known = memory.known()
    const doubtful = [...memory.doubtful]
    const result = await syncCollection(this.#reader.dav, memory.collection, {
      signal,
      known,
      ...(mark !== undefined && { mark }),
    })
    const news: { changed: Member[]; removed: string[] } =
      result.kind === 'unchanged'
        ? { changed: [], removed: [] }
        : result.kind === 'full'
          ? compareMembers(known, result.present)
          : result
    const changed = new Map(
      news.changed
        .filter(({ href, etag }) => etag === undefined || memory.entries.get(href)?.etag !== etag)
        .map((member) => [member.href, member]),
    )
    // What we wrote is read back: servers store something else than was sent, and say nothing.
    for (const href of doubtful)
      if (memory.entries.has(href) && !changed.has(href)) changed.set(href, { href, etag: undefined })
    const removed = news.removed.filter((href) => memory.admits(href, askedAt) && memory.remove(href))
    const shown = await this.#fetch([...changed.values()], { askedAt })
    for (const href of doubtful) memory.doubtful.delete(href)
    memory.mark = result.mark
    return shown || removed.length > 0
  }

  /** Fetches and digests, the next batch on its way while a thread reads the last. True when something shown changed. */
  async #fetch(
    members: readonly Member[],
    { askedAt, onBatch }: { askedAt: number; onBatch?: (done: number) => void },
  ): Promise<boolean> {
    const memory = this.#memory
    const etags = new Map(members.map(({ href, etag }) => [href, etag]))
    let changed = false
    let done = 0
    let digesting: Promise<void> = Promise.resolve()
    const batches = fetchObjects(this.#reader.dav, memory.collection, etags.keys(), { signal: memory.signal })
    for await (const batch of batches) {
      await digesting
      digesting = take(batch, this.#reader)
      // Awaited with the next batch or at the end; until then its failure is nobody's.
      digesting.catch(() => undefined)
    }
    await digesting
    return changed

    async function take({ found, missing, failed }: FetchedBatch, reader: Reader<Entry>): Promise<void> {
      // ETags of the listing where it names them: they are what the next listing is compared with.
      const objects = found.map(({ href, etag, text }) => ({ text, etag: etags.get(href) ?? etag ?? '' }))
      const entries = await reader.digest(objects)
      for (const [i, { href }] of found.entries()) put(href, entries[i]!, reader)
      for (const { href } of failed) put(href, reader.notFetched(etags.get(href) ?? ''), reader)
      for (const href of missing) if (memory.admits(href, askedAt) && memory.remove(href)) changed = true
      done += found.length + missing.length + failed.length
      onBatch?.(done)
    }

    function put(href: string, entry: Entry, reader: Reader<Entry>): void {
      if (!memory.admits(href, askedAt)) return
      const known = memory.entries.get(href)
      const shown = (one: Entry) => JSON.stringify(reader.shownOf(one))
      if (known === undefined || shown(known) !== shown(entry)) changed = true
      memory.put(href, entry)
    }
  }
}
