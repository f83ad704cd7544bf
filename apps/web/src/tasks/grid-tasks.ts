import type { Calendar, Task } from '@staffetta/contract'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { device } from '../app/device.ts'
import { useStore } from '../app/store.ts'
import { addDays } from '../calendar/clock/days.ts'
import type { Range } from '../calendar/clock/ranges.ts'
import { plainOccurrence } from '../calendar/occurrences/plain-occurrence.ts'
import type { TaskOccurrence } from '../calendar/occurrences/task-occurrence.ts'
import type { When } from '../calendar/occurrences/times.ts'
import { useCalendars } from '../calendar/state/use-calendar.ts'
import { ownZone, type WallClock } from '../calendar/clock/wall-clock.ts'
import { setDue } from './actions.ts'
import { applyChanges, pending } from './changes.ts'
import { taskQueries } from './queries.ts'
import { dueDay } from './tasks-shown.ts'
import { timeAt } from './when.ts'

const none: Task[] = []

/** The tasks that are due between two days, of the calendars that are shown; none where tasks are not wanted among events. */
export function useGridTasks({ from, to }: Range, clock: WallClock): TaskOccurrence[] {
  const wanted = useStore(device, (state) => state.calendarTasks)
  const calendars = useCalendars()
  const enabled = wanted && calendars.some(({ holds }) => holds.tasks)
  const { data } = useQuery({ ...taskQueries.list(ownZone()), enabled })
  const changes = useStore(pending, (state) => state.changes)
  const fetched = enabled ? (data?.tasks ?? none) : none
  return useMemo(() => {
    const shown = new Set(calendars.filter((one) => one.shown).map(({ id }) => id))
    return applyChanges(fetched, changes).flatMap((task) => {
      const day = dueDay(task, clock)
      const visible = task.status !== 'cancelled' && shown.has(task.calendarId)
      return visible && day !== null && from <= day && day < to ? [occurrenceOf(task, day, clock)] : []
    })
  }, [fetched, changes, calendars, from, to, clock])
}

/** Dragged in the agenda: due on another day, or at a time of it. */
export function putAt(task: Task, when: When): void {
  const zone = ownZone()
  setDue(
    task,
    when.kind === 'days'
      ? timeAt({ day: when.start, minute: null }, zone)
      : timeAt({ day: when.day, minute: when.minute }, zone),
  )
}

export const isWritable = (task: Task, calendars: readonly Calendar[]): boolean =>
  calendars.find(({ id }) => id === task.calendarId)?.can.write === true

function occurrenceOf(task: Task, day: string, clock: WallClock): TaskOccurrence {
  const whole = task.due.at === null
  const startAt = task.due.at ?? new Date(clock.instantOf(day, 0)).toISOString()
  return {
    ...plainOccurrence({
      ref: task.ref,
      calendarId: task.calendarId,
      uid: task.uid,
      recurrenceId: task.recurrenceId,
      startAt,
      endAt: whole ? new Date(clock.instantOf(addDays(day, 1), 0)).toISOString() : startAt,
      days: whole ? { start: day, end: addDays(day, 1) } : null,
      title: task.title,
      transparent: true,
      categories: task.tags,
      // Only this one of it is drawn, and only this one is moved: nobody is asked how much is meant.
      recurring: false,
      reminders: task.hasReminders,
    }),
    task,
  }
}
