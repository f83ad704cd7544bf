import type { MessageRef, MessageSummary } from '@staffetta/contract'
import { createStore } from '../app/store.ts'
import type { ListQuery } from './known-list.ts'
import type { Target } from './mutations.ts'

/** The rows on screen, whatever they come from: a folder or a search. */
export interface Shown {
  total: number
  rowAt: (index: number) => MessageSummary | undefined
  indexOf: (ref: MessageRef) => number | undefined
  /** Ticks them all. */
  selectAll: () => void
}

interface Open {
  ref: MessageRef | null
  query: ListQuery | null
  /** Goes to a message, or back to the list. */
  goTo: (ref: MessageRef | null) => void
}

/** Which message is open and in which list: set by the screen, read by actions and by the reader's toolbar. */
export const openMessage = createStore<Open>({ ref: null, query: null, goTo: () => undefined })

const nothing: Shown = {
  total: 0,
  rowAt: () => undefined,
  indexOf: () => undefined,
  selectAll: () => undefined,
}
let shown = nothing
let awaited: { index: number; tell: (row: MessageSummary) => void } | null = null

/** Says what is on screen, until the returned function is called. */
export function showRows(rows: Shown): () => void {
  shown = rows
  tellAwaited()
  return () => {
    if (shown === rows) shown = nothing
  }
}

export const shownRows = (): Shown => shown

/** Calls back with the row of a place, at once or when it has loaded; only the place asked for last is waited for. */
export function whenRowIsKnown(index: number, tell: (row: MessageSummary) => void): void {
  awaited = index >= 0 && index < shown.total ? { index, tell } : null
  tellAwaited()
}

function tellAwaited(): void {
  const row = awaited && shown.rowAt(awaited.index)
  if (!row) return
  const { tell } = awaited!
  awaited = null
  tell(row)
}

/** The row that stands for a message: its own, or that of its conversation. */
export function rowOf(ref: MessageRef): MessageSummary | undefined {
  const index = shown.indexOf(ref)
  return index === undefined ? undefined : shown.rowAt(index)
}

/** The place of the open message, and who stands beside it; null where the rows on screen do not know it. */
export function neighbours(ref: MessageRef, _query: ListQuery) {
  const index = shown.indexOf(ref)
  if (index === undefined) return null
  return {
    index,
    total: shown.total,
    previous: shown.rowAt(index - 1) ?? null,
    next: shown.rowAt(index + 1) ?? null,
  }
}

/** Before messages leave the list: when the open one is among them, the next one that stays is opened. */
export function stepAside(target: Target): void {
  const { ref, goTo } = openMessage.get()
  if (ref === null || !contains(target, ref)) return
  const index = shown.indexOf(ref)
  if (index === undefined) return goTo(null)
  for (const step of [1, -1]) {
    for (let row = shown.rowAt(index + step), at = index + step; row; at += step, row = shown.rowAt(at))
      if (!contains(target, row.ref)) return goTo(row.ref)
  }
  goTo(null)
}

function contains(target: Target, ref: MessageRef): boolean {
  return target.set.refs ? target.set.refs.includes(ref) : !target.set.all?.except.includes(ref)
}
