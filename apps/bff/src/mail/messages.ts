import type {
  MailboxId,
  MessageFilter,
  MessageOrder,
  MessageRef,
  MessageSummary,
  MessageWindow,
} from '@staffetta/contract'
import { AppError } from '../http/app-error.ts'
import type { ImapAccount } from './imap-account.ts'
import type { Imap } from './imap-client.ts'
import { filterCriteria } from './filters.ts'
import { searchUids, sortUids } from './imap-extensions.ts'
import { fetchRows, keepRow, learnUids, rereadKept } from './mailbox-sync.ts'
import { pathOf } from './mailbox-tree.ts'
import { listName, type MailboxView } from './mailbox-view.ts'
import { withPatience } from './patience.ts'
import { readRef } from './refs.ts'
import { rowQuery } from './summary.ts'
import { learnThreads, learnThreadsApart, threadsAtHand } from './thread-learning.ts'
import { Threads } from './threads.ts'
import { threadDepth, threadedRow, threadMembers } from './thread-rows.ts'

export interface ListQuery {
  order: MessageOrder
  ascending: boolean
  filter: MessageFilter
  /** One row for each conversation, where they are known. */
  threads: boolean
}

const sortKeys: Record<Exclude<MessageOrder, 'arrival'>, string> = {
  date: 'DATE',
  from: 'FROM',
  to: 'TO',
  subject: 'SUBJECT',
  size: 'SIZE',
}

/**
 * Rows of a list by position. Answered from memory when all rows are known and nothing says that they may be old; else only
 * the rows never seen are fetched. When the server cannot be reached or is slow, the last rows known are given, and since when.
 */
export async function listMessages(
  account: ImapAccount,
  mailboxId: MailboxId,
  query: ListQuery,
  window: { offset: number; limit: number },
): Promise<MessageWindow> {
  const path = await pathOf(account, mailboxId)
  const asked = askForWindow(account, path, query, window).then((answer) => {
    const view = account.views.get(path)
    if (view !== undefined && takesThreads(query)) learnThreadsApart(account, view)
    return answer
  })
  return withPatience(asked, () => lastKnown(account, path, query, window))
}

/** What whoever has just signed in looks at first is on its way before the browser asks; when it fails, the asking says why. */
export function readInboxAhead(account: ImapAccount): void {
  const query = { order: 'arrival', ascending: false, filter: 'all', threads: true } as const
  void askForWindow(account, 'INBOX', query, { offset: 0, limit: 50 }).catch(() => undefined)
}

async function askForWindow(
  account: ImapAccount,
  path: string,
  query: ListQuery,
  window: { offset: number; limit: number },
): Promise<MessageWindow> {
  const known = await account.knownView(path)
  const remembered = known && fromMemory(known, atHand(known, query), window)
  if (remembered !== undefined) {
    known!.unreachableSince = undefined
    return remembered
  }
  const answer = await account.inMailbox(
    path,
    (imap, view) => fetchWindow(imap, view, atHand(view, query), window),
    { onlyReads: true },
  )
  if (account.views.get(path)?.uids === undefined) void learnBehind(account, path)
  return answer
}

async function learnBehind(account: ImapAccount, path: string): Promise<void> {
  const learn = async (imap: Imap, view: MailboxView) => {
    if (view.uids === undefined) await learnUids(imap, view)
  }
  await account.inMailbox(path, learn, { onlyReads: true }).catch(() => undefined)
}

/** What is asked for as far as it can be answered now: flat while the conversations of a large mailbox are being learnt. */
function atHand(view: MailboxView, query: ListQuery): ListQuery {
  return { ...query, threads: takesThreads(query) && threadsAtHand(view) }
}

function takesThreads({ threads, order, filter }: ListQuery): boolean {
  return threads && order === 'arrival' && filter === 'all'
}

