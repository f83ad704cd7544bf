import type { Calendar, CalendarId, Task } from '@staffetta/contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useStore } from '../app/store.ts'
import { useCalendars, useNow } from '../calendar/state/use-calendar.ts'
import { ownZone, wallClock } from '../calendar/clock/wall-clock.ts'
import { applyChanges, pending } from './changes.ts'
import { taskQueries } from './queries.ts'
import type { Look } from './tasks-shown.ts'

const none: Task[] = []

/** All tasks there are, as they stand after what the hand just did. */
export function useTasks() {
  const zone = ownZone()
  const { data, error, isPending, refetch, dataUpdatedAt } = useQuery(taskQueries.list(zone))
  const changes = useStore(pending, (state) => state.changes)
  const fetched = data?.tasks ?? none
  const tasks = useMemo(() => applyChanges(fetched, changes), [fetched, changes])
  return { tasks, error, isPending, truncated: data?.truncated ?? false, refetch, dataUpdatedAt }
}

/** Those with these words; while they are looked for, those found last. */
export function useFoundTasks(text: string) {
  const { data, isFetching } = useQuery({
    ...taskQueries.search(text, ownZone()),
    enabled: text !== '',
    placeholderData: keepPreviousData,
  })
  const changes = useStore(pending, (state) => state.changes)
  const found = text === '' ? none : (data?.tasks ?? none)
  const known = useMemo(() => {
    const refs = new Set(found.map(({ ref }) => ref))
    // What was just made is on its way; whether it has the words is known when it is stored.
    return applyChanges(found, changes).filter(({ ref }) => refs.has(ref))
  }, [found, changes])
  return { tasks: known, isFetching }
}

/** The moment it is, anew each minute. */
export function useLook(): Look {
  const now = useNow()
  return useMemo(() => {
    const clock = wallClock(ownZone())
    return { now, today: clock.wallOf(now).day, clock }
  }, [now])
}

export interface Lists {
  /** Every calendar that holds tasks. */
  all: Calendar[]
  /** Those worth a line: of tasks alone, those with tasks in them, the one that is open, and where there is none the default. */
  shown: Calendar[]
  writable: Calendar[]
}

export function useLists(tasks: readonly Task[], open: CalendarId | null): Lists {
  const calendars = useCalendars()
  return useMemo(() => {
    const all = calendars.filter(({ holds }) => holds.tasks)
    const filled = new Set(tasks.map(({ calendarId }) => calendarId))
    const isUsed = (one: Calendar) => !one.holds.events || filled.has(one.id) || one.id === open
    const used = all.filter(isUsed)
    const shown = used.length > 0 ? used : all.filter(({ isDefault }) => isDefault)
    return { all, shown, writable: all.filter(({ can }) => can.write) }
  }, [calendars, tasks, open])
}

/** Where a new task goes: the list one looks at, else one's own of tasks alone, else the calendar for new events. */
export function listForNew({ writable }: Lists, open: CalendarId | null): Calendar | undefined {
  const own = writable.filter(({ kind }) => kind === 'own')
  return (
    writable.find(({ id }) => id === open) ??
    own.find(({ holds }) => !holds.events) ??
    own.find(({ isDefault }) => isDefault) ??
    own[0] ??
    writable[0]
  )
}
