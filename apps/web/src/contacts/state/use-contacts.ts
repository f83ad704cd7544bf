import type { Book, BookId, Kept, SavedSearch, WrittenTo } from '@staffetta/contract'
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useStore } from '../../app/store.ts'
import { applyChanges, pending } from './changes.ts'
import type { Contact } from './contact.ts'
import { plainUid } from './plain-uid.ts'
import { togetherLists } from './together.ts'
import { contactQueries } from './queries.ts'
import { writtenRows } from '../written/written.ts'

const noBooks: Book[] = []
const nobody: WrittenTo[] = []
const nothing: Kept = { favourites: [], searches: [] }

export interface Known {
  books: readonly Book[]
  canCreate: boolean
  /** Of all books, as they stand after what the hand just did. */
  contacts: readonly Contact[]
  /** Whom one wrote to and who lies in no book, the latest first. */
  written: readonly Contact[]
  /** By what `starOf` says of a card. */
  favourites: ReadonlySet<string>
  searches: readonly SavedSearch[]
  byRef: ReadonlyMap<string, Contact>
  byUid: ReadonlyMap<string, Contact>
  isPending: boolean
  /** The first reading of some book goes on. */
  more: boolean
  error: Error | null
  retry: () => void
}

/** Everything there is in all books: what one looks at, completes and puts into groups comes out of it. */
export function useContacts(): Known {
  const bookQuery = useQuery(contactQueries.books())
  const books = bookQuery.data?.books ?? noBooks
  const { lists, waiting, more, error } = useQueries({
    queries: books.map(({ id }) => contactQueries.cards(id)),
    combine: togetherLists,
  })
  const changes = useStore(pending, (state) => state.changes)
  const contacts = useMemo(
    () =>
      applyChanges(
        lists.flatMap((list) => list ?? []),
        changes,
      ),
    [lists, changes],
  )
  const { data: people = nobody } = useQuery(contactQueries.written())
  // Who lies in a book is known once all of them are here.
  const allHere = !bookQuery.isPending && !waiting
  const written = useMemo(() => (allHere ? writtenRows(people, contacts) : []), [people, contacts, allHere])
  const { favourites, searches } = useQuery(contactQueries.kept()).data ?? nothing
  const maps = useMemo(
    () => ({
      byRef: new Map([...contacts, ...written].map((one) => [one.ref, one])),
      byUid: new Map(contacts.map((one) => [plainUid(one.uid), one])),
    }),
    [contacts, written],
  )
  const stars = useMemo(() => new Set(favourites), [favourites])
  return {
    books,
    canCreate: bookQuery.data?.canCreate ?? false,
    contacts,
    written,
    favourites: stars,
    searches,
    ...maps,
    isPending: bookQuery.isPending || (waiting && contacts.length === 0),
    more,
    error: bookQuery.error ?? error,
    retry: () => void bookQuery.refetch(),
  }
}

/** Where any field has these words, as the server has them; while it is asked, what it said last. */
export function useFoundOnServer(text: string) {
  const { data, isFetching } = useQuery({
    ...contactQueries.search(text),
    enabled: text.trim().length > 1,
    placeholderData: keepPreviousData,
  })
  return { refs: data?.refs, isFetching }
}

/** Where a new card goes: the book one looks at, else the one that was chosen for it, else the first of one's own. */
export function bookForNew(books: readonly Book[], open: BookId | null): Book | undefined {
  const writable = books.filter(({ can }) => can.write)
  return (
    writable.find(({ id }) => id === open) ??
    writable.find(({ isDefault }) => isDefault) ??
    writable.find(({ kind }) => kind === 'own') ??
    writable[0]
  )
}
