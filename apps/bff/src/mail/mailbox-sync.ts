import type { MailLiveEvent } from '@staffetta/contract'
import type { ExpungeEvent, FetchMessageObject } from 'imapflow'
import { AppError } from '../http/app-error.ts'
import { atom, type Imap } from './imap-client.ts'
import { fetchPreviews, searchUids } from './imap-extensions.ts'
import { rereadMisread } from './misread-rows.ts'
import { cleanPreview, partPreview, PREVIEW_BYTES } from './preview.ts'
import { previewPart } from './structure.ts'
import { flagsOf, isMisread, rowOf, rowQuery, type Row } from './summary.ts'
import { compactSet, UidList } from './uid-list.ts'
import { listName, MailboxView } from './mailbox-view.ts'
import { placeInThreads } from './thread-arrivals.ts'
import { THREAD_DEPTH, threadedRow, threadMembers } from './thread-rows.ts'

/** More arrivals than this are not told one by one: whoever looks refetches. */
const MOST_TOLD = 200

/** The view of the mailbox that is selected on this connection, as SELECT described it. */
export function viewOf(imap: Imap, at: { path: string; mailboxId: string }): MailboxView {
  const box = selected(imap)
  return new MailboxView(at, {
    uidValidity: box.uidValidity.toString(),
    uidNext: box.uidNext ?? 0,
    modseq: condstore(imap) ? (box.highestModseq ?? null) : null,
    total: box.exists,
  })
}

/**
 * Learns the whole order of arrival: one compact answer where the server has ESEARCH. What arrived since the view was made
 * is left to `syncView`, which tells it: taken in here, it would be in the next list and no tab would hear of it.
 */
export async function learnUids(imap: Imap, view: MailboxView): Promise<UidList> {
  const found = await searchUids(imap, [atom('ALL')])
  const known = view.uidNext > 0 ? found.filter((uid) => uid < view.uidNext) : found
  if (known.length < found.length) view.stale = true
  view.uids = new UidList(known)
  view.total = known.length
  view.uidNext = Math.max(view.uidNext, view.uids.last + 1)
  return view.uids
}

/** Whether SELECT or STATUS say that this is still the same mailbox in the same state. */
export function matches(
  view: MailboxView,
  state: {
    uidValidity: bigint | undefined
    uidNext: number | undefined
    exists: number | undefined
    modseq: bigint | undefined
  },
): boolean {
  return (
    state.uidValidity?.toString() === view.uidValidity &&
    state.uidNext === view.uidNext &&
    state.exists === view.total &&
    view.modseq !== null &&
    state.modseq === view.modseq
  )
}

/**
 * Brings a view up to date on a connection that has the mailbox selected, and returns what happened as live events.
 * One CHANGEDSINCE tells arrivals and flags, with QRESYNC removals too (RFC 7162); whatever does not add up afterwards is
 * settled by comparing with the whole list of UIDs. Undefined when the view is void (UIDVALIDITY): make a new one.
 */
export async function syncView(imap: Imap, view: MailboxView): Promise<MailLiveEvent[] | undefined> {
  const box = selected(imap)
  if (box.uidValidity.toString() !== view.uidValidity) return undefined
  const uids = view.uids ?? (await learnUids(imap, view))
  const told = box.highestModseq
  const { changed, vanished } = await fetchChanges(imap, view, uids)

  const arrived = changed.filter((message) => message.uid > uids.last).map((message) => message.uid)
  const flagged = changed.filter((message) => message.uid <= uids.last && uids.has(message.uid))
  uids.append(arrived)
  const removed = new Set(vanished.filter((uid) => uids.has(uid)))
  view.forget(removed)
  if (uids.length !== selected(imap).exists) {
    const truth = new UidList(await searchUids(imap, [atom('ALL')]))
    const gone = new Set(uids.missingFrom(truth))
    const missed = truth.missingFrom(uids)
    view.forget(gone)
    for (const uid of gone) removed.add(uid)
    arrived.push(...missed)
    view.uids = truth
  }
  view.total = view.uids!.length
  view.uidNext = Math.max(view.uidNext, view.uids!.last + 1, box.uidNext)
  if (view.modseq !== null) {
    view.modseq = [...changed.map((message) => message.modseq ?? 0n), told ?? 0n].reduce(
      (a, b) => (b > a ? b : a),
      view.modseq,
    )
  }
  view.stale = false

  const flagChanges = applyFlags(view, flagged)
  if (flagChanges.length > 0 || arrived.length > 0) view.dropLists((name) => !name.endsWith('/all'))
  if (arrived.length > 0) await placeArrivals(imap, view, arrived)
  return eventsOf(view, arrived, removed, flagChanges)
}

