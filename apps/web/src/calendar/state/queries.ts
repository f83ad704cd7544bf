import type { Calendar, CalendarId, EventRef, MessageRef, Occurrence } from '@staffetta/contract'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from '../../app/api.ts'
import { instantsOf, type Month } from '../clock/ranges.ts'
import { ownZone, wallClock } from '../clock/wall-clock.ts'

/** What is old after this long is asked again behind what is shown, should the live stream have missed something. */
const quietMs = 5 * 60_000

/** Every key of the calendar is made here. calendar/state/live.ts says when one is old. */
export const calendarQueries = {
  all: () => ['calendar'] as const,

  calendars: () =>
    queryOptions({
      queryKey: [...calendarQueries.all(), 'calendars'],
      queryFn: ({ signal }) => api.calendar.listCalendars({}, { signal }),
      staleTime: Infinity, // names, colours and states arrive through calendar/state/live.ts
      meta: { kept: true },
    }),

  events: () => [...calendarQueries.all(), 'events'] as const,

  /** The occurrences of one month. Views are put together from months, so that the next week is there before one asks. */
  month: (month: Month, zone: string) =>
    queryOptions({
      queryKey: [...calendarQueries.events(), zone, month],
      queryFn: ({ signal }) =>
        api.calendar.listEvents({ ...instantsOf(month, wallClock(zone)), zone }, { signal }),
      staleTime: quietMs,
      meta: { kept: isNear(month) },
    }),

  details: () => [...calendarQueries.all(), 'event'] as const,

  event: ({ ref, recurrenceId }: Pick<Occurrence, 'ref' | 'recurrenceId'>, zone: string) =>
    queryOptions({
      queryKey: [...calendarQueries.details(), ref, recurrenceId, zone],
      queryFn: ({ signal }) =>
        api.calendar.getEvent({ ref, zone, ...(recurrenceId === null ? {} : { recurrenceId }) }, { signal }),
      staleTime: 30_000, // an answer of somebody changes it; calendar/state/live.ts says so
      gcTime: 5 * 60_000,
    }),

  /** The keys of tasks/queries.ts begin with it: their news are the calendars'. */
  tasks: () => [...calendarQueries.all(), 'tasks'] as const,

  everyBooking: () => [...calendarQueries.all(), 'bookings'] as const,

  /** Rooms, cars and things one can book; none where the tenant has none. */
  resources: () =>
    queryOptions({
      queryKey: [...calendarQueries.all(), 'resources'],
      queryFn: ({ signal }) => api.resources.listResources({}, { signal }),
      staleTime: quietMs,
    }),

  /** Who has which of them. */
  bookings: ({ from, to }: { from: number; to: number }, zone: string) =>
    queryOptions({
      queryKey: [...calendarQueries.everyBooking(), zone, from, to],
      queryFn: ({ signal }) => api.resources.listBookings({ ...isoOf({ from, to }), zone }, { signal }),
      staleTime: 30_000, // calendar/state/live.ts says when one is made on this node; other nodes and programs say nothing
    }),

  /** Which can be had at a time; `uid`: what that event has booked itself does not count. */
  availability: ({ from, to }: { from: number; to: number }, zone: string, uid: string | null) =>
    queryOptions({
      queryKey: [...calendarQueries.everyBooking(), 'availability', zone, from, to, uid],
      queryFn: ({ signal }) =>
        api.resources.listAvailability(
          { ...isoOf({ from, to }), zone, ...(uid !== null && { uid }) },
          { signal },
        ),
      staleTime: 30_000,
    }),

  /** When people are taken. Colleagues' calendars tell nothing by themselves: it is asked again before it is old. */
  freeBusy: (question: {
    addresses: string[]
    from: string
    to: string
    zone: string
    except: EventRef | null
  }) =>
    queryOptions({
      queryKey: [...calendarQueries.all(), 'free-busy', question],
      queryFn: ({ signal }) => api.calendar.getFreeBusy(question, { signal }),
      staleTime: 30_000,
      gcTime: 5 * 60_000,
      placeholderData: keepPreviousData,
    }),

  invitations: () => [...calendarQueries.all(), 'invitation'] as const,

  /** What the invitation in a mail means now: it follows what is in the calendar. */
  invitation: (ref: MessageRef, zone: string) =>
    queryOptions({
      queryKey: [...calendarQueries.invitations(), ref, zone],
      queryFn: ({ signal }) => api.calendar.getInvitation({ ref, zone }, { signal }),
      staleTime: 30_000,
      gcTime: 5 * 60_000,
    }),

  /** What reminds within the next half hour, and what was missed. */
  reminders: () =>
    queryOptions({
      queryKey: [...calendarQueries.all(), 'reminders'],
      queryFn: ({ signal }) => api.calendar.listReminders({ minutes: 30, zone: ownZone() }, { signal }),
      staleTime: 60_000,
      refetchInterval: 15 * 60_000,
      refetchIntervalInBackground: true,
      retry: false,
    }),

  imports: () =>
    queryOptions({
      queryKey: [...calendarQueries.all(), 'imports'],
      queryFn: ({ signal }) => api.calendar.listImports({}, { signal }),
      staleTime: Infinity, // calendar/state/live.ts says when one is further
      retry: false,
    }),

  /** Whether reminders can come by mail, and whether one wants them; set in the settings, so asked anew each time. */
  mailChoices: () =>
    queryOptions({
      queryKey: [...calendarQueries.all(), 'mail'],
      queryFn: ({ signal }) => api.calendar.getCalendarMail({}, { signal }),
    }),

  /** What a file would bring into a calendar. */
  comparison: (importId: string, calendarId: CalendarId) =>
    queryOptions({
      queryKey: [...calendarQueries.imports().queryKey, importId, calendarId],
      queryFn: ({ signal }) => api.calendar.compareImport({ importId, calendarId }, { signal }),
      retry: false,
      gcTime: 0,
    }),

  /** People written to before whose name or address begins like this. */
  people: (text: string) =>
    queryOptions({
      queryKey: [...calendarQueries.all(), 'people', text],
      queryFn: ({ signal }) => api.mail.suggestRecipients({ text }, { signal }),
      staleTime: 60_000,
      retry: false,
    }),

  search: (text: string, zone: string) =>
    queryOptions({
      queryKey: [...calendarQueries.all(), 'search', zone, text],
      queryFn: ({ signal }) => api.calendar.searchEvents({ text, zone, when: 'any', limit: 200 }, { signal }),
      staleTime: 30_000,
      gcTime: 60_000,
    }),
}

export type CalendarList = { calendars: Calendar[]; canCreate: boolean }

/** The address of an event as it is stored. */
export const sourceOf = (ref: EventRef): string => api.calendar.downloadEvent({ ref })

function isoOf({ from, to }: { from: number; to: number }): { from: string; to: string } {
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() }
}

/** Only the months around today are kept for a reload: a year that was leafed through is not worth its reading. */
function isNear(month: Month): boolean {
  const [year, number] = month.split('-').map(Number) as [number, number]
  const now = new Date()
  return Math.abs((year - now.getFullYear()) * 12 + number - 1 - now.getMonth()) <= 1
}
