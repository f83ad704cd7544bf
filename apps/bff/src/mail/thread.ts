import type { MessageRef, MessageSummary } from '@staffetta/contract'
import { AppError } from '../http/app-error.ts'
import { headerLines, headerOf } from './header-lines.ts'
import type { ImapAccount } from './imap-account.ts'
import type { Imap } from './imap-client.ts'
import { pathOf, treeOf } from './mailbox-tree.ts'
import { rereadMisread } from './misread-rows.ts'
import { mailboxIdOf, readRef } from './refs.ts'
import { rowOf, rowQuery, type Row } from './summary.ts'
import { searchRelatives } from './thread-search.ts'
import { compactSet } from './uid-list.ts'

const MOST_MESSAGES = 100

/**
 * The conversation of a message by References (RFC 5322 §3.6.4), in its own mailbox, the Inbox, Sent and the archive, so
 * that one's own answers are in it. Never by subject: equal subjects are not one conversation. Oldest first.
 */
export async function listThread(account: ImapAccount, ref: MessageRef): Promise<MessageSummary[]> {
  const { mailboxId, uid } = readRef(ref)
  const own = await pathOf(account, mailboxId)
  const tree = await treeOf(account)
  const others = (['inbox', 'sent', 'archive'] as const).flatMap((role) => tree.withRole(role)?.id ?? [])
  const paths = new Set([own, ...others.map((id) => tree.pathOf(id)!)])
  return account.side.aside(own, async (imap) => {
    const ids = await idsOf(imap, uid)
    const found = new Map<string, MessageSummary>()
    for (const path of paths) {
      if (imap.mailbox === false || imap.mailbox.path !== path)
        await imap.mailboxOpen(path, { readOnly: true })
      for (const summary of await relatives(imap, path, ids)) {
        // The same message in two mailboxes (a copy to oneself) is shown once: where one stands, else where it came first.
        const key = summary.messageId ?? summary.ref
        if (!found.has(key) || summary.ref === ref) found.set(key, summary)
      }
    }
    return [...found.values()]
      .toSorted((a, b) => (a.sentAt ?? a.receivedAt).localeCompare(b.sentAt ?? b.receivedAt))
      .slice(-MOST_MESSAGES)
  })
}

async function idsOf(imap: Imap, uid: number): Promise<string[]> {
  const message = await imap.fetchOne(
    String(uid),
    { uid: true, headers: ['message-id', 'references', 'in-reply-to'] },
    { uid: true },
  )
  if (message === false) throw new AppError('mail/message-gone')
  const headers = headerLines(message.headers ?? Buffer.alloc(0))
  const named = ['references', 'in-reply-to', 'message-id']
    .map((name) => headerOf(headers, name) ?? '')
    .join(' ')
  return [...new Set(named.match(/<[^<>\s]{3,500}>/g))]
}

async function relatives(imap: Imap, path: string, ids: string[]): Promise<MessageSummary[]> {
  const box = imap.mailbox
  if (box === false || box.exists === 0 || ids.length === 0) return []
  const uids = await searchRelatives(imap, ids)
  const rows = new Map<number, Row>()
  if (uids.length === 0) return []
  const set = compactSet(uids.slice(-MOST_MESSAGES))
  for await (const message of imap.fetch(set, rowQuery, { uid: true })) {
    if (message.envelope !== undefined)
      rows.set(message.uid, rowOf(message, mailboxIdOf(path), box.uidValidity.toString()))
  }
  await rereadMisread(imap, rows)
  return [...rows.values()].map(({ summary }) => summary)
}
