import type { MailboxId, MessageRef, PartId } from '@staffetta/contract'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../app/api.ts'
import type { ListQuery, MessageList } from './known-list.ts'

export const pageSize = 50

/** Every key of mail is made here. What the live stream keeps true never grows old by itself. */
export const mailQueries = {
  all: () => ['mail'] as const,

  mailboxes: () =>
    queryOptions({
      queryKey: [...mailQueries.all(), 'mailboxes'],
      queryFn: ({ signal }) => api.mail.listMailboxes({}, { signal }),
      staleTime: Infinity, // counts and tree arrive through mail/live.ts
      meta: { kept: true },
    }),

  lists: () => [...mailQueries.all(), 'list'] as const,

  /** A list as far as it is known; message-list/fetch-rows.ts fills it, mail/live.ts keeps it true. */
  list: (query: ListQuery) =>
    queryOptions<MessageList>({
      queryKey: [...mailQueries.lists(), query],
      queryFn: () => Promise.reject(new Error('Lists are filled window by window.')),
      enabled: false,
      staleTime: Infinity,
      meta: { kept: query.filter === 'all' },
    }),

  messages: () => [...mailQueries.all(), 'message'] as const,

  message: (ref: MessageRef) =>
    queryOptions({
      queryKey: [...mailQueries.messages(), ref],
      queryFn: ({ signal }) => api.mail.getMessage({ ref }, { signal }),
      staleTime: Infinity, // bodies never change in IMAP; flags arrive through mail/live.ts
      gcTime: 10 * 60_000,
    }),

  innerMessage: (ref: MessageRef, partId: PartId) =>
    queryOptions({
      queryKey: [...mailQueries.all(), 'inner', ref, partId],
      queryFn: ({ signal }) => api.mail.getInnerMessage({ ref, partId }, { signal }),
      staleTime: Infinity, // a message never changes in IMAP
      gcTime: 60_000,
    }),

  thread: (ref: MessageRef) =>
    queryOptions({
      queryKey: [...mailQueries.all(), 'thread', ref],
      queryFn: ({ signal }) => api.mail.listThread({ ref }, { signal }),
      staleTime: 60_000,
    }),

  headers: (ref: MessageRef) =>
    queryOptions({
      queryKey: [...mailQueries.all(), 'headers', ref],
      queryFn: ({ signal }) => api.mail.listHeaders({ ref }, { signal }),
      staleTime: Infinity, // a message never changes in IMAP
      gcTime: 60_000,
    }),

  recipients: (text: string) =>
    queryOptions({
      queryKey: [...mailQueries.all(), 'recipients', text],
      queryFn: ({ signal }) => api.mail.suggestRecipients({ text, limit: 8 }, { signal }),
      staleTime: 60_000,
    }),

  position: (ref: MessageRef, query: ListQuery) =>
    queryOptions({
      queryKey: [...mailQueries.all(), 'position', ref, query],
      queryFn: ({ signal }) =>
        api.mail.locateMessage(
          {
            ref,
            order: query.order,
            ascending: query.ascending,
            filter: query.filter,
            threads: query.threads,
          },
          { signal },
        ),
      staleTime: 0,
    }),
}

/** The list a mailbox opens with. */
export function defaultList(mailboxId: MailboxId): ListQuery {
  return { mailboxId, order: 'arrival', ascending: false, filter: 'all', threads: false }
}
