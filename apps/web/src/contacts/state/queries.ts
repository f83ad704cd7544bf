import type { BookId, CardRef } from '@staffetta/contract'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../app/api.ts'
import type { Contact } from './contact.ts'

/** Every key of the address book is made here. */
export const contactQueries = {
  all: () => ['contacts'] as const,

  books: () =>
    queryOptions({
      queryKey: ['contacts', 'books'],
      queryFn: ({ signal }) => api.contacts.listBooks({}, { signal }),
      staleTime: 5 * 60_000,
      meta: { kept: true },
    }),

  lists: () => ['contacts', 'cards'] as const,

  /** A book whole: at twenty thousand cards it is looked through faster here than anywhere else. */
  cards: (bookId: BookId) =>
    queryOptions({
      queryKey: ['contacts', 'cards', bookId],
      queryFn: async ({ signal }) => {
        const { cards, more } = await api.contacts.listCards({ bookId }, { signal })
        return { contacts: cards.map((card): Contact => ({ ...card, bookId })), more }
      },
      staleTime: 5 * 60_000,
    }),

  search: (text: string) =>
    queryOptions({
      queryKey: ['contacts', 'search', text],
      queryFn: ({ signal }) => api.contacts.searchCards({ text }, { signal }),
      staleTime: 30_000,
      gcTime: 60_000,
    }),

  /** Favourites and saved searches. */
  kept: () =>
    queryOptions({
      queryKey: ['contacts', 'kept'],
      queryFn: ({ signal }) => api.contacts.listKept({}, { signal }),
      staleTime: 5 * 60_000,
      meta: { kept: true },
    }),

  /** Whom one writes to, the latest first. */
  written: () =>
    queryOptions({
      queryKey: ['contacts', 'written'],
      queryFn: async ({ signal }) => (await api.contacts.listWritten({}, { signal })).people,
      staleTime: 5 * 60_000,
      retry: false,
    }),

  birthdays: () =>
    queryOptions({
      queryKey: ['contacts', 'birthdays'],
      queryFn: ({ signal }) => api.contacts.listBirthdays({}, { signal }),
      staleTime: 5 * 60_000,
      retry: false,
    }),

  imports: () =>
    queryOptions({
      queryKey: ['contacts', 'imports'],
      queryFn: ({ signal }) => api.contacts.listImports({}, { signal }),
      staleTime: Infinity, // contacts/state/live.ts says when one is further
      retry: false,
    }),

  comparison: (importId: string, bookId: BookId) =>
    queryOptions({
      queryKey: ['contacts', 'imports', importId, bookId],
      queryFn: ({ signal }) => api.contacts.compareImport({ importId, bookId }, { signal }),
      retry: false,
      gcTime: 0,
    }),

  allDuplicates: () => ['contacts', 'duplicates'] as const,

  /** Who may be twice in a book, or (null) in all one may write to. */
  duplicates: (bookId: BookId | null) =>
    queryOptions({
      queryKey: ['contacts', 'duplicates', bookId],
      queryFn: ({ signal }) => api.contacts.listDuplicates(bookId === null ? {} : { bookId }, { signal }),
      staleTime: 5 * 60_000,
      gcTime: 10 * 60_000,
      retry: false,
    }),

  merge: (one: CardRef, other: CardRef) =>
    queryOptions({
      queryKey: ['contacts', 'merge', one, other],
      queryFn: ({ signal }) => api.contacts.previewMerge({ kept: one, gone: other }, { signal }),
      staleTime: 0,
      gcTime: 0,
      retry: false,
    }),

  details: () => ['contacts', 'card'] as const,

  card: (ref: CardRef) =>
    queryOptions({
      queryKey: ['contacts', 'card', ref],
      queryFn: ({ signal }) => api.contacts.getCard({ ref }, { signal }),
      staleTime: 30_000,
      gcTime: 5 * 60_000,
      retry: false,
    }),
}
