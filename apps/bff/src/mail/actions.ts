import type { MailboxId, MailboxRole, MessageRef, MessageSet } from '@staffetta/contract'
import type { CopyResponseObject } from 'imapflow'
import { AppError } from '../http/app-error.ts'
import type { ImapAccount } from './imap-account.ts'
import { atom, text, type Imap } from './imap-client.ts'
import { searchUids } from './imap-extensions.ts'
import { fetchRows } from './mailbox-sync.ts'
import { mailboxWithRole, pathOf } from './mailbox-tree.ts'
import type { MailboxView } from './mailbox-view.ts'
import { checkValidity, uidsOfFilter } from './messages.ts'
import { makeRef, readRef, refsByMailbox } from './refs.ts'
import { imapFlag } from './summary.ts'
import { compactSet } from './uid-list.ts'

/** A command names at most so many: a server's line limit, and other commands get a turn in between. */
const BATCH = 500

export async function setFlags(
  account: ImapAccount,
  set: MessageSet,
  change: { add: string[]; remove: string[] },
): Promise<number> {
  return onEachMailbox(account, set, async (imap, view, uids) => {
    for (const batch of batches(uids)) {
      if (change.add.length > 0)
        await imap.messageFlagsAdd(batch, change.add.map(imapFlag), { uid: true, silent: true })
      if (change.remove.length > 0)
        await imap.messageFlagsRemove(batch, change.remove.map(imapFlag), { uid: true, silent: true })
    }
    await account.sync(imap, view)
  })
}

export interface Destination {
  mailboxId?: MailboxId
  role?: MailboxRole
}

/**
 * Moves, and says where each message went so that it can be brought back. A server without MOVE copies, marks and expunges
 * exactly these UIDs (imapflow, UIDPLUS); interrupted, a message is in one place or both, never in none.
 */
export async function moveMessages(
  account: ImapAccount,
  set: MessageSet,
  to: Destination,
  as: 'junk' | 'not-junk' | undefined,
): Promise<{ moved: { from: MessageRef; to: MessageRef | null }[]; mailboxId: MailboxId }> {
  const mailboxId = await destinationOf(account, to)
  const destination = await pathOf(account, mailboxId)
  const moved: { from: MessageRef; to: MessageRef | null }[] = []
  await onEachMailbox(account, set, async (imap, view, uids) => {
    if (view.path === destination) return
    for (const batch of batches(uids)) {
      if (as !== undefined) await sayJunk(imap, batch, as)
      const messageIds = await messageIdsOf(imap, view, uids)
      const result = await imap.messageMove(batch, destination, { uid: true })
      if (result === false) throw new AppError('mail/message-gone')
      moved.push(
        ...(await destinationsOf(imap, view, { uids: uidsOf(batch), mailboxId, result, messageIds })),
      )
    }
    await account.sync(imap, view)
  })
  markStale(account, destination)
  return { moved, mailboxId }
}

export async function copyMessages(
  account: ImapAccount,
  set: MessageSet,
  mailboxId: MailboxId,
): Promise<number> {
  const destination = await pathOf(account, mailboxId)
  const count = await onEachMailbox(account, set, async (imap, _view, uids) => {
    for (const batch of batches(uids)) await imap.messageCopy(batch, destination, { uid: true })
  })
  markStale(account, destination)
  return count
}

/** UID EXPUNGE of these alone. Without UIDPLUS, EXPUNGE would also take what another program marked: then it is refused. */
export async function purgeMessages(account: ImapAccount, set: MessageSet): Promise<number> {
  return onEachMailbox(account, set, async (imap, view, uids) => {
    if (!imap.capabilities.has('UIDPLUS')) {
      const marked = await searchUids(imap, [atom('DELETED')])
      if (marked.some((uid) => !uids.includes(uid))) throw new AppError('mail/not-permitted')
    }
    for (const batch of batches(uids)) await imap.messageDelete(batch, { uid: true })
    await account.sync(imap, view)
  })
}

async function destinationOf(account: ImapAccount, to: Destination): Promise<MailboxId> {
  if (to.mailboxId !== undefined) return to.mailboxId
  if (to.role === undefined) throw new AppError('request/invalid', { field: '/to' })
  return (await mailboxWithRole(account, to.role)).id
}

