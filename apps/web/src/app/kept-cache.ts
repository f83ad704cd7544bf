import { dehydrate, hydrate, type DehydratedState, type Query } from '@tanstack/react-query'
import { clear, createStore as openStore, get, set, type UseStore } from 'idb-keyval'
import { queryClient } from './query-client.ts'
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
let storeName: string | null = null
let stopWatching: (() => void) | null = null
let timer: ReturnType<typeof setTimeout> | undefined

export async function restoreCache(tenant: string, accountId: string): Promise<void> {
  try {
    const kept = await get<Kept>('cache', storeOf(tenant, accountId))
    if (kept?.version === version) hydrate(queryClient, kept.state)
  } catch {
    // A browser without IndexedDB (private window) starts empty.
  }
}

/** Keeps the marked queries (`meta.kept`) from now on. */
export function keepCache(tenant: string, accountId: string): void {
  store = storeOf(tenant, accountId)
  storeName = nameOf(tenant, accountId)
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

/** Forgets everything of this account, in memory and on disk. */
export async function dropCache(): Promise<void> {
  stopWatching?.()
  stopWatching = null
  const dropped = store
  const name = storeName
  store = null
  storeName = null
  queryClient.clear()
  if (dropped) await clear(dropped).catch(() => undefined)
  // Emptied at once; the empty shell goes when the last tab lets go of it.
  if (name) indexedDB.deleteDatabase(name)
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

function storeOf(tenant: string, accountId: string): UseStore {
  return openStore(nameOf(tenant, accountId), 'kept')
}

function nameOf(tenant: string, accountId: string): string {
  return `${tenant}.${accountId}`
}
