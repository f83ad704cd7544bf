import { Zone, calendarUser, inCalendarErrors, serverErrors } from './calendar-manners.ts'
import { CalendarId, Done, EventRef } from './calendar.ts'
import {
  ChangedTask,
  ScopedTask,
  TaskChange,
  TaskDetail,
  taskErrors,
  TaskFields,
  TaskList,
  TaskName,
  TaskScope,
  TasksDone,
} from './calendar-tasks.ts'
import { Uuid } from './ids.ts'
import { defineRoute } from './route.ts'
import { array, boolean, nullable, object, optional, string } from './schema.ts'

const onTask = [
  ...inCalendarErrors,
  ...taskErrors,
  'calendar/write-uncertain',
  'calendar/over-quota',
  'calendar/too-complex',
] as const

const byTask = object({ ref: EventRef })
const most = { minItems: 1, maxItems: 200 } as const

/** Tasks lie in the same calendars as events; their lists are calendars that hold tasks. What is done is undone by calendar.undo. */
export const tasks = {
  /** All that are open and the latest that are done, of every calendar that holds tasks. Answered from the index. */
  listTasks: defineRoute({
    ...calendarUser,
    method: 'GET',
    path: '/api/calendar/tasks',
    query: object({
      /** Where floating times are read. */
      zone: Zone,
      /** Only those with these words in title, notes, tags and people. */
      text: optional(string({ minLength: 1, maxLength: 500 })),
    }),
    answer: 'json',
    response: TaskList,
    errors: [...serverErrors],
  }),
  getTask: defineRoute({
    ...calendarUser,
    method: 'GET',
    path: '/api/calendar/tasks/:ref',
    params: byTask,
    query: object({ recurrenceId: optional(string({ maxLength: 40 })), zone: Zone }),
    answer: 'json',
    response: TaskDetail,
    errors: [...onTask],
  }),
  /** `id` names the intent: sent twice, it is one task. */
  createTask: defineRoute({
    ...calendarUser,
    method: 'POST',
    path: '/api/calendar/tasks',
    body: object({ id: Uuid, calendarId: CalendarId, fields: TaskFields }),
    answer: 'json',
    response: Done,
    errors: [...onTask],
  }),
  /** Changes the fields that are named and nothing else, on what is stored now. */
  changeTask: defineRoute({
    ...calendarUser,
    method: 'PATCH',
    path: '/api/calendar/tasks/:ref',
    params: byTask,
    body: object({
      scope: TaskScope,
      recurrenceId: nullable(string({ maxLength: 40 })),
      etag: string({ maxLength: 1000 }),
      change: TaskChange,
    }),
    answer: 'json',
    response: Done,
    errors: [...onTask],
  }),
  /** The same for several, on whatever is stored: postponed, or put into another order. */
  changeTasks: defineRoute({
    ...calendarUser,
    method: 'POST',
    path: '/api/calendar/tasks/change',
    body: object({ tasks: array(ChangedTask, most) }),
    answer: 'json',
    response: TasksDone,
    errors: [...onTask],
  }),
  /** Ticks off, or opens again. Of a task that recurs one occurrence: the next takes its place. */
  completeTasks: defineRoute({
    ...calendarUser,
    method: 'POST',
    path: '/api/calendar/tasks/complete',
    body: object({ tasks: array(TaskName, most), done: boolean() }),
    answer: 'json',
    response: TasksDone,
    errors: [...onTask],
  }),
  removeTasks: defineRoute({
    ...calendarUser,
    method: 'POST',
    path: '/api/calendar/tasks/remove',
    body: object({ tasks: array(ScopedTask, most) }),
    answer: 'json',
    response: TasksDone,
    errors: [...onTask],
  }),
  /** Whole, untouched, into another list. */
  moveTasks: defineRoute({
    ...calendarUser,
    method: 'POST',
    path: '/api/calendar/tasks/move',
    body: object({ refs: array(EventRef, most), calendarId: CalendarId }),
    answer: 'json',
    response: TasksDone,
    errors: [...onTask],
  }),
}
