import type { Calendar, EventWindow, Occurrence } from '@staffetta/contract'
import { useQueries, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { useStore } from '../../app/store.ts'
import { applyChanges } from './changes.ts'
import { pending } from './pending.ts'
import { addDays, type Day } from '../clock/days.ts'
import { dayWords, type Sayer } from '../occurrences/day-words.ts'
import { byStart, daysOf, keyOf } from '../occurrences/occurrences.ts'
import { calendarQueries } from './queries.ts'
import { type Month, monthsOf, neighboursOf, type Range } from '../clock/ranges.ts'
import { ownZone, wallClock, type WallClock } from '../clock/wall-clock.ts'

const none: Calendar[] = []
const aheadAfterMs = 300

/** The calendars one has; empty until they are known. */
export function useCalendars(): Calendar[] {
  return useQuery({ ...calendarQueries.calendars(), select: ({ calendars }) => calendars }).data ?? none
}

export interface Shown {
  occurrences: Occurrence[]
  /** Nothing is there to show for a part of it. */
  loading: boolean
  error: Error | null
  /** Of what is shown, when it was last true. */
  updatedAt: number
  truncated: boolean
  retry: () => void
}

/** What is to be seen between two days, as it stands after what the hand just did. */
export function useOccurrences(range: Range, clock: WallClock): Shown {
  const client = useQueryClient()
  const { from: first, to: end } = range
  const months = useMemo(() => monthsOf({ from: first, to: end }), [first, end])
  const { pieces, ...state } = useQueries({
    queries: months.map((month) => calendarQueries.month(month, clock.zone)),
    combine: (results) => combined(months, results),
  })
  const known = useMemo(() => together(Object.values(pieces)), [pieces])
  const changes = useStore(pending, (state) => state.changes)
  const calendars = useCalendars()
  useEffect(() => {
    if (state.loading) return
    // After what was asked for has been drawn: a month of thousands takes its time to be read.
    const timer = setTimeout(() => {
      for (const month of neighboursOf(months))
        void client.prefetchQuery(calendarQueries.month(month, clock.zone))
    }, aheadAfterMs)
    return () => clearTimeout(timer)
  }, [client, months, clock, state.loading])
  const occurrences = useMemo(() => {
    const hidden = new Set(calendars.filter(({ shown }) => !shown).map(({ id }) => id))
    // Months are fetched whole: what is more than a day away on any wall is left out without asking which days it touches.
    const [earliest, latest] = [isoAt(addDays(first, -2)), isoAt(addDays(end, 2))]
    return applyChanges(known, changes).filter((one) => {
      if (hidden.has(one.calendarId) || one.endAt < earliest || one.startAt > latest) return false
      const { from, to } = daysOf(one, clock)
      return from < end && to > first
    })
  }, [known, changes, calendars, first, end, clock])
  return {
    ...state,
    occurrences,
    retry: () => void client.invalidateQueries({ queryKey: calendarQueries.events() }),
  }
}

const isoAt = (day: Day): string => `${day}T00:00:00.000Z`

/** The pieces by name, so that those that stay are compared by identity alone, not row by row. */
function combined(months: readonly Month[], results: UseQueryResult<EventWindow>[]) {
  return {
    pieces: Object.fromEntries(months.map((month, at) => [month, results[at]?.data])),
    loading: results.some(({ data, error }) => data === undefined && error === null),
    error: results.find(({ error }) => error !== null)?.error ?? null,
    updatedAt: Math.min(...results.map(({ dataUpdatedAt }) => dataUpdatedAt || Infinity)),
    truncated: results.some(({ data }) => data?.truncated),
  }
}

/** What is in several months is there once. */
function together(pieces: readonly (EventWindow | undefined)[]): Occurrence[] {
  const known = new Map<string, Occurrence>()
  for (const piece of pieces) for (const one of piece?.occurrences ?? []) known.set(keyOf(one), one)
  return [...known.values()].sort(byStart)
}

/** The clock of whoever looks. */
function useClock(): WallClock {
  return wallClock(ownZone())
}

let minuteNow = Math.floor(Date.now() / 60_000)
let timer: ReturnType<typeof setInterval> | undefined

/** The minute it is, in milliseconds; draws anew once a minute. */
export function useNow(): number {
  return useSyncExternalStore(watchMinutes, () => minuteNow) * 60_000
}

const minuteWatchers = new Set<() => void>()

function watchMinutes(listener: () => void): () => void {
  minuteWatchers.add(listener)
  timer ??= setInterval(() => {
    const minute = Math.floor(Date.now() / 60_000)
    if (minute === minuteNow) return
    minuteNow = minute
    for (const watcher of minuteWatchers) watcher()
  }, 1000)
  return () => {
    minuteWatchers.delete(listener)
    if (minuteWatchers.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** All that is needed to say an event in words. */
export function useSayer(): Sayer {
  const { t, formats, locale } = useI18n()
  const clock = useClock()
  const today = clock.wallOf(useNow()).day
  return useMemo(
    () => ({ t, formats, words: dayWords(locale), clock, today }),
    [t, formats, locale, clock, today],
  )
}

/** Whether the screen is a phone's, or as narrow as one by enlargement. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const query = matchMedia('(max-width: 600px)')
      query.addEventListener('change', listener)
      return () => query.removeEventListener('change', listener)
    },
    () => matchMedia('(max-width: 600px)').matches,
  )
}
