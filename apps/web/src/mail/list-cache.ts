import type { MessageRef, MessageSummary, MessageWindow } from '@staffetta/contract'
import { addToThreads, refsOf, removeFromThreads } from './list-threads.ts'
import { emptyList, type KnownRow, type ListQuery, type MessageList } from './known-list.ts'

/** Rows kept of one list; farther ones are dropped. */
const mostRows = 2000
const mostGone = 2000

/** Puts a fetched window in its place. A window that contradicts what is known makes the rest old, not wrong. */
export function applyWindow(list: MessageList | undefined, window: MessageWindow): MessageList {
  const { uidValidity, threaded } = window
  const rebuilt = !list || list.uidValidity !== uidValidity || list.threaded !== threaded
  const base = rebuilt ? { ...emptyList, uidValidity, threaded, epoch: list?.epoch ?? 0 } : list
  const indexes = indexesOf(base)
  const contradicts =
    !rebuilt &&
    (base.total !== window.total ||
      window.rows.some((row, at) => (indexes.get(row.ref) ?? window.offset + at) !== window.offset + at) ||
      (threaded && window.rows.some((row, at) => standsElsewhere(base, row, window.offset + at))))
  const epoch = contradicts ? base.epoch + 1 : base.epoch
  const rows = new Map(base.rows)
  const arriving = new Set(window.rows.map((row) => row.ref))
  if (contradicts) for (const [index, row] of rows) if (arriving.has(row.summary.ref)) rows.delete(index)
  for (const index of rows.keys()) if (index >= window.total) rows.delete(index)
  window.rows.forEach((summary, at) => {
    const index = window.offset + at
    const known = base.rows.get(index)?.summary
    rows.set(index, { summary: known?.ref === summary.ref ? merge(known, summary) : summary, epoch })
  })
  return {
    ...base,
    total: window.total,
    staleSince: window.staleSince,
    epoch,
    totalEpoch: epoch,
    rows: nearest(rows, window.offset),
    gone: contradicts ? new Set() : base.gone,
  }
}

/** A conversation that has a new head keeps the number of rows the same and moves others. */
function standsElsewhere(list: MessageList, summary: MessageSummary, index: number): boolean {
  const known = list.rows.get(index)
  return known !== undefined && known.epoch === list.epoch && known.summary.ref !== summary.ref
}

/** New messages of the mailbox, oldest first; only an order by arrival knows their place. */
export function applyAdded(
  list: MessageList,
  query: ListQuery,
  added: readonly MessageSummary[],
  { threaded = false } = {},
): MessageList {
  if (list.threaded) return threaded ? addToThreads(list, added) : makeOld(list)
  const known = indexesOf(list)
  const fitting = added
    .filter((one) => !known.has(one.ref) && fits(one, query.filter))
    .map((one) => (one.thread ? { ...one, thread: null } : one))
  if (fitting.length === 0) return list
  if (query.order !== 'arrival') return { ...list, total: list.total + fitting.length, epoch: list.epoch + 1 }
  const rows = new Map<number, KnownRow>()
  const shift = query.ascending ? 0 : fitting.length
  for (const [index, row] of list.rows) rows.set(index + shift, row)
  fitting.forEach((summary, at) => {
    const index = query.ascending ? list.total + at : fitting.length - 1 - at
    rows.set(index, { summary, epoch: list.epoch })
  })
  return { ...list, total: list.total + fitting.length, rows: nearest(rows, 0) }
}

/** Messages that left the mailbox: known rows close up; unknown ones only say that places have moved. */
export function applyRemoved(
  list: MessageList,
  query: Pick<ListQuery, 'filter'>,
  refs: readonly MessageRef[],
  { here = false } = {},
): MessageList {
  if (list.threaded) return removeConversations(list, refs, here)
  const indexes = indexesOf(list)
  const leaving = new Set<MessageRef>()
  let unknown = 0
  const gone = new Set(list.gone)
  for (const ref of refs) {
    if (gone.delete(ref)) continue
    if (indexes.has(ref)) leaving.add(ref)
    else unknown += 1
    if (here) gone.add(ref)
  }
  if (leaving.size === 0 && unknown === 0) return gone.size === list.gone.size ? list : { ...list, gone }
  const rows = new Map<number, KnownRow>()
  const left = [...leaving].map((ref) => indexes.get(ref)!).sort((one, other) => one - other)
  for (const [index, row] of [...list.rows].sort(([one], [other]) => one - other)) {
    if (leaving.has(row.summary.ref)) continue
    let before = 0
    while (before < left.length && left[before]! < index) before += 1
    rows.set(index - before, row)
  }
  // Of a filtered list nobody knows whether a message never seen was in it.
  const counted = leaving.size + (query.filter === 'all' ? unknown : 0)
  return {
    ...list,
    total: Math.max(0, list.total - counted),
    epoch: unknown > 0 ? list.epoch + 1 : list.epoch,
    rows,
    gone: bounded(gone),
  }
}

