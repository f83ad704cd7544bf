import type { TaskName } from '@staffetta/contract'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../app/api.ts'
import { calendarQueries } from '../calendar/state/queries.ts'

/** Every key of tasks is made here; they begin like the calendars', whose live news are theirs (calendar/state/live.ts). */
export const taskQueries = {
  list: (zone: string) =>
    queryOptions({
      queryKey: [...calendarQueries.tasks(), 'list', zone],
      queryFn: ({ signal }) => api.tasks.listTasks({ zone }, { signal }),
      staleTime: 5 * 60_000,
      meta: { kept: true },
    }),

  search: (text: string, zone: string) =>
    queryOptions({
      queryKey: [...calendarQueries.tasks(), 'search', zone, text],
      queryFn: ({ signal }) => api.tasks.listTasks({ zone, text }, { signal }),
      staleTime: 30_000,
      gcTime: 60_000,
    }),

  task: ({ ref, recurrenceId }: TaskName, zone: string) =>
    queryOptions({
      queryKey: [...calendarQueries.tasks(), 'task', ref, recurrenceId, zone],
      queryFn: ({ signal }) =>
        api.tasks.getTask({ ref, zone, ...(recurrenceId !== null && { recurrenceId }) }, { signal }),
      staleTime: 30_000,
      gcTime: 5 * 60_000,
      retry: false,
    }),
}
