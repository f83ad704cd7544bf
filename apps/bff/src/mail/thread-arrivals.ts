import { headerLines, headerOf } from './header-lines.ts'
import type { Imap } from './imap-client.ts'
import type { MailboxView } from './mailbox-view.ts'
import { searchRelatives } from './thread-search.ts'
import { referencesOf } from './threads.ts'
import { compactSet } from './uid-list.ts'

/** Arrivals of one moment that may be searched for; with more the conversations are learnt anew. */
const MOST_SEARCHES = 20
const MOST_NAMED = 1_000
/** What is older than this when it comes has been moved here, and may be what others answer. */
const FRESH_MS = 60_000

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
  let searches = 0
  for (const uid of arrived.toSorted((a, b) => a - b)) {
    const { threads } = view
    const row = view.row(uid)?.summary
    if (!threads) return
    const named = references.get(uid) ?? []
    const ids = row?.messageId ? [...named, row.messageId] : named
    const relatives = new Set(ids.flatMap((id) => [view.named.get(id) ?? [], byId.get(id) ?? []].flat()))
    relatives.delete(uid)
    const moved =
      row !== undefined && (row.receivedAt < newest || Date.now() - Date.parse(row.receivedAt) > FRESH_MS)
    if (moved || (relatives.size === 0 && named.length > 0)) {
      if (++searches > MOST_SEARCHES) {
        view.threads = undefined
        return
      }
      for (const found of await searchRelatives(imap, ids)) if (found < uid) relatives.add(found)
    }
    threads.add(uid, relatives)
    remember(view, uid, ids)
  }
  // Whatever does not add up is asked again.
  if (view.threads.length !== view.uids?.length) view.threads = undefined
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