function removeConversations(list: MessageList, refs: readonly MessageRef[], here: boolean): MessageList {
  const gone = new Set(list.gone)
  const news = refs.filter((ref) => !gone.delete(ref))
  if (here) for (const ref of news) gone.add(ref)
  return { ...removeFromThreads(list, news), gone: bounded(gone) }
}

function bounded(gone: ReadonlySet<MessageRef>): ReadonlySet<MessageRef> {
  return gone.size > mostGone ? new Set([...gone].slice(-mostGone)) : gone
}

/** Changes rows wherever they are; rows that stay equal stay the same object, so that they are not drawn again. */
export function patchRows(
  list: MessageList,
  change: (summary: MessageSummary) => MessageSummary,
): MessageList {
  let changed = false
  const rows = new Map<number, KnownRow>()
  for (const [index, row] of list.rows) {
    const summary = change(row.summary)
    changed ||= summary !== row.summary
    rows.set(index, summary === row.summary ? row : { ...row, summary })
  }
  return changed ? { ...list, rows } : list
}

/** Everything known is old: it stays on screen until it is asked again. */
export function makeOld(list: MessageList): MessageList {
  return { ...list, epoch: list.epoch + 1 }
}

/** The windows that must be fetched so that rows `first` to `last` are known and true. */
export function missingPages(
  list: MessageList | undefined,
  first: number,
  last: number,
  page: number,
): number[] {
  if (list?.total === 0) return list.totalEpoch === list.epoch ? [] : [0]
  const pages: number[] = []
  const end = list ? Math.min(last, list.total - 1) : last
  for (let at = Math.floor(Math.max(0, first) / page); at * page <= end; at += 1) {
    const from = Math.max(first, at * page)
    const to = Math.min(end, at * page + page - 1)
    for (let index = from; index <= to; index += 1) {
      const row = list?.rows.get(index)
      if (row && row.epoch === list!.epoch) continue
      pages.push(at)
      break
    }
  }
  return pages
}

/** The place of a message, where it is known. */
export function indexOf(list: MessageList | undefined, ref: MessageRef): number | undefined {
  for (const [index, row] of list?.rows ?? []) if (refsOf(row.summary).includes(ref)) return index
  return undefined
}

export function fits(summary: MessageSummary, filter: ListQuery['filter']): boolean {
  switch (filter) {
    case 'all':
      return true
    case 'unread':
      return !summary.flags.includes('seen')
    case 'flagged':
      return summary.flags.includes('flagged')
    case 'attachments':
      return summary.hasAttachments
  }
}

/** Flags with the change counter of the server: older news is dropped (RFC 7162). */
export function withFlags(summary: MessageSummary, flags: string[], modseq: string | null): MessageSummary {
  if (modseq !== null && summary.modseq !== null && BigInt(modseq) < BigInt(summary.modseq)) return summary
  const same = flags.length === summary.flags.length && flags.every((flag) => summary.flags.includes(flag))
  if (same && modseq === summary.modseq) return summary
  return { ...summary, flags: same ? summary.flags : flags, modseq: modseq ?? summary.modseq }
}

function merge(known: MessageSummary, fresh: MessageSummary): MessageSummary {
  // A preview once fetched is not forgotten because a window came without.
  const merged =
    fresh.preview === null && known.preview !== null ? { ...fresh, preview: known.preview } : fresh
  return JSON.stringify(known) === JSON.stringify(merged) ? known : merged
}

function indexesOf(list: MessageList): Map<MessageRef, number> {
  const indexes = new Map<MessageRef, number>()
  for (const [index, row] of list.rows) indexes.set(row.summary.ref, index)
  return indexes
}

function nearest(rows: Map<number, KnownRow>, to: number): Map<number, KnownRow> {
  if (rows.size <= mostRows) return rows
  return new Map(
    [...rows].sort(([one], [other]) => Math.abs(one - to) - Math.abs(other - to)).slice(0, mostRows),
  )
}
