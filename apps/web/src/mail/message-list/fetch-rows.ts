import { ApiError, type MessageWindow } from '@staffetta/contract'
import { api } from '../../app/api.ts'
import { queryClient } from '../../app/query-client.ts'
import { createStore } from '../../app/store.ts'
import { applyWindow, makeOld, missingPages } from '../list-cache.ts'
import type { ListQuery, MessageList } from '../known-list.ts'
import { newsOf } from '../live.ts'
import { fetchPreviews } from '../mutations.ts'
import { mailQueries, pageSize } from '../queries.ts'

/** What went wrong with a list, and when it is tried again. */
export interface ListTrouble {
  error: unknown
  since: number
  retryAt: number
}

const firstRetryMs = 5000
const longestRetryMs = 60_000
const mostAtOnce = 3
const briefRetries = 4
const briefRetryMs = 300
/** A list that is known and gets no answer for so long is said to be old; the asking goes on. */
const slowMs = 6_000

export const troubles = createStore<{ byList: ReadonlyMap<string, ListTrouble> }>({ byList: new Map() })
const inFlight = new Map<string, AbortController>()
const failures = new Map<string, number>()
const lastTrue = new Map<string, number>()

/** Names a list among the troubles. */
export const listName = (query: ListQuery): string => JSON.stringify(query)

/** Sees to it that rows `first` to `last` are known and true. Cheap when they are. */
export function ensureRows(query: ListQuery, first: number, last: number): void {
  const name = listName(query)
  const trouble = troubles.get().byList.get(name)
  if (trouble && trouble.retryAt > Date.now()) return
  const list = queryClient.getQueryData<MessageList>(mailQueries.list(query).queryKey)
  const pages = missingPages(list, first, last, pageSize)
  cancelFar(name, pages)
  for (const page of pages.slice(0, mostAtOnce)) void fetchPage(query, page)
}

/** Tries a troubled list at once. */
export function retryNow(query: ListQuery, first: number, last: number): void {
  const byList = new Map(troubles.get().byList)
  const trouble = byList.get(listName(query))
  if (trouble) byList.set(listName(query), { ...trouble, retryAt: 0 })
  troubles.set({ byList })
  queryClient.setQueryData<MessageList>(mailQueries.list(query).queryKey, (list) => list && makeOld(list))
  ensureRows(query, first, last)
}

async function fetchPage(query: ListQuery, page: number, attempt = 0): Promise<void> {
  const key = `${listName(query)} ${page}`
  if (inFlight.has(key)) return
  const controller = new AbortController()
  inFlight.set(key, controller)
  const news = newsOf(query.mailboxId)
  const slow = setTimeout(() => tellSlow(query), slowMs)
  try {
    const window = await api.mail.listMessages(
      {
        mailboxId: query.mailboxId,
        offset: page * pageSize,
        limit: pageSize,
        order: query.order,
        ascending: query.ascending,
        filter: query.filter,
        ...(query.threads ? { threads: true } : {}),
      },
      { signal: controller.signal },
    )
    inFlight.delete(key)
    if (window.staleSince === null) {
      failures.delete(listName(query))
      lastTrue.set(listName(query), Date.now())
    }
    clearTrouble(query)
    store(query, window, { old: news !== newsOf(query.mailboxId) })
    const bare = window.rows.filter((row) => row.preview === null).map((row) => row.ref)
    if (bare.length > 0) void fetchPreviews(bare).catch(() => undefined) // A row without its first words is still a row.
  } catch (error) {
    inFlight.delete(key)
    if (controller.signal.aborted) return
    if (!(error instanceof ApiError)) throw error
    if (error.code === 'mail/connection-limit' && attempt < briefRetries) {
      // Too much at once is over in a moment; nobody needs to hear of it.
      setTimeout(() => void fetchPage(query, page, attempt + 1), briefRetryMs * (attempt + 1))
      return
    }
    // The session's own dialog says so; after it everything is asked again.
    if (error.code !== 'auth/session-required') putTrouble(query, error)
  } finally {
    clearTimeout(slow)
  }
}

function tellSlow(query: ListQuery): void {
  const since = new Date(lastTrue.get(listName(query)) ?? Date.now() - slowMs).toISOString()
  queryClient.setQueryData<MessageList>(
    mailQueries.list(query).queryKey,
    (list) => list && { ...list, staleSince: list.staleSince ?? since },
  )
}

function store(query: ListQuery, window: MessageWindow, { old }: { old: boolean }): void {
  queryClient.setQueryData<MessageList>(mailQueries.list(query).queryKey, (list) => {
    const known = applyWindow(list, window)
    return old ? makeOld(known) : known
  })
}

/** Dragging past a hundred pages asks for the one where one stops, not for all. */
function cancelFar(name: string, wanted: number[]): void {
  if (wanted.length === 0) return
  for (const [key, controller] of inFlight) {
    if (!key.startsWith(`${name} `)) continue
    const page = Number(key.slice(name.length + 1))
    if (wanted.every((one) => Math.abs(one - page) > 4)) {
      inFlight.delete(key)
      controller.abort()
    }
  }
}

function putTrouble(query: ListQuery, error: unknown): void {
  const name = listName(query)
  const times = (failures.get(name) ?? 0) + 1
  failures.set(name, times)
  const wait = Math.min(longestRetryMs, firstRetryMs * 2 ** (times - 1))
  const byList = new Map(troubles.get().byList)
  byList.set(name, {
    error,
    since: byList.get(name)?.since ?? lastTrue.get(name) ?? Date.now(),
    retryAt: Date.now() + wait,
  })
  troubles.set({ byList })
}

function clearTrouble(query: ListQuery): void {
  if (!troubles.get().byList.has(listName(query))) return
  const byList = new Map(troubles.get().byList)
  byList.delete(listName(query))
  troubles.set({ byList })
}
