import type { Address, Book } from '@staffetta/contract'
import { useQueries, useQuery } from '@tanstack/react-query'
import { session } from '../../app/session.ts'
import { useStore } from '../../app/store.ts'
import { whoHas } from '../find/by-address.ts'
import type { Contact } from '../state/contact.ts'
import { contactQueries } from '../state/queries.ts'
import { togetherLists } from '../state/together.ts'

/** Who it is, from what the browser has: books are read once, and again only where something changed. */
export function usePerson({ address }: Address): { contact: Contact | undefined; book: Book | undefined } {
  const enabled = useStore(session, ({ me }) => me?.services.includes('contacts') ?? false)
  const { data } = useQuery({ ...contactQueries.books(), staleTime: Infinity, enabled })
  const books = data?.books ?? []
  const { lists } = useQueries({
    queries: books.map(({ id }) => ({ ...contactQueries.cards(id), staleTime: Infinity, enabled })),
    combine: togetherLists,
  })
  const contact = whoHas(
    address,
    books.map(({ kind }, at) => ({ kind, contacts: lists[at] ?? none })),
  )
  return { contact, book: books.find(({ id }) => id === contact?.bookId) }
}

const none: Contact[] = []