async function fetchChanges(
  imap: Imap,
  view: MailboxView,
  uids: UidList,
): Promise<{ changed: FetchMessageObject[]; vanished: number[] }> {
  if (selected(imap).exists === 0) return { changed: [], vanished: [] }
  const vanished: number[] = []
  const onExpunge = (event: ExpungeEvent) => {
    if (event.vanished && event.uid !== undefined) vanished.push(event.uid)
  }
  imap.on('expunge', onExpunge)
  try {
    if (view.modseq !== null) {
      const changed = await imap.fetchAll(
        '1:*',
        { uid: true, flags: true },
        { uid: true, changedSince: view.modseq },
      )
      return { changed, vanished }
    }
    // No CONDSTORE: arrivals by UID, and the flags of the rows somebody may be looking at.
    const looked = [...view.rows()].slice(-300).map(([uid]) => uid)
    const set = [compactSet(looked), `${uids.last + 1}:*`].filter((part) => part !== '').join(',')
    const changed = await imap.fetchAll(set, { uid: true, flags: true }, { uid: true })
    return { changed, vanished }
  } finally {
    imap.off('expunge', onExpunge)
  }
}

interface FlagChange {
  ref: string
  flags: string[]
  modseq: string | null
}

function applyFlags(view: MailboxView, messages: FetchMessageObject[]): FlagChange[] {
  const changes: FlagChange[] = []
  for (const message of messages) {
    const flags = flagsOf(message.flags)
    const row = view.row(message.uid)
    if (row !== undefined) {
      if (row.summary.flags.join(' ') === flags.join(' ')) continue
      row.summary = { ...row.summary, flags, modseq: message.modseq?.toString() ?? null }
    }
    changes.push({ ref: view.refOf(message.uid), flags, modseq: message.modseq?.toString() ?? null })
  }
  return changes
}

async function placeArrivals(imap: Imap, view: MailboxView, arrived: number[]): Promise<void> {
  if (arrived.length > MOST_TOLD) {
    view.lists.clear()
    view.threads = undefined
    return
  }
  await fetchRows(imap, view, arrived)
  await placeInThreads(imap, view, arrived)
  await fetchRows(imap, view, threadMembers(view, arrived, THREAD_DEPTH))
  await fillPreviews(imap, view, arrived.slice(-50))
  // The keys of other orders are the server's own collation: only these two can be kept up here.
  view.dropLists((name) => name !== listName('date', 'all') && name !== listName('size', 'all'))
  for (const [name, list] of view.lists)
    view.lists.set(
      name,
      await withArrivals(imap, view, name.startsWith('date') ? 'date' : 'size', list, arrived),
    )
}

/** Inserts by probing: newest mail nearly always belongs at the end, and a probe is a row that is likely to be known. */
async function withArrivals(
  imap: Imap,
  view: MailboxView,
  order: 'date' | 'size',
  list: Uint32Array,
  arrived: number[],
): Promise<Uint32Array> {
  const placed = [...list]
  for (const uid of arrived) {
    // The list was sorted by a connection that had heard of it already.
    if (placed.includes(uid)) continue
    const key = await sortKey(imap, view, uid, order)
    if (key === undefined) continue
    let low = 0
    let high = placed.length
    if (high > 0 && ((await sortKey(imap, view, placed[high - 1]!, order)) ?? -Infinity) <= key) low = high
    while (low < high) {
      const middle = (low + high) >> 1
      if (((await sortKey(imap, view, placed[middle]!, order)) ?? -Infinity) <= key) low = middle + 1
      else high = middle
    }
    placed.splice(low, 0, uid)
  }
  return Uint32Array.from(placed)
}

async function sortKey(
  imap: Imap,
  view: MailboxView,
  uid: number,
  order: 'date' | 'size',
): Promise<number | undefined> {
  if (view.row(uid) === undefined) await fetchRows(imap, view, [uid])
  const summary = view.row(uid)?.summary
  if (summary === undefined) return undefined
  return order === 'size' ? summary.sizeBytes : Date.parse(summary.sentAt ?? summary.receivedAt)
}

/** Fetches rows that are not known yet, in one command. */
export async function fetchRows(imap: Imap, view: MailboxView, uids: Iterable<number>): Promise<void> {
  const wanted = [...uids]
  const missing = wanted.filter((uid) => view.row(uid) === undefined)
  if (missing.length === 0) return
  view.touch(wanted)
  for await (const message of imap.fetch(compactSet(missing), rowQuery, { uid: true })) {
    keepRow(view, message)
  }
  await rereadKept(imap, view, missing)
}

