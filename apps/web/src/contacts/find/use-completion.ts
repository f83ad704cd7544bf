import { useQueries, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { session } from '../../app/session.ts'
import { useStore } from '../../app/store.ts'
import { togetherLists } from '../state/together.ts'
import { contactQueries } from '../state/queries.ts'
import { complete, keptCompletion, type Suggested } from './completion.ts'

const none: Suggested[] = []

/** Whom one may mean, out of all books, at once: nobody is asked at a letter. Books are read while the first is being thought of. */
export function useCompletion(text: string): Suggested[] {
  const there = useStore(session, ({ me }) => me?.services.includes('contacts') ?? false)
  const { data } = useQuery({ ...contactQueries.books(), enabled: there })
  const { lists } = useQueries({
    queries: (data?.books ?? []).map(({ id }) => ({ ...contactQueries.cards(id), enabled: there })),
    combine: togetherLists,
  })
  const completion = useMemo(() => {
    const known = lists.filter((list) => list !== undefined)
    return known.length === 0 ? null : keptCompletion(data?.books ?? [], known)
  }, [lists, data?.books])
  return useMemo(() => (completion === null ? none : complete(completion, text)), [completion, text])
}
