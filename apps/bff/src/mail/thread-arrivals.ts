import { headerLines, headerOf } from './header-lines.ts'
import type { Imap } from './imap-client.ts'
import type { MailboxView } from './mailbox-view.ts'
import { askGroups } from './thread-groups.ts'
import { referencesOf, Threads } from './threads.ts'
import { compactSet } from './uid-list.ts'

const MOST_NAMED = 1_000

/** Puts new messages into the conversations their References name, without asking for all conversations again. */
export async function placeInThreads(imap: Imap, view: MailboxView, arrived: number[]): Promise<void> {
  if (!view.threads) return
  const byId = new Map<string, number>()
  let newest = ''
  for (const [uid, { summary }] of view.rows()) {
    if (summary.messageId) byId.set(summary.messageId, uid)
    if (summary.receivedAt > newest && !arrived.includes(uid)) newest = summary.receivedAt
  }
  const references = await referencesByUid(imap, arrived)
  for (const uid of arrived.toSorted((a, b) => a - b)) {
    const row = view.row(uid)?.summary
    const named = references.get(uid) ?? []
    const ids = row?.messageId ? [...named, row.messageId] : named
    const relatives = new Set(ids.flatMap((id) => [view.named.get(id) ?? [], byId.get(id) ?? []].flat()))
    relatives.delete(uid)
    remember(view, uid, ids)
    // Older than what is here: it has been moved, and others may answer it.
    const moved = row !== undefined && row.receivedAt < newest
    // Not by SEARCH: a server with a full-text index first indexes what has just come.
    if (moved || (relatives.size === 0 && named.length > 0)) return learnAnew(imap, view)
    view.threads?.add(uid, relatives)
  }
  // Whatever does not add up is asked again.
  if (view.threads.length !== view.uids?.length) view.threads = undefined
}

async function learnAnew(imap: Imap, view: MailboxView): Promise<void> {
  const { uids } = view
  const groups = uids && (await askGroups(imap, uids.length))
  view.threads =
    groups && uids && view.uids === uids ? new Threads(uids.slice(0, uids.length), groups) : undefined
}

async function referencesByUid(imap: Imap, uids: number[]): Promise<Map<number, string[]>> {
  const found = new Map<number, string[]>()
  const query = { uid: true, headers: ['references', 'in-reply-to'] }
  for await (const message of imap.fetch(compactSet(uids), query, { uid: true })) {
    if (message.headers === undefined) continue
    const headers = headerLines(message.headers)
    found.set(message.uid, referencesOf(headerOf(headers, 'references'), headerOf(headers, 'in-reply-to')))
  }
  return found
}

function remember(view: MailboxView, uid: number, ids: string[]): void {
  for (const id of ids) {
    view.named.delete(id)
    view.named.set(id, uid)
  }
  for (const oldest of view.named.keys()) {
    if (view.named.size <= MOST_NAMED) return
    view.named.delete(oldest)
  }
}
