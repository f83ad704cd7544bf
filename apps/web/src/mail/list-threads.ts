import type { Mailbox, MessageRef, MessageSummary } from '@staffetta/contract'
import type { KnownRow, ListQuery, MessageList } from './known-list.ts'

const flatRoles = ['drafts', 'sent', 'junk', 'trash']

/** Whether a list can be one of conversations: everything that came into a folder, the newest first. */
export function takesThreads(query: Omit<ListQuery, 'threads'>, mailbox: Mailbox | undefined): boolean {
  if (query.order !== 'arrival' || query.ascending || query.filter !== 'all') return false
  if (query.mailboxId === 'inbox') return true
  return mailbox !== undefined && !(mailbox.role && flatRoles.includes(mailbox.role))
}

/** All messages a row stands for. */
export function refsOf(summary: MessageSummary): MessageRef[] {
  return summary.thread?.refs ?? [summary.ref]
}

export function unreadOf(summary: MessageSummary): MessageRef[] {
  return summary.thread?.unread ?? (summary.flags.includes('seen') ? [] : [summary.ref])
}

/** Which messages of a conversation are unread, after `seenBy` said of each what it knows. */
export function withUnread(
  summary: MessageSummary,
  seenBy: (ref: MessageRef) => boolean | undefined,
): MessageSummary {
  const { thread } = summary
  if (!thread) return summary
  const before = new Set(thread.unread)
  const unread = thread.refs.filter((ref) => {
    const seen = ref === summary.ref ? summary.flags.includes('seen') : seenBy(ref)
    return seen === undefined ? before.has(ref) : !seen
  })
  const same = unread.length === before.size && unread.every((ref) => before.has(ref))
  return same ? summary : { ...summary, thread: { ...thread, unread } }
}

/** New messages, each with the conversation it came into: that one goes to the top. */
export function addToThreads(list: MessageList, added: readonly MessageSummary[]): MessageList {
  const arrived = new Set(added.map((one) => one.ref))
  // Of several that came into one conversation the last stands for it.
  const latest = added.filter(
    (one, at) => !added.slice(at + 1).some((later) => refsOf(later).includes(one.ref)),
  )
  return latest.reduce((known, summary) => putOnTop(known, summary, arrived), list)
}

function putOnTop(list: MessageList, summary: MessageSummary, arrived: ReadonlySet<MessageRef>): MessageList {
  const members = new Set(refsOf(summary))
  const places: number[] = []
  for (const [index, row] of list.rows) {
    const refs = refsOf(row.summary)
    if (refs.includes(summary.ref)) return list
    if (refs.some((ref) => members.has(ref))) places.push(index)
  }
  const before = (summary.thread?.count ?? 1) - [...members].filter((ref) => arrived.has(ref)).length
  const total = before === 0 ? list.total + 1 : list.total
  // Where it stood, if it was one row that is known; else nobody knows which rows have moved.
  const from = before === 0 ? total : places.length === 1 ? places[0]! : undefined
  const rows = new Map<number, KnownRow>([[0, { summary, epoch: list.epoch }]])
  for (const [index, row] of list.rows) {
    if (places.includes(index)) continue
    const to = from === undefined || index < from ? index + 1 : index
    if (to < total) rows.set(to, row)
  }
  const epoch = from === undefined ? list.epoch + 1 : list.epoch
  return { ...list, total, rows, epoch }
}

/** Messages that left: a conversation leaves with its last one; what is left of the others is asked again. */
export function removeFromThreads(list: MessageList, refs: readonly MessageRef[]): MessageList {
  const unseen = new Set(refs)
  const leaving = new Set(refs)
  const rows = new Map<number, KnownRow>()
  let left = 0
  let doubt = false
  for (const [index, row] of [...list.rows].sort(([one], [other]) => one - other)) {
    const members = refsOf(row.summary)
    const taken = members.filter((ref) => leaving.has(ref))
    for (const ref of taken) unseen.delete(ref)
    const staying = (row.summary.thread?.count ?? 1) - taken.length
    if (taken.length === 0) rows.set(index - left, row)
    else if (staying === 0) left += 1
    else {
      doubt = true
      // An older message stands for it now, at a place nobody knows.
      if (!leaving.has(row.summary.ref))
        rows.set(index - left, { ...row, summary: without(row.summary, leaving, staying) })
    }
  }
  if (left === 0 && !doubt && unseen.size === 0) return list
  return {
    ...list,
    rows,
    total: Math.max(0, list.total - left),
    epoch: doubt || unseen.size > 0 ? list.epoch + 1 : list.epoch,
  }
}

function without(summary: MessageSummary, leaving: ReadonlySet<MessageRef>, count: number): MessageSummary {
  const { thread } = summary
  if (!thread || count === 1) return { ...summary, thread: null }
  const stays = (ref: MessageRef) => !leaving.has(ref)
  return {
    ...summary,
    thread: { ...thread, count, refs: thread.refs.filter(stays), unread: thread.unread.filter(stays) },
  }
}
