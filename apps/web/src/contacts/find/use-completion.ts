import type { Book, WrittenTo } from '@staffetta/contract'
import { useQueries, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { session } from '../../app/session.ts'
import { useStore } from '../../app/store.ts'
import { togetherLists } from '../state/together.ts'
import { contactQueries } from '../state/queries.ts'
import { complete, keptCompletion, type Suggested } from './completion.ts'

const none: Suggested[] = []
const noBooks: Book[] = []
const nobody: WrittenTo[] = []

/** Where there are address books, they and whom one wrote to are all there is to complete from. */
export const useHasBooks = (): boolean =>
  useStore(session, ({ me }) => me?.services.includes('contacts') ?? false)

/** Whom one may mean, out of all books and of those one wrote to, at once: nobody is asked at a letter. Books are read while the first is being thought of. */
export function useCompletion(text: string): Suggested[] {
  const there = useHasBooks()
  const { data: written = nobody } = useQuery({ ...contactQueries.written(), enabled: there })
  const { data } = useQuery({ ...contactQueries.books(), enabled: there })
  const { lists } = useQueries({
    queries: (data?.books ?? []).map(({ id }) => ({ ...contactQueries.cards(id), enabled: there })),
    combine: togetherLists,
  })
  const completion = useMemo(() => {
    const known = lists.filter((list) => list !== undefined)
    return known.length + written.length === 0 ? null : keptCompletion(data?.books ?? noBooks, known, written)
  }, [lists, data?.books, written])
  return useMemo(() => (completion === null ? none : complete(completion, text)), [completion, text])
}
