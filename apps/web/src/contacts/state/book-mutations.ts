import type { Book, BookId } from '@staffetta/contract'
import { api } from '../../app/api.ts'
import { tellFailure } from '../../app/errors.tsx'
import { queryClient } from '../../app/query-client.ts'
import { contactQueries } from './queries.ts'

const refresh = () => queryClient.invalidateQueries({ queryKey: contactQueries.books().queryKey })

export async function createBook(name: string, colour: Book['colour']): Promise<BookId> {
  const { bookId } = await api.contacts.createBook({ name, colour, description: '' })
  await refresh()
  return bookId
}

type BookChange = Partial<Pick<Book, 'name' | 'colour' | 'description' | 'isDefault'>>

/** On screen at once; put back where the server refuses. */
export async function changeBook(bookId: BookId, change: BookChange): Promise<void> {
  const { queryKey } = contactQueries.books()
  await queryClient.cancelQueries({ queryKey })
  queryClient.setQueryData(
    queryKey,
    (known) =>
      known && {
        ...known,
        books: known.books.map((book) =>
          book.id === bookId
            ? { ...book, ...change }
            : change.isDefault
              ? { ...book, isDefault: false }
              : book,
        ),
      },
  )
  try {
    await api.contacts.changeBook({ bookId, ...change })
  } finally {
    await refresh()
  }
}

export const changeBookQuietly = (bookId: BookId, change: BookChange): void =>
  void changeBook(bookId, change).catch((error: unknown) => tellFailure(error))

export async function deleteBook(bookId: BookId): Promise<void> {
  await api.contacts.removeBook({ bookId })
  queryClient.removeQueries({ queryKey: contactQueries.cards(bookId).queryKey })
  await refresh()
}
