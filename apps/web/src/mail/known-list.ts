import type { MailboxId, MessageRef, MessageSummary } from '@staffetta/contract'

/** What names a list: the mailbox, the order and the filter. */
export interface ListQuery {
  mailboxId: MailboxId
  order: 'arrival' | 'date' | 'from' | 'to' | 'subject' | 'size'
  ascending: boolean
  filter: 'all' | 'unread' | 'flagged' | 'attachments'
  /** Conversations are wanted; `threaded` says whether the list is one of conversations. */
  threads: boolean
}

export interface KnownRow {
  summary: MessageSummary
  /** The epoch in which the server said so: an older one is shown, but asked again when it comes into sight. */
  epoch: number
}

/** A list as far as it is known: any rows of any place, by their index. A cache: any doubt raises the epoch. */
export interface MessageList {
  uidValidity: string
  total: number
  /** Each row is a conversation. */
  threaded: boolean
  /** Since when the mail server cannot be asked; null while it answers. */
  staleSince: string | null
  epoch: number
  /** The epoch in which the server said how many there are: an empty list has no row that says so. */
  totalEpoch: number
  rows: ReadonlyMap<number, KnownRow>
  /** Messages taken away here before the server reported it, so that they are counted once. */
  gone: ReadonlySet<MessageRef>
}

export const emptyList: MessageList = {
  uidValidity: '',
  total: 0,
  threaded: false,
  staleSince: null,
  epoch: 0,
  totalEpoch: 0,
  rows: new Map(),
  gone: new Set(),
}