/** The row of a message, known or fetched; gone is gone. */
export async function rowFor(imap: Imap, view: MailboxView, uid: number): Promise<Row> {
  await fetchRows(imap, view, [uid])
  const row = view.row(uid)
  if (row === undefined) throw new AppError('mail/message-gone')
  return row
}

/** Rows that were just kept, as their headers have them where their envelopes do not read. */
export async function rereadKept(imap: Imap, view: MailboxView, uids: number[]): Promise<void> {
  const rows = new Map<number, Row>()
  for (const uid of uids) {
    const row = view.row(uid)
    if (row !== undefined) rows.set(uid, row)
  }
  await rereadMisread(imap, rows)
}

/**
 * Dovecot 2.4 answers the first FETCH of a message twice when it sets $HasAttachment: the second time with its flags only.
 */
export function keepRow(view: MailboxView, message: FetchMessageObject): void {
  if (message.uid === undefined || message.envelope === undefined) return
  view.keep(message.uid, rowOf(message, view.mailboxId, view.uidValidity))
}

/** Previews of rows that lack one: from the server where it makes them (RFC 8970), else from the first text part. */
export async function fillPreviews(imap: Imap, view: MailboxView, uids: number[]): Promise<void> {
  const lacking = uids.filter((uid) => view.row(uid)?.summary.preview === null)
  if (lacking.length === 0) return
  const previews = imap.capabilities.has('PREVIEW')
    ? await fetchPreviews(imap, compactSet(lacking))
    : new Map<number, string>()
  // RFC 8970 lets a server answer NIL; Cyrus 3.6 does so for whatever did not come by JMAP. And a server believes what a
  // text says of its charset.
  const still = lacking.filter((uid) => !previews.get(uid) || isMisread(previews.get(uid)))
  if (still.length > 0)
    for (const [uid, words] of await previewsOfParts(imap, view, still)) previews.set(uid, words)
  for (const uid of lacking) {
    const row = view.row(uid)
    if (row !== undefined) row.summary = { ...row.summary, preview: cleanPreview(previews.get(uid) ?? '') }
  }
}

async function previewsOfParts(imap: Imap, view: MailboxView, uids: number[]): Promise<Map<number, string>> {
  const byPart = new Map<string, number[]>()
  for (const uid of uids) {
    const row = view.row(uid)
    const part = row && previewPart(row.structure)
    if (part !== undefined) byPart.set(part.partId, [...(byPart.get(part.partId) ?? []), uid])
  }
  const previews = new Map<number, string>()
  for (const [partId, group] of byPart) {
    const query = { uid: true, bodyParts: [{ key: partId, start: 0, maxLength: PREVIEW_BYTES }] }
    for await (const message of imap.fetch(compactSet(group), query, { uid: true })) {
      const row = view.row(message.uid)
      const part = row && previewPart(row.structure)
      const bytes = message.bodyParts?.get(partId.toLowerCase())
      if (part !== undefined && bytes !== undefined) previews.set(message.uid, partPreview(part, bytes))
    }
  }
  return previews
}

function eventsOf(
  view: MailboxView,
  arrived: number[],
  removed: Set<number>,
  flags: FlagChange[],
): MailLiveEvent[] {
  const { mailboxId } = view
  if (arrived.length > MOST_TOLD || removed.size > MOST_TOLD * 5 || flags.length > MOST_TOLD * 5) {
    return [{ type: 'mail.mailbox-changed', mailboxId }]
  }
  const events: MailLiveEvent[] = []
  if (removed.size > 0) {
    events.push({
      type: 'mail.messages-removed',
      mailboxId,
      refs: [...removed].map((uid) => view.refOf(uid)),
    })
  }
  const rows = arrived.map((uid) => threadedRow(view, uid, THREAD_DEPTH))
  const threaded = rows.every((row) => row !== undefined)
  const summaries = threaded ? rows : arrived.flatMap((uid) => view.row(uid)?.summary ?? [])
  if (summaries.length > 0) events.push({ type: 'mail.messages-added', mailboxId, summaries, threaded })
  if (flags.length > 0) events.push({ type: 'mail.flags-changed', mailboxId, changes: flags })
  return events
}

function condstore(imap: Imap): boolean {
  return imap.enabled.has('CONDSTORE') && imap.mailbox !== false && imap.mailbox.noModseq !== true
}

function selected(imap: Imap) {
  if (imap.mailbox === false) throw new Error('no mailbox is selected')
  return imap.mailbox
}
