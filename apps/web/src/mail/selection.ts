import type { MessageRef, MessageSummary } from '@staffetta/contract'
import { createStore } from '../app/store.ts'
import { queryClient } from '../app/query-client.ts'
import type { ListQuery } from './known-list.ts'
import { refsOf } from './list-threads.ts'
import type { Target } from './mutations.ts'
import { mailQueries } from './queries.ts'

/** Rows one has ticked, or a whole list but some. */
export type Selection =
  | { kind: 'some'; picked: ReadonlyMap<MessageRef, MessageSummary>; anchor: number | null }
  | { kind: 'all'; except: ReadonlyMap<MessageRef, MessageSummary>; total: number; anchor: number | null }

const nothing: Selection = { kind: 'some', picked: new Map(), anchor: null }

export const selection = createStore<{ now: Selection }>({ now: nothing })

/** The row the keys act on, by its place in the list. */
export const cursor = createStore<{ index: number | null }>({ index: null })

export function isSelected(now: Selection, ref: MessageRef): boolean {
  return now.kind === 'some' ? now.picked.has(ref) : !now.except.has(ref)
}

export function countSelected(now: Selection): number {
  return now.kind === 'some' ? now.picked.size : Math.max(0, now.total - now.except.size)
}

export function clearSelection(): void {
  if (countSelected(selection.get().now) > 0) selection.set({ now: nothing })
}

export function toggle(summary: MessageSummary, index: number): void {
  selection.set({ now: toggled(selection.get().now, summary, index) })
}

export function selectRange(rows: (MessageSummary | undefined)[], to: number): void {
  const { now } = selection.get()
  const picked = new Map(now.kind === 'some' ? now.picked : [])
  for (const row of rows) if (row) picked.set(row.ref, row)
  selection.set({ now: { kind: 'some', picked, anchor: now.anchor ?? to } })
}

export function selectAll(total: number): void {
  selection.set({ now: { kind: 'all', except: new Map(), total, anchor: null } })
}

/** What is selected as the target of an action; the rows of it that are known come along. */
export function selectedTarget(query: ListQuery, rows: Iterable<MessageSummary>): Target | null {
  const { now } = selection.get()
  const count = countSelected(now)
  if (count === 0) return null
  if (now.kind === 'some') {
    const picked = [...now.picked.values()]
    // Of a search the rows may be of several mailboxes: mutations.ts parts them.
    return { mailboxId: picked[0]!.mailboxId, ...messagesOf(picked) }
  }
  const except = [...now.except.values()].flatMap(refsOf)
  return {
    mailboxId: query.mailboxId,
    set: { all: { mailboxId: query.mailboxId, filter: query.filter, except } },
    known: [...rows].filter((row) => isSelected(now, row.ref)),
    count: query.threads ? Math.max(count, totalOf(query.mailboxId) - except.length) : count,
  }
}

export function targetOf(...summaries: [MessageSummary, ...MessageSummary[]]): Target {
  return {
    mailboxId: summaries[0].mailboxId,
    ...messagesOf(summaries),
  }
}

/** A conversation is all its messages. */
function messagesOf(known: MessageSummary[]): Pick<Target, 'set' | 'known' | 'count'> {
  const refs = known.flatMap(refsOf)
  return { set: { refs }, known, count: refs.length }
}

function totalOf(mailboxId: string): number {
  const mailboxes = queryClient.getQueryData(mailQueries.mailboxes().queryKey)?.mailboxes
  return mailboxes?.find((mailbox) => mailbox.id === mailboxId)?.total ?? 0
}

function toggled(now: Selection, summary: MessageSummary, index: number): Selection {
  if (now.kind === 'all') {
    const except = new Map(now.except)
    if (!except.delete(summary.ref)) except.set(summary.ref, summary)
    return { ...now, except }
  }
  const picked = new Map(now.picked)
  if (!picked.delete(summary.ref)) picked.set(summary.ref, summary)
  return { kind: 'some', picked, anchor: index }
}
