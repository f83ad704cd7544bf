import type { Book, BookId } from '@staffetta/contract'
import { ListX } from 'lucide-react'
import { api } from '../../app/api.ts'
import { tellFailure } from '../../app/errors.tsx'
import { i18n } from '../../app/i18n.tsx'
import { queryClient } from '../../app/query-client.ts'
import { tellDone } from '../../app/tell-done.ts'
import { contactQueries } from './queries.ts'

const refresh = () => queryClient.invalidateQueries({ queryKey: contactQueries.books().queryKey })

export async function createBook(name: string, colour: Book['colour']): Promise<BookId> {
  const { bookId } = await api.contacts.createBook({ name, colour, description: '' })
  await refresh()
  return bookId
}

type BookChange = Partial<Pick<Book, 'name' | 'colour' | 'description' | 'isDefault'>> & {
  removed?: boolean
}

/** On screen at once; put back where the server refuses. */
export async function changeBook(bookId: BookId, change: BookChange): Promise<void> {
  const { queryKey } = contactQueries.books()
  await queryClient.cancelQueries({ queryKey })
  queryClient.setQueryData(
    queryKey,
    (known) =>
      known && {
        ...known,
        books: known.books
          .filter(({ id }) => id !== bookId || !change.removed)
          .map((book) =>
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

/** Out of one's own list; whoever shares it is not told. */
export function leaveBook({ id, name }: Book): void {
  const { t } = i18n()
  tellDone(changeBook(id, { removed: true }), {
    text: t('sharing.left', { name }),
    icon: ListX,
    takeBack: async () => {
      await changeBook(id, { removed: false })
      return t('contacts.done.undone')
    },
  })
}

export const changeBookQuietly = (bookId: BookId, change: BookChange): void =>
  void changeBook(bookId, change).catch((error: unknown) => tellFailure(error))

export async function deleteBook(bookId: BookId): Promise<void> {
  await api.contacts.removeBook({ bookId })
  queryClient.removeQueries({ queryKey: contactQueries.cards(bookId).queryKey })
  await refresh()
}
