import type { MailboxId, MessageFilter, MessageOrder, MessageWindow } from '@staffetta/contract'
import { makeRef } from './refs.ts'
import type { Row } from './summary.ts'
import type { Threads } from './threads.ts'
import type { UidList } from './uid-list.ts'

/** Rows kept of one mailbox: what a person scrolls through in a morning. */
const MOST_ROWS = 2_000

/**
 * What this node knows of one mailbox: its UIDs in order, rows that were fetched, sorted lists. Only a memory: valid for
 * one UIDVALIDITY, up to `modseq`, and dropped at any doubt.
 */
export class MailboxView {
  readonly path: string
  readonly mailboxId: MailboxId
  uidValidity: string
  uidNext: number
  /** All changes up to here are in. Null where the server has no CONDSTORE. */
  modseq: bigint | null
  /** Absent until the whole list of UIDs was asked for. */
  uids: UidList | undefined
  total: number
  /** Absent until somebody asked for conversations; null where the server does not tell them. */
  threads: Threads | null | undefined
  /** Message-IDs that arrivals have or name, and the UID that did last: answers come soon after what they answer. */
  readonly named = new Map<string, number>()
  /** A connection watches it: what is here is true until that connection says otherwise. */
  watched = false
  /** When the server last confirmed it: IDLE is silent both when nothing happens and when the server hangs. */
  checkedAt = Date.now()
  /** Something happened that is not in yet. */
  stale = false
  /** Something was done at another node: the server is asked before anything here is believed. */
  doubted = false
  /** The page that was given before the UIDs were learnt: should the server go just then, it is what was seen last. */
  firstPage: { ascending: boolean; limit: number; answer: MessageWindow } | undefined
  /** Since when the server could not be asked. */
  unreachableSince: Date | undefined
  usedAt = Date.now()
  readonly #rows = new Map<number, Row>()
  #turn: Promise<unknown> = Promise.resolve()
  /** Sorted or filtered UIDs, smallest first, by `order/filter`. */
  readonly lists = new Map<string, Uint32Array>()

  constructor(
    at: { path: string; mailboxId: MailboxId },
    state: { uidValidity: string; uidNext: number; modseq: bigint | null; total: number },
  ) {
    this.path = at.path
    this.mailboxId = at.mailboxId
    this.uidValidity = state.uidValidity
    this.uidNext = state.uidNext
    this.modseq = state.modseq
    this.total = state.total
  }

  /** Nothing needs to be asked. */
  get isSure(): boolean {
    return this.watched && !this.stale && !this.doubted
  }

  get rowCount(): number {
    return this.#rows.size
  }

  refOf(uid: number): string {
    return makeRef(this.mailboxId, this.uidValidity, uid)
  }

  row(uid: number): Row | undefined {
    return this.#rows.get(uid)
  }

  *rows(): Iterable<[number, Row]> {
    yield* this.#rows
  }

  keep(uid: number, row: Row): void {
    const known = this.#rows.get(uid)
    if (known !== undefined) row.summary.preview ??= known.summary.preview
    this.#rows.delete(uid)
    this.#rows.set(uid, row)
    if (this.#rows.size <= MOST_ROWS) return
    for (const oldest of this.#rows.keys()) {
      this.#rows.delete(oldest)
      break
    }
  }

  /** What is asked for together must not push itself out. */
  touch(uids: Iterable<number>): void {
    for (const uid of uids) {
      const row = this.#rows.get(uid)
      if (row === undefined) continue
      this.#rows.delete(uid)
      this.#rows.set(uid, row)
    }
  }

  forget(uids: Set<number>): void {
    if (uids.size === 0) return
    this.uids?.remove(uids)
    this.threads?.remove(uids)
    for (const uid of uids) this.#rows.delete(uid)
    for (const [name, list] of this.lists)
      this.lists.set(
        name,
        list.filter((uid) => !uids.has(uid)),
      )
  }

  /** One synchronisation at a time, whichever connection does it: they all write here. */
  serially<T>(work: () => Promise<T>): Promise<T> {
    const run = this.#turn.then(work, work)
    this.#turn = run.catch(() => undefined)
    return run
  }

  /** Flags decide who is in a filtered list; arrivals may be anywhere in a sorted one. */
  dropLists(which: (name: string) => boolean): void {
    for (const name of this.lists.keys()) if (which(name)) this.lists.delete(name)
  }
}

export function listName(order: MessageOrder, filter: MessageFilter): string {
  return `${order}/${filter}`
}
