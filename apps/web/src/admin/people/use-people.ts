import type { PeopleCounts, PersonRow } from '@staffetta/contract'
import { useQueries, useQuery } from '@tanstack/react-query'
import { type PeopleFilter, pageSize, peopleQueries } from './queries.ts'

interface Found {
  counts: PeopleCounts | undefined
  /** How many there are in all. */
  total: number | undefined
  /** Undefined: not here yet. */
  at: (place: number) => PersonRow | undefined
  error: unknown
  refetch: () => void
}

/** Those found, of whom the pages in sight are here. */
export function usePeople(
  tenantId: string,
  filter: PeopleFilter,
  sight: { from: number; to: number },
): Found {
  const first = useQuery(peopleQueries.page(tenantId, filter, 0))
  const pages: number[] = []
  for (let page = Math.floor(sight.from / pageSize); page * pageSize <= sight.to; page++) pages.push(page)
  const results = useQueries({ queries: pages.map((page) => peopleQueries.page(tenantId, filter, page)) })
  const counts = first.data?.counts
  const total =
    counts && (filter.state ? counts[filter.state] : counts.enabled + counts.disabled + counts.left)
  return {
    counts,
    total,
    at: (place) => {
      const page = pages.indexOf(Math.floor(place / pageSize))
      const result = results[page]
      return result?.isPlaceholderData && !first.isPlaceholderData
        ? undefined
        : result?.data?.people[place % pageSize]
    },
    error: first.error,
    refetch: () => void first.refetch(),
  }
}
