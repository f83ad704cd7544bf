import type { MessageRef, MessageSummary } from '@staffetta/contract'
import { queryClient } from '../app/query-client.ts'
import { createStore } from '../app/store.ts'
import { indexOf, type ListQuery, type MessageList } from './list-cache.ts'
import { mailQueries } from './queries.ts'
import type { Target } from './mutations.ts'

interface Open {
  ref: MessageRef | null
  query: ListQuery | null
  /** Goes to a message, or back to the list. */
  goTo: (ref: MessageRef | null) => void
}

/** Which message is open and in which list: set by the screen, read by actions and by the reader's toolbar. */
export const openMessage = createStore<Open>({ ref: null, query: null, goTo: () => undefined })

/** The place of the open message, and who stands beside it; null where the list does not know. */
export function neighbours(ref: MessageRef, query: ListQuery) {
  const list = queryClient.getQueryData<MessageList>(mailQueries.list(query).queryKey)
  const index = indexOf(list, ref)
  if (!list || index === undefined) return null
  const at = (place: number): MessageSummary | null => list.rows.get(place)?.summary ?? null
  return { index, total: list.total, previous: at(index - 1), next: at(index + 1) }
}

/** Before messages leave the list: when the open one is among them, the next one that stays is opened. */
export function stepAside(target: Target): void {
  const { ref, query, goTo } = openMessage.get()
  if (ref === null || query === null || !contains(target, ref)) return
  const list = queryClient.getQueryData<MessageList>(mailQueries.list(query).queryKey)
  const index = indexOf(list, ref)
  if (!list || index === undefined) return goTo(null)
  for (const step of [1, -1]) {
    for (let at = index + step; at >= 0 && at < list.total; at += step) {
      const row = list.rows.get(at)
      if (!row) break
      if (!contains(target, row.summary.ref)) return goTo(row.summary.ref)
    }
  }
  goTo(null)
}

function contains(target: Target, ref: MessageRef): boolean {
  return target.set.refs ? target.set.refs.includes(ref) : !target.set.all?.except.includes(ref)
}