/** Does the work in every mailbox of the set, one after the other, and counts the messages. */
async function onEachMailbox(
  account: ImapAccount,
  set: MessageSet,
  work: (imap: Imap, view: MailboxView, uids: number[]) => Promise<void>,
): Promise<number> {
  let count = 0
  for (const [mailboxId, group] of refsByMailbox(set.refs ?? [])) {
    await account.inMailbox(await pathOf(account, mailboxId), async (imap, view) => {
      checkValidity(view, group.uidValidity)
      const uids = view.uids === undefined ? group.uids : group.uids.filter((uid) => view.uids!.has(uid))
      if (uids.length === 0) throw new AppError('mail/message-gone')
      await work(imap, view, uids)
      count += uids.length
    })
  }
  if (set.all !== undefined) {
    const { mailboxId, filter, except } = set.all
    const spared = new Set(except.map((ref) => readRef(ref).uid))
    await account.inMailbox(await pathOf(account, mailboxId), async (imap, view) => {
      const uids = (await uidsOfFilter(imap, view, filter)).filter((uid) => !spared.has(uid))
      if (uids.length > 0) await work(imap, view, uids)
      count += uids.length
    })
  }
  return count
}

function batches(uids: number[]): string[] {
  const sets: string[] = []
  for (let i = 0; i < uids.length; i += BATCH) sets.push(compactSet(uids.slice(i, i + BATCH)))
  return sets
}

function uidsOf(set: string): number[] {
  return set.split(',').flatMap((part) => {
    const [first, last] = part.split(':').map(Number)
    return Array.from({ length: (last ?? first!) - first! + 1 }, (_, i) => first! + i)
  })
}

/** The keywords that spam filters and other clients agree on. */
async function sayJunk(imap: Imap, set: string, as: 'junk' | 'not-junk'): Promise<void> {
  const [add, remove] = as === 'junk' ? ['$Junk', '$NotJunk'] : ['$NotJunk', '$Junk']
  await imap.messageFlagsAdd(set, [add!], { uid: true, silent: true })
  await imap.messageFlagsRemove(set, [remove!], { uid: true, silent: true })
}

async function messageIdsOf(imap: Imap, view: MailboxView, uids: number[]): Promise<Map<number, string>> {
  if (imap.capabilities.has('UIDPLUS') || uids.length > 50) return new Map()
  await fetchRows(imap, view, uids)
  return new Map(
    uids.flatMap((uid) => {
      const messageId = view.row(uid)?.summary.messageId
      return messageId ? [[uid, messageId]] : []
    }),
  )
}

/** COPYUID says it (RFC 4315); without, a few messages are found again by their Message-ID. */
async function destinationsOf(
  imap: Imap,
  view: MailboxView,
  move: { uids: number[]; mailboxId: MailboxId; result: CopyResponseObject; messageIds: Map<number, string> },
): Promise<{ from: MessageRef; to: MessageRef | null }[]> {
  const { uidMap, uidValidity } = move.result
  if (uidMap !== undefined && uidValidity !== undefined) {
    return move.uids.map((uid) => {
      const target = uidMap.get(uid)
      return {
        from: view.refOf(uid),
        to: target === undefined ? null : makeRef(move.mailboxId, uidValidity.toString(), target),
      }
    })
  }
  if (move.messageIds.size === 0) return move.uids.map((uid) => ({ from: view.refOf(uid), to: null }))
  const found = new Map<number, MessageRef>()
  const target = await imap.mailboxOpen(move.result.destination)
  for (const [uid, messageId] of move.messageIds) {
    const hits = await searchUids(imap, [atom('HEADER'), text('Message-ID'), text(messageId)])
    if (hits.length > 0) found.set(uid, makeRef(move.mailboxId, target.uidValidity.toString(), hits.at(-1)!))
  }
  await imap.mailboxOpen(view.path)
  return move.uids.map((uid) => ({ from: view.refOf(uid), to: found.get(uid) ?? null }))
}

function markStale(account: ImapAccount, path: string): void {
  const view = account.views.get(path)
  if (view !== undefined) view.stale = true
}
