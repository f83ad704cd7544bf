import {
  ApiError,
  type Mailbox,
  type MailboxRole,
  type MessageRef,
  type MessageSet,
  type MessageSummary,
} from '@staffetta/contract'
import type { QueryClient } from '@tanstack/react-query'
import { api } from '../app/api.ts'
import { tellFailure } from '../app/errors.tsx'
import { queryClient } from '../app/query-client.ts'
import { applyRemoved } from './list-cache.ts'
import type { MessageList } from './known-list.ts'
import { refsOf, unreadOf, withUnread } from './list-threads.ts'
import { makeMailOld, patchLists, patchMailbox, patchSummaries, tellGone } from './live.ts'
import { mailQueries } from './queries.ts'

/** What an action touches: rows one has, or a whole list but some. */
export interface Target {
  mailboxId: string
  set: MessageSet
  /** The rows of it that are known, for what is shown at once. */
  known: MessageSummary[]
  count: number
}

/** The one row it is about, be it a message or a conversation. */
export function onlyRow({ set, known }: Target): MessageSummary | undefined {
  return set.refs && known.length === 1 ? known[0] : undefined
}

/** Rows that were found may lie in several mailboxes; each mailbox is worked on by itself. */
export function partsOf(target: Target): Target[] {
  const mailboxIds = [...new Set(target.known.map(({ mailboxId }) => mailboxId))]
  if (!target.set.refs || mailboxIds.length <= 1) return [target]
  const wanted = new Set(target.set.refs)
  return mailboxIds.map((mailboxId) => {
    const known = target.known.filter((summary) => summary.mailboxId === mailboxId)
    const refs = known.flatMap(refsOf).filter((ref) => wanted.has(ref))
    return { mailboxId, set: { refs }, known, count: refs.length }
  })
}

export type Destination = { mailboxId: string } | { role: MailboxRole }

/** Refs the server takes in one request. */
const mostRefs = 1000

/** Sets or takes away a flag: on screen at once, back as it was when the server refuses. */
export async function setFlag(target: Target, flag: string, on: boolean): Promise<void> {
  const restore = snapshot(queryClient)
  const touched = touches(target)
  patchSummaries(queryClient, (summary) => {
    const head =
      touched(summary.mailboxId, summary.ref) && summary.flags.includes(flag) !== on
        ? { ...summary, flags: on ? [...summary.flags, flag] : summary.flags.filter((one) => one !== flag) }
        : summary
    if (flag !== 'seen') return head
    return withUnread(head, (ref) => (touched(summary.mailboxId, ref) ? on : undefined))
  })
  if (flag === 'seen') {
    for (const part of partsOf(target)) {
      const turned = refsToTurn(part, flag, on).length
      patchMailbox(queryClient, part.mailboxId, (mailbox) => ({
        ...mailbox,
        unread: part.set.all
          ? on
            ? 0
            : mailbox.total
          : Math.max(0, mailbox.unread + (on ? -turned : turned)),
      }))
    }
  }
  try {
    for (const messages of chunks(target.set))
      await api.mail.setFlags({ messages, add: on ? [flag] : [], remove: on ? [] : [flag] })
  } catch (error) {
    restore()
    settle(error, target)
    throw error
  }
}

/** Which of the messages one knows a flag will change. */
export function refsToTurn(target: Target, flag: string, on: boolean): MessageRef[] {
  const touched = touches(target)
  return target.known.flatMap((summary) => {
    const unread = new Set(unreadOf(summary))
    return refsOf(summary).filter(
      (ref) =>
        touched(summary.mailboxId, ref) &&
        // Of the earlier messages of a conversation only this is known: which are unread.
        (flag === 'seen' ? unread.has(ref) === on : summary.flags.includes(flag) !== on),
    )
  })
}

/** Where the moved messages are now, so that it can be undone. */
export interface Moved {
  /** By the mailbox they came from. */
  parts: { from: string; refs: MessageRef[] }[]
  lost: number
}

/** Moves: the rows leave at once and come back when the server refuses. */
export async function moveMessages(
  target: Target,
  to: Destination,
  options: { as?: 'junk' | 'not-junk' } = {},
): Promise<Moved> {
  const restore = takeAway(target)
  const moved: Moved = { parts: [], lost: 0 }
  try {
    for (const part of partsOf(target)) {
      const refs: MessageRef[] = []
      moved.parts.push({ from: part.mailboxId, refs })
      for (const messages of chunks(part.set)) {
        const answer = await api.mail.moveMessages({ messages, to, ...options })
        for (const one of answer.moved) {
          if (one.to === null) moved.lost += 1
          else refs.push(one.to)
        }
      }
    }
  } catch (error) {
    restore()
    settle(error, target)
    throw error
  }
  return moved
}

/** Takes a move back. Says whether every message was found. */
export async function undoMove(moved: Moved, as?: 'junk' | 'not-junk'): Promise<boolean> {
  for (const { from, refs } of moved.parts)
    for (const messages of chunks({ refs }))
      await api.mail.moveMessages({ messages, to: { mailboxId: from }, ...(as ? { as } : {}) })
  return moved.lost === 0
}

