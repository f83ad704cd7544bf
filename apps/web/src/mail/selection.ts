import type { MessageRef, MessageSummary } from '@staffetta/contract'
import { createStore } from '../app/store.ts'
import type { ListQuery } from './list-cache.ts'
import type { Target } from './mutations.ts'

/** Rows one has ticked, or a whole list but some. */
export type Selection =
  | { kind: 'some'; picked: ReadonlyMap<MessageRef, MessageSummary>; anchor: number | null }
  | { kind: 'all'; except: ReadonlySet<MessageRef>; total: number; anchor: number | null }

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
  selection.set({ now: { kind: 'all', except: new Set(), total, anchor: null } })
}

/** What is selected as the target of an action; the rows of it that are known come along. */
export function selectedTarget(query: ListQuery, rows: Iterable<MessageSummary>): Target | null {
  const { now } = selection.get()
  const count = countSelected(now)
  if (count === 0) return null
  if (now.kind === 'some') {
    return {
      mailboxId: query.mailboxId,
      set: { refs: [...now.picked.keys()] },
      known: [...now.picked.values()],
      count,
    }
  }
  return {
    mailboxId: query.mailboxId,
    set: { all: { mailboxId: query.mailboxId, filter: query.filter, except: [...now.except] } },
    known: [...rows].filter((row) => isSelected(now, row.ref)),
    count,
  }
}

export function targetOf(...summaries: [MessageSummary, ...MessageSummary[]]): Target {
  return {
    mailboxId: summaries[0].mailboxId,
    set: { refs: summaries.map((summary) => summary.ref) },
    known: summaries,
    count: summaries.length,
  }
}

function toggled(now: Selection, summary: MessageSummary, index: number): Selection {
  if (now.kind === 'all') {
    const except = new Set(now.except)
    if (!except.delete(summary.ref)) except.add(summary.ref)
    return { ...now, except }
  }
  const picked = new Map(now.picked)
  if (!picked.delete(summary.ref)) picked.set(summary.ref, summary)
  return { kind: 'some', picked, anchor: index }
}
