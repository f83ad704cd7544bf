import {
  blankTask,
  type CalendarId,
  type CalendarTime,
  type Done,
  type Task,
  type TaskChange,
  type TaskFields,
  type TaskName,
  type TaskScope,
  type TaskTime,
} from '@staffetta/contract'
import { api } from '../app/api.ts'
import { queryClient } from '../app/query-client.ts'
import { calendarQueries } from '../calendar/state/queries.ts'
import { performer, type Performed } from '../calendar/state/perform.ts'
import { minuteOf, wallClock } from '../calendar/clock/wall-clock.ts'
import { pending, savingRef } from './changes.ts'

const perform = performer(pending, () => queryClient.invalidateQueries({ queryKey: calendarQueries.tasks() }))

/** Tasks on their way: what is done to one meanwhile waits for the name the server gives it. */
const creating = new Map<string, Promise<Done>>()

export function createTask(calendarId: CalendarId, wanted: Partial<TaskFields>): Performed {
  const id = crypto.randomUUID()
  const fields = { ...blankTask, ...wanted }
  const shown: Task = {
    ref: savingRef(id),
    calendarId,
    uid: id,
    recurrenceId: null,
    title: fields.title,
    due: shownTime(fields.due),
    start: shownTime(fields.start),
    priority: fields.priority,
    status: 'needs-action',
    percent: fields.percent,
    completedAt: null,
    tags: fields.tags,
    parentUid: fields.parentUid,
    assignee: fields.assignee,
    hasNotes: fields.notes !== '',
    hasReminders: fields.reminders.length > 0,
    messageId: fields.messageId,
    order: fields.order ?? Math.round((Date.now() - Date.UTC(2001, 0, 1)) / 1000),
  }
  return perform({ before: [], after: [shown] }, () => {
    const stored = api.tasks.createTask({ id, calendarId, fields })
    creating.set(shown.ref, stored)
    return stored
  })
}

/** Changes the same or each its own of several, on whatever is stored. */
export function changeTasks(
  changes: readonly { task: Task; change: TaskChange }[],
  scope: TaskScope,
): Performed {
  const after = changes.map(({ task, change }) => changed(task, change))
  return perform({ before: changes.map(({ task }) => task), after }, () =>
    named(changes.map(({ task }) => task)).then((names) =>
      api.tasks.changeTasks({
        tasks: names.map((name, at) => ({ ...name, scope, change: changes[at]!.change })),
      }),
    ),
  )
}

/** Of what was opened: whoever changed the same field meanwhile is not overwritten. */
export function changeTask(task: Task, etag: string, change: TaskChange, scope: TaskScope): Performed {
  return perform({ before: [task], after: [changed(task, change)] }, () =>
    api.tasks.changeTask({ ref: task.ref, recurrenceId: task.recurrenceId, scope, etag, change }),
  )
}

export function completeTasks(tasks: readonly Task[], done: boolean): Performed {
  const completedAt = new Date().toISOString()
  const after = tasks.map((task): Task =>
    done
      ? { ...task, status: 'completed', percent: 100, completedAt }
      : { ...task, status: 'needs-action', percent: 0, completedAt: null },
  )
  return perform({ before: [...tasks], after }, () =>
    named(tasks).then((names) => api.tasks.completeTasks({ tasks: names, done })),
  )
}

export function removeTasks(tasks: readonly Task[], scope: TaskScope): Performed {
  return perform({ before: [...tasks], after: [] }, () =>
    named(tasks).then((names) => api.tasks.removeTasks({ tasks: names.map((name) => ({ ...name, scope })) })),
  )
}

export function moveTasks(tasks: readonly Task[], calendarId: CalendarId): Performed {
  const after = tasks.map((task) => ({ ...task, calendarId }))
  return perform({ before: [...tasks], after }, () =>
    named(tasks).then((names) =>
      api.tasks.moveTasks({ refs: [...new Set(names.map(({ ref }) => ref))], calendarId }),
    ),
  )
}

/** What the server calls them. */
function named(tasks: readonly Task[]): Promise<TaskName[]> {
  return Promise.all(
    tasks.map(async ({ ref, recurrenceId }) => {
      const stored = await creating.get(ref)
      return { ref: stored?.ref ?? ref, recurrenceId }
    }),
  )
}

/** The row as it will be. */
function changed(task: Task, change: TaskChange): Task {
  const { due, start, notes, reminders, url: _url, recurrence: _recurrence, order, ...same } = change
  const status = (percent: number): Task['status'] =>
    percent === 100 ? 'completed' : percent === 0 ? 'needs-action' : 'in-process'
  return {
    ...task,
    ...same,
    ...(due !== undefined && { due: shownTime(due) }),
    ...(start !== undefined && { start: shownTime(start) }),
    ...(notes !== undefined && { hasNotes: notes.trim() !== '' }),
    ...(reminders !== undefined && { hasReminders: reminders.length > 0 }),
    ...(order !== undefined && order !== null && { order }),
    ...(same.percent !== undefined && { status: status(same.percent) }),
  }
}

function shownTime(time: CalendarTime | null): TaskTime {
  if (time === null) return { day: null, at: null }
  if (time.date !== undefined) return { day: time.date, at: null }
  if (time.at !== undefined) return { day: null, at: time.at }
  const local = time.local ?? ''
  const clock = wallClock(time.zone ?? 'UTC')
  const at = clock.instantOf(local.slice(0, 10), minuteOf(local.slice(11)) ?? 0)
  return { day: null, at: new Date(at).toISOString() }
}
