import type { LiveEvent, Mailbox, MailboxId, MessageDetail, MessageSummary } from '@staffetta/contract'
import type { QueryClient } from '@tanstack/react-query'
import { noteSubmission } from './composer/submissions.ts'
import { applyAdded, applyRemoved, makeOld, patchRows, withFlags } from './list-cache.ts'
import type { ListQuery, MessageList } from './known-list.ts'
import { withUnread } from './list-threads.ts'
import { mailQueries } from './queries.ts'

type Mailboxes = { mailboxes: Mailbox[]; quota: unknown; orders: unknown }

const told = new Map<MailboxId, number>()
let toldOfAll = 0

/**
 * Grows whenever something is told of a mailbox. An answer that was asked for before may be older than what was told since:
 * it may not even have met the list that the news was put into.
 */
export function newsOf(mailboxId: MailboxId): number {
  return toldOfAll + (told.get(mailboxId) ?? 0)
}

/** Puts facts into every cached shape. An event nobody knows makes the whole area old. */
export function applyMailEvents(client: QueryClient, events: readonly LiveEvent[]): void {
  for (const event of events) {
    if ('mailboxId' in event && event.type !== 'mail.counts-changed')
      told.set(event.mailboxId, (told.get(event.mailboxId) ?? 0) + 1)
    switch (event.type) {
      case 'mail.messages-added':
        patchLists(client, event.mailboxId, (list, query) => applyAdded(list, query, event.summaries, event))
        break
      case 'mail.messages-removed':
        patchLists(client, event.mailboxId, (list, query) => applyRemoved(list, query, event.refs))
        tellGone(event.refs)
        break
      case 'mail.flags-changed': {
        const changes = new Map(event.changes.map((change) => [change.ref, change]))
        patchSummaries(client, (summary) => {
          const change = changes.get(summary.ref)
          const head = change ? withFlags(summary, change.flags, change.modseq) : summary
          return withUnread(head, (ref) => changes.get(ref)?.flags.includes('seen'))
        })
        break
      }
      case 'mail.mailbox-changed':
        patchLists(client, event.mailboxId, makeOld)
        break
      case 'mail.counts-changed':
        patchMailbox(client, event.mailboxId, (mailbox) => ({
          ...mailbox,
          total: event.total,
          unread: event.unread,
        }))
        break
      case 'mail.mailboxes-changed':
        patchMailboxes(client, () => event.mailboxes)
        break
      case 'mail.server-state':
        patchAllLists(client, (list) =>
          event.reachable ? makeOld({ ...list, staleSince: null }) : { ...list, staleSince: event.since },
        )
        break
      case 'mail.submission-changed':
        noteSubmission(event.submission)
        break
      case 'auth.session-ended':
      case 'calendar.events-changed':
      case 'calendar.calendars-changed':
        break
      default:
        makeMailOld(client)
    }
  }
}

/** Nothing is known for sure any more: lists stay on screen and are asked again, the rest when it is wanted. */
export function makeMailOld(client: QueryClient): void {
  toldOfAll += 1
  patchAllLists(client, makeOld)
  void client.invalidateQueries({ queryKey: mailQueries.mailboxes().queryKey })
  void client.invalidateQueries({ queryKey: [...mailQueries.all(), 'thread'] })
}

type Change = (summary: MessageSummary) => MessageSummary | null
const watchers = new Set<(change: Change) => void>()

/** For rows that are not in the cache (found by a search): told of every change to messages; null is gone. */
export function watchChanges(watcher: (change: Change) => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** Rows that left their mailbox, wherever they are shown besides lists. */
export function tellGone(refs: readonly string[]): void {
  const gone = new Set(refs)
  for (const watcher of watchers) watcher((summary) => (gone.has(summary.ref) ? null : summary))
}

/** Changes one message's row wherever it is shown: lists, threads, the opened message. */
export function patchSummaries(
  client: QueryClient,
  change: (summary: MessageSummary) => MessageSummary,
): void {
  patchAllLists(client, (list) => patchRows(list, change))
  for (const watcher of watchers) watcher(change)
  client.setQueriesData<MessageDetail>({ queryKey: mailQueries.messages() }, (detail) => {
    if (!detail) return detail
    const summary = change(detail.summary)
    return summary === detail.summary ? detail : { ...detail, summary }
  })
  client.setQueriesData<{ messages: MessageSummary[] }>(
    { queryKey: [...mailQueries.all(), 'thread'] },
    (thread) => {
      if (!thread) return thread
      const messages = thread.messages.map(change)
      return messages.every((message, at) => message === thread.messages[at]) ? thread : { messages }
    },
  )
}

export function patchLists(
  client: QueryClient,
  mailboxId: string,
  change: (list: MessageList, query: ListQuery) => MessageList,
): void {
  patchAllLists(client, (list, query) => (query.mailboxId === mailboxId ? change(list, query) : list))
}

export function patchMailbox(client: QueryClient, id: string, change: (mailbox: Mailbox) => Mailbox): void {
  patchMailboxes(client, (mailboxes) => mailboxes.map((one) => (one.id === id ? change(one) : one)))
}

function patchMailboxes(client: QueryClient, change: (mailboxes: Mailbox[]) => Mailbox[]): void {
  client.setQueryData<Mailboxes>(mailQueries.mailboxes().queryKey as readonly unknown[], (known) =>
    known ? { ...known, mailboxes: change(known.mailboxes) } : known,
  )
}

function patchAllLists(
  client: QueryClient,
  change: (list: MessageList, query: ListQuery) => MessageList,
): void {
  for (const [key, list] of client.getQueriesData<MessageList>({ queryKey: mailQueries.lists() })) {
    if (!list) continue
    const next = change(list, key.at(-1) as ListQuery)
    if (next !== list) client.setQueryData(key, next)
  }
}
