import { useQueries, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { session } from '../../app/session.ts'
import { useStore } from '../../app/store.ts'
import { togetherLists } from '../state/together.ts'
import { contactQueries } from '../state/queries.ts'
import { complete, type Completion, completionOf, type Suggested } from './completion.ts'

const none: Suggested[] = []
let made: { lists: readonly unknown[]; completion: Completion } = { lists: [], completion: [] }

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
    if (known.length === 0) return null
    if (made.lists.length !== known.length || known.some((list, at) => list !== made.lists[at]))
      made = { lists: known, completion: completionOf(data?.books ?? [], known.flat()) }
    return made.completion
  }, [lists, data?.books])
  return useMemo(() => (completion === null ? none : complete(completion, text)), [completion, text])
}
