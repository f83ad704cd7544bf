import type { EventRef } from '@staffetta/contract'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../app/api.ts'
import { queryClient } from '../../app/query-client.ts'
import { addMonths, type Day } from './days.ts'
import { wallClock } from './wall-clock.ts'

// The keys of calendar/queries.ts, made once more: they are one when the views and the editor are.
const all = ['calendar'] as const

export const editorQueries = {
  calendars: () =>
    queryOptions({
      queryKey: [...all, 'calendars'],
      queryFn: ({ signal }) => api.calendar.listCalendars({}, { signal }),
      staleTime: Infinity,
    }),

  event: ({ ref, recurrenceId }: { ref: EventRef; recurrenceId: string | null }, zone: string) =>
    queryOptions({
      queryKey: [...all, 'event', ref, recurrenceId, zone],
      queryFn: ({ signal }) =>
        api.calendar.getEvent({ ref, zone, ...(recurrenceId === null ? {} : { recurrenceId }) }, { signal }),
      staleTime: 30_000,
    }),

  /** People written to before whose name or address begins like this; nobody where there is no mail. */
  people: (text: string) =>
    queryOptions({
      queryKey: [...all, 'people', text],
      queryFn: ({ signal }) => api.mail.suggestRecipients({ text }, { signal }),
      staleTime: 60_000,
      retry: false,
    }),

  /** What else is in the month of a day: the piece that the views keep too. */
  monthOf: (day: Day, zone: string) => {
    const month = day.slice(0, 7)
    const at = (first: Day) => new Date(wallClock(zone).instantOf(first, 0)).toISOString()
    return queryOptions({
      queryKey: [...all, 'events', zone, month],
      queryFn: ({ signal }) =>
        api.calendar.listEvents(
          { from: at(`${month}-01`), to: at(addMonths(`${month}-01`, 1)), zone },
          { signal },
        ),
      staleTime: 5 * 60_000,
    })
  },
}

/** After something was stored: what is shown of it is old. */
export async function refreshEvents(): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: [...all, 'events'] }),
    queryClient.invalidateQueries({ queryKey: [...all, 'event'] }),
  ])
}