export async function copyMessages(target: Target, mailboxId: string): Promise<void> {
  for (const messages of chunks(target.set)) await api.mail.copyMessages({ messages, mailboxId })
}

/** Deletes for good. */
export async function purgeMessages(target: Target): Promise<void> {
  const restore = takeAway(target)
  try {
    for (const messages of chunks(target.set)) await api.mail.purgeMessages({ messages })
  } catch (error) {
    restore()
    settle(error, target)
    throw error
  }
}

export async function createMailbox(parentId: string | null, name: string): Promise<string> {
  const { mailboxId } = await api.mail.createMailbox({ parentId, name })
  await refreshMailboxes()
  return mailboxId
}

export async function renameMailbox(
  mailbox: Mailbox,
  name: string,
  parentId = mailbox.parentId,
): Promise<string> {
  const { mailboxId } = await api.mail.renameMailbox({ mailboxId: mailbox.id, name, parentId })
  await refreshMailboxes()
  return mailboxId
}

export async function deleteMailbox(mailboxId: string): Promise<void> {
  await api.mail.deleteMailbox({ mailboxId, evenIfNotEmpty: true })
  await refreshMailboxes()
}

export async function emptyMailbox(mailboxId: string): Promise<void> {
  await api.mail.emptyMailbox({ mailboxId })
  patchLists(queryClient, mailboxId, (list) => ({
    ...list,
    total: 0,
    rows: new Map(),
    epoch: list.epoch + 1,
  }))
  patchMailbox(queryClient, mailboxId, (mailbox) => ({ ...mailbox, total: 0, unread: 0 }))
  await refreshMailboxes()
}

export function refreshMailboxes(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: mailQueries.mailboxes().queryKey })
}

/** Puts texts a list had no words for into every row that shows the message. */
export async function fetchPreviews(refs: MessageRef[]): Promise<void> {
  const { previews } = await api.mail.listPreviews({ refs })
  const found = new Map(previews.map((one) => [one.ref, one.preview]))
  patchSummaries(queryClient, (summary) => {
    const preview = found.get(summary.ref)
    return preview === undefined || summary.preview === preview ? summary : { ...summary, preview }
  })
}

function takeAway(target: Target): () => void {
  const restore = snapshot(queryClient)
  for (const part of partsOf(target)) takePartAway(part)
  return restore
}

function takePartAway(target: Target): void {
  const refs = target.set.refs ?? target.known.flatMap(refsOf)
  tellGone(refs)
  const unseen = target.known.flatMap(unreadOf).length
  patchLists(queryClient, target.mailboxId, (list, query) =>
    target.set.all && target.set.all.except.length === 0 && query.filter === target.set.all.filter
      ? { ...list, total: 0, rows: new Map(), epoch: list.epoch + 1 }
      : applyRemoved(list, query, refs, { here: true }),
  )
  patchMailbox(queryClient, target.mailboxId, (mailbox) => ({
    ...mailbox,
    total: Math.max(0, mailbox.total - target.count),
    unread: Math.max(0, mailbox.unread - unseen),
  }))
}

/** Lists and folders as they are now, and how to put them back. */
function snapshot(client: QueryClient): () => void {
  const lists = client.getQueriesData<MessageList>({ queryKey: mailQueries.lists() })
  const mailboxes = client.getQueryData(mailQueries.mailboxes().queryKey)
  return () => {
    for (const [key, list] of lists) client.setQueryData(key, list)
    client.setQueryData(mailQueries.mailboxes().queryKey, mailboxes)
  }
}

/** After a refusal nobody knows how far it went: what was shown is asked again. */
function settle(error: unknown, target: Target): void {
  if (error instanceof ApiError && error.code === 'network') return
  for (const { mailboxId } of partsOf(target))
    patchLists(queryClient, mailboxId, (list) => ({ ...list, epoch: list.epoch + 1 }))
  void refreshMailboxes()
}

function touches(target: Target): (mailboxId: string, ref: MessageRef) => boolean {
  if (target.set.refs) {
    const refs = new Set(target.set.refs)
    return (_mailboxId, ref) => refs.has(ref)
  }
  const { all } = target.set
  const except = new Set(all?.except)
  return (mailboxId, ref) => mailboxId === all?.mailboxId && !except.has(ref)
}

function* chunks(set: MessageSet): Generator<MessageSet> {
  if (!set.refs) {
    yield set
    return
  }
  for (let at = 0; at < set.refs.length; at += mostRefs) yield { refs: set.refs.slice(at, at + mostRefs) }
}

/** For actions nobody waits for: a failure is told, what was shown is true again. */
export function inBackground(work: Promise<unknown>): void {
  work.catch((error: unknown) => {
    tellFailure(error)
    if (error instanceof ApiError && error.code === 'mail/uidvalidity-changed') makeMailOld(queryClient)
  })
}
