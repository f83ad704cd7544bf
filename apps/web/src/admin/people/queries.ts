import type { PersonRow, PersonState } from '@staffetta/contract'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { adminApi } from '../api.ts'

export const pageSize = 100
const staleTime = 10_000

export interface PeopleFilter {
  text?: string
  group?: string
  state?: PersonState
  sort?: 'quota'
}

export const peopleQueries = {
  overview: (tenantId: string) =>
    queryOptions({
      queryKey: ['admin', 'people', tenantId, 'overview'],
      queryFn: ({ signal }) => adminApi.people.getOverview({ tenantId }, { signal }),
      staleTime,
    }),
  /** A hundred people of those found, by their place among them. */
  page: (tenantId: string, filter: PeopleFilter, page: number) =>
    queryOptions({
      queryKey: ['admin', 'people', tenantId, 'page', filter, page],
      queryFn: ({ signal }) =>
        adminApi.people.listPeople(
          { tenantId, ...filter, from: page * pageSize, limit: pageSize },
          { signal },
        ),
      staleTime,
      // What was found before stays until the next is there: nothing flickers while one types.
      placeholderData: keepPreviousData,
    }),
  person: (tenantId: string, personId: string) =>
    queryOptions({
      queryKey: ['admin', 'people', tenantId, 'person', personId],
      queryFn: ({ signal }) => adminApi.people.getPerson({ tenantId, personId }, { signal }),
      staleTime: 0,
    }),
}

/** More than are in sight: all of those found, or from one place to another. */
export async function fetchPeople(
  tenantId: string,
  filter: PeopleFilter,
  { from, limit }: { from: number; limit: number } = { from: 0, limit: 50_000 },
): Promise<PersonRow[]> {
  return (await adminApi.people.listPeople({ tenantId, ...filter, from, limit })).people
}