/** The rows as they were when the server last answered, saying since when. */
function lastKnown(
  account: ImapAccount,
  path: string,
  query: ListQuery,
  window: { offset: number; limit: number },
): MessageWindow | undefined {
  const view = account.views.get(path)
  const threads = query.threads && view?.threads instanceof Threads
  const remembered =
    view && (fromMemory(view, { ...query, threads }, window) ?? firstPageOf(view, query, window))
  if (remembered === undefined) return undefined
  view!.unreachableSince ??= new Date()
  return { ...remembered, staleSince: view!.unreachableSince.toISOString() }
}

function firstPageOf(
  view: MailboxView,
  query: ListQuery,
  window: { offset: number; limit: number },
): MessageWindow | undefined {
  const page = view.firstPage
  if (view.uids !== undefined || query.order !== 'arrival' || query.filter !== 'all') return undefined
  const same =
    page?.ascending === query.ascending && page.limit === window.limit && page.answer.offset === window.offset
  return same ? page?.answer : undefined
}

async function fetchWindow(
  imap: Imap,
  view: MailboxView,
  query: ListQuery,
  window: { offset: number; limit: number },
): Promise<MessageWindow> {
  view.unreachableSince = undefined
  const threads = query.threads ? (view.threads ?? (await learnThreads(imap, view))) : null
  if (threads) {
    const heads = pick(threads.newest, query.ascending, window)
    await fetchRows(imap, view, threadMembers(view, heads, threadDepth(window.limit)))
    return windowOf(view, query, window)
  }
  return fetchFlatWindow(imap, view, { ...query, threads: false }, window)
}

async function fetchFlatWindow(
  imap: Imap,
  view: MailboxView,
  query: ListQuery,
  window: { offset: number; limit: number },
): Promise<MessageWindow> {
  if (view.uids === undefined && query.order === 'arrival' && query.filter === 'all') {
    // Two asked at once, and the order of the mailbox is not learnt yet.
    const given = firstPageOf(view, query, window)
    if (given !== undefined) return given
    const rows = await fetchBySequence(imap, view, query.ascending, window)
    if (rows !== undefined) {
      const answer = answerOf(view, { total: view.total, offset: window.offset, rows, threaded: false })
      view.firstPage = { ascending: query.ascending, limit: window.limit, answer }
      return answer
    }
  }
  const uids = await listUids(imap, view, query)
  await fetchRows(imap, view, pick(uids, query.ascending, window))
  return windowOf(view, query, window)
}

/** The window, of which everything is known now. */
function windowOf(
  view: MailboxView,
  query: ListQuery,
  window: { offset: number; limit: number },
): MessageWindow {
  const answer = fromMemory(view, query, window)
  if (answer === undefined) throw new Error('rows fetched are not there')
  return answer
}

/**
 * First touch: the wanted rows by sequence number, before anything else is known of the mailbox: the first page does not
 * wait for the list of all UIDs, which is learnt right behind it. Undefined when something went meanwhile.
 */
async function fetchBySequence(
  imap: Imap,
  view: MailboxView,
  ascending: boolean,
  { offset, limit }: { offset: number; limit: number },
): Promise<MessageSummary[] | undefined> {
  const first = Math.max(1, ascending ? offset + 1 : view.total - offset - limit + 1)
  const last = Math.min(view.total, ascending ? offset + limit : view.total - offset)
  if (last < first) return []
  const found: { seq: number; uid: number }[] = []
  for await (const message of imap.fetch(`${first}:${last}`, rowQuery)) {
    keepRow(view, message)
    if (message.envelope !== undefined) found.push(message)
  }
  await rereadKept(
    imap,
    view,
    found.map(({ uid }) => uid),
  )
  const inOrder = found.toSorted((a, b) => (ascending ? a.seq - b.seq : b.seq - a.seq))
  const rows = inOrder.flatMap(({ uid }) => view.row(uid)?.summary ?? [])
  return rows.length === last - first + 1 ? rows : undefined
}

