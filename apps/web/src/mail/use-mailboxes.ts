import type { Mailbox, MessageOrder } from '@staffetta/contract'
import { useQuery } from '@tanstack/react-query'
import { mailQueries } from './queries.ts'

const none: Mailbox[] = []
const arrivalOnly: MessageOrder[] = ['arrival']

export function useMailboxes(): Mailbox[] {
  return useQuery({ ...mailQueries.mailboxes(), select: (data) => data.mailboxes }).data ?? none
}

export function useMailbox(id: string): Mailbox | undefined {
  return useMailboxes().find((mailbox) => mailbox.id === id)
}

/** The orders this server can give. */
export function useOrders(): MessageOrder[] {
  return useQuery({ ...mailQueries.mailboxes(), select: (data) => data.orders }).data ?? arrivalOnly
}

/** How many messages of the inbox wait to be read, for who is elsewhere. */
export function useUnread(): number {
  return useMailbox('inbox')?.unread ?? 0
}
