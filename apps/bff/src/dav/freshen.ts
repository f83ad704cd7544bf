import type { CollectionMemory, Remembered } from './collection-memory.ts'

/** Younger than this it is answered at once; with a stream open, the beat keeps it younger. */
const FRESH_MS = 4_000
const WATCHED_FRESH_MS = 60_000
/** A server that failed is asked again after this. */
const FAILED_FRESH_MS = 4_000
/** How long a look waits for the server before it is answered from what is remembered. */
const PATIENCE_MS = 1_200
/** What is known to be old (the person's own change at another node) is worth a wait. */
const STALE_PATIENCE_MS = 6_000
/** A first look has nothing to show yet. */
const FIRST_PATIENCE_MS = 1_700
/** What the server was asked for first is here; a small collection is whole within this, too. */
const WHOLE_MS = 250

/** A memory, as true as it can be made while somebody waits; `whole`: not only what is read first. */
export async function freshen<Entry extends Remembered>(
  memory: CollectionMemory<Entry>,
  { watched, whole, sync }: { watched: boolean; whole: boolean; sync: () => Promise<void> },
): Promise<void> {
  const now = Date.now()
  memory.lookedAt = now
  const failing = memory.error !== null && now - memory.failedAt < FAILED_FRESH_MS
  const freshMs = watched ? Math.max(WATCHED_FRESH_MS, 15 * memory.syncMs) : FRESH_MS
  if (failing || (memory.error === null && !memory.stale && now - memory.syncedAt < freshMs)) return
  const first = memory.progress !== null
  const patienceMs = first ? FIRST_PATIENCE_MS : memory.stale ? STALE_PATIENCE_MS : PATIENCE_MS
  // A first reading goes on behind what it has shown already; tabs are told as it does.
  if (first && !whole && memory.running !== undefined && memory.entries.size > 0) return
  // A reading that runs may have asked before what made this old.
  const synced = memory.outrun ? memory.running!.then(sync, sync) : sync()
  await Promise.race([
    synced,
    after(patienceMs),
    ...(first && !whole ? [memory.firstLook.then(() => Promise.race([synced, after(WHOLE_MS)]))] : []),
  ])
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref())
}