/** The whole list in its order, kept until something changes it. */
async function listUids(imap: Imap, view: MailboxView, { order, filter }: ListQuery): Promise<Uint32Array> {
  const arrival = view.uids ?? (await learnUids(imap, view))
  if (order === 'arrival' && filter === 'all') return arrival.slice(0, arrival.length)
  const name = listName(order, filter)
  const known = view.lists.get(name)
  if (known !== undefined) return known
  if (order !== 'arrival' && !imap.capabilities.has('SORT')) throw new AppError('mail/order-unsupported')
  const criteria = filterCriteria[filter]
  const uids =
    order === 'arrival' ? await searchUids(imap, criteria) : await sortUids(imap, sortKeys[order], criteria)
  view.lists.set(name, uids)
  return uids
}

function memorisedUids(view: MailboxView, { order, filter, threads }: ListQuery): Uint32Array | undefined {
  if (threads) return view.threads?.newest
  if (order === 'arrival' && filter === 'all') return view.uids?.slice(0, view.uids.length)
  return view.lists.get(listName(order, filter))
}

/** The UIDs of a window: lists are kept smallest first, people look from the other end. */
function pick(
  uids: Uint32Array,
  ascending: boolean,
  { offset, limit }: { offset: number; limit: number },
): number[] {
  if (ascending) return [...uids.subarray(offset, offset + limit)]
  const end = Math.max(0, uids.length - offset)
  return [...uids.subarray(Math.max(0, end - limit), end)].reverse()
}

function fromMemory(
  view: MailboxView,
  query: ListQuery,
  window: { offset: number; limit: number },
): MessageWindow | undefined {
  const uids = memorisedUids(view, query)
  if (uids === undefined) return undefined
  const rows: MessageSummary[] = []
  const depth = threadDepth(window.limit)
  for (const uid of pick(uids, query.ascending, window)) {
    const row = query.threads ? threadedRow(view, uid, depth) : view.row(uid)?.summary
    if (row === undefined) return undefined
    rows.push(row)
  }
  return answerOf(view, { total: uids.length, offset: window.offset, rows, threaded: query.threads })
}

function answerOf(
  view: MailboxView,
  list: Pick<MessageWindow, 'total' | 'offset' | 'rows' | 'threaded'>,
): MessageWindow {
  view.usedAt = Date.now()
  return { mailboxId: view.mailboxId, uidValidity: view.uidValidity, ...list, staleSince: null }
}

/** The position of a message in a list, from its head; null when the list does not have it. */
export async function locateMessage(
  account: ImapAccount,
  ref: MessageRef,
  query: ListQuery,
): Promise<{ offset: number | null; total: number }> {
  const { mailboxId, uidValidity, uid } = readRef(ref)
  return account.inMailbox(
    await pathOf(account, mailboxId),
    async (imap, view) => {
      checkValidity(view, uidValidity)
      const threads = atHand(view, query).threads ? (view.threads ?? (await learnThreads(imap, view))) : null
      if (threads) return placeOf(threads.newest, threads.newestOf(uid), query)
      const uids = await listUids(imap, view, query)
      return placeOf(uids, uid, query)
    },
    { onlyReads: true },
  )
}

function placeOf(uids: Uint32Array, uid: number, { ascending }: ListQuery) {
  const at = uids.indexOf(uid)
  if (at < 0) return { offset: null, total: uids.length }
  return { offset: ascending ? at : uids.length - 1 - at, total: uids.length }
}

/** UIDVALIDITY changed: the number may now name another message, so nothing is done with it. */
export function checkValidity(view: MailboxView, uidValidity: string): void {
  if (view.uidValidity !== uidValidity) throw new AppError('mail/uidvalidity-changed')
}

/** Every UID of a list, whatever its order. */
export async function uidsOfFilter(imap: Imap, view: MailboxView, filter: MessageFilter): Promise<number[]> {
  return [...(await listUids(imap, view, { order: 'arrival', ascending: true, filter, threads: false }))]
}
