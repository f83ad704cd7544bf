import { dehydrate, hydrate, type DehydratedState, type Query } from '@tanstack/react-query'
import { get, set, type UseStore } from 'idb-keyval'
import { accountStore, deleteEveryStore } from './account-store.ts'
import { queryClient } from './query-client.ts'
import type { Remembered } from './session.ts'
import { version } from './version.ts'

/**
 * What was last on screen, kept in IndexedDB under the tenant and the account, so that a reload shows it at once.
 * Another version of the product reads nothing of it; signing out leaves nothing.
 */
interface Kept {
  version: string
  state: DehydratedState
}

const saveDelayMs = 1000
let store: UseStore | null = null
let stopWatching: (() => void) | null = null
let timer: ReturnType<typeof setTimeout> | undefined

type Owner = Pick<Remembered, 'tenant' | 'accountId'>

export async function restoreCache(owner: Owner): Promise<void> {
  try {
    const kept = await get<Kept>('cache', accountStore(owner, 'kept'))
    if (kept?.version !== version) return
    hydrate(queryClient, kept.state)
    // What happened since, nobody has told: it is shown, and asked again by whatever shows it.
    await queryClient.invalidateQueries({ predicate: isKept, refetchType: 'none' })
  } catch {
    // A browser without IndexedDB (private window) starts empty.
  }
}

/** Keeps the marked queries (`meta.kept`) from now on. */
export function keepCache(owner: Owner): void {
  store = accountStore(owner, 'kept')
  stopWatching?.()
  const unsubscribe = queryClient.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || !event.query.meta?.['kept']) return
    timer ??= setTimeout(save, saveDelayMs)
  })
  document.addEventListener('visibilitychange', saveWhenHidden)
  stopWatching = () => {
    unsubscribe()
    document.removeEventListener('visibilitychange', saveWhenHidden)
    clearTimeout(timer)
    timer = undefined
  }
}

/** Forgets what was kept on disk, of whomever, and keeps nothing more. */
export async function dropCaches(): Promise<void> {
  stopWatching?.()
  stopWatching = null
  store = null
  await deleteEveryStore('kept')
}

function saveWhenHidden(): void {
  if (document.visibilityState === 'hidden') save()
}

function save(): void {
  clearTimeout(timer)
  timer = undefined
  if (!store) return
  const state = dehydrate(queryClient, { shouldDehydrateQuery: isKept, shouldDehydrateMutation: () => false })
  void set('cache', { version, state } satisfies Kept, store).catch(() => undefined)
}

function isKept(query: Query): boolean {
  return query.meta?.['kept'] === true && query.state.status === 'success'
}
