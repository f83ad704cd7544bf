import { CalendarId, CalendarTime, EventRef, Recurrence, Reminder } from './calendar.ts'
import type { ErrorCode } from './errors.ts'
import { Instant } from './ids.ts'
import { array, boolean, integer, nullable, object, oneOf, optional, string, type Static } from './schema.ts'

const Day = string({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Percent = integer({ minimum: 0, maximum: 100 })
const RecurrenceId = nullable(string({ maxLength: 40 }))
const Tags = array(string({ minLength: 1, maxLength: 200 }), { maxItems: 50 })
const Assignee = nullable(
  object({ address: string({ minLength: 3, maxLength: 320 }), name: string({ maxLength: 200 }) }),
)

/** RFC 5545 §3.8.1.9 counts from 1 to 9: high is 1 to 4, low 6 to 9, normal 5 or nothing. */
const Priority = oneOf('high', 'normal', 'low')
export type Priority = Static<typeof Priority>

/** A day, or an instant; both null where there is none. */
const TaskTime = object({ day: nullable(Day), at: nullable(Instant) })
export type TaskTime = Static<typeof TaskTime>

/** One row of a list: a task, or of one that recurs what is to be done next, or an occurrence that is done. */
export const Task = object({
  ref: EventRef,
  calendarId: CalendarId,
  uid: string(),
  /** Names the occurrence of a task that recurs; null where it does not. */
  recurrenceId: nullable(string()),
  title: string(),
  due: TaskTime,
  start: TaskTime,
  priority: Priority,
  status: oneOf('needs-action', 'in-process', 'completed', 'cancelled'),
  percent: Percent,
  completedAt: nullable(Instant),
  tags: array(string()),
  /** The UID of the task it is a part of. */
  parentUid: nullable(string()),
  assignee: Assignee,
  hasNotes: boolean(),
  hasReminders: boolean(),
  /** The Message-ID of the mail it came from. */
  messageId: nullable(string()),
  /** Where it stands among the others when they are ordered by hand: smaller is higher. */
  order: integer(),
})
export type Task = Static<typeof Task>

export const TaskList = object({
  tasks: array(Task),
  /** There are more: the oldest that are done are left out, or there are too many. */
  truncated: boolean(),
})
export type TaskList = Static<typeof TaskList>

const fields = {
  title: string({ maxLength: 1000 }),
  notes: string({ maxLength: 20_000 }),
  url: string({ maxLength: 2000 }),
  messageId: nullable(string({ minLength: 3, maxLength: 998 })),
  tags: Tags,
  priority: Priority,
  percent: Percent,
  due: nullable(CalendarTime),
  /** Not to be begun before; of the same kind as `due` where both are there. */
  start: nullable(CalendarTime),
  recurrence: nullable(Recurrence),
  /** So long before it is due. */
  reminders: array(Reminder, { maxItems: 20 }),
  assignee: Assignee,
  parentUid: nullable(string({ minLength: 1, maxLength: 1000 })),
  order: nullable(integer({ minimum: -9_999_999_999, maximum: 9_999_999_999 })),
} as const

export const TaskFields = object(fields)
export type TaskFields = Static<typeof TaskFields>

export const TaskChange = object({
  title: optional(fields.title),
  notes: optional(fields.notes),
  url: optional(fields.url),
  messageId: optional(fields.messageId),
  tags: optional(fields.tags),
  priority: optional(fields.priority),
  percent: optional(fields.percent),
  due: optional(fields.due),
  start: optional(fields.start),
  recurrence: optional(fields.recurrence),
  reminders: optional(fields.reminders),
  assignee: optional(fields.assignee),
  parentUid: optional(fields.parentUid),
  order: optional(fields.order),
})
export type TaskChange = Static<typeof TaskChange>

export const TaskDetail = object({
  task: Task,
  /** Of what was read: a change made on something older is merged field by field. */
  etag: string(),
  fields: TaskFields,
  can: object({ change: boolean() }),
  /** What could not be read of it; the source has it all. */
  problems: integer(),
})
export type TaskDetail = Static<typeof TaskDetail>

/** One occurrence of a task that recurs, or all of it. */
export const TaskScope = oneOf('this', 'all')
export type TaskScope = Static<typeof TaskScope>

const which = { ref: EventRef, recurrenceId: RecurrenceId } as const

/** Which task, and of one that recurs which occurrence. */
export const TaskName = object(which)
export type TaskName = Static<typeof TaskName>

export const ScopedTask = object({ ...which, scope: TaskScope })
export type ScopedTask = Static<typeof ScopedTask>
export const ChangedTask = object({ ...which, scope: TaskScope, change: TaskChange })
export type ChangedTask = Static<typeof ChangedTask>

/** What was done to several at once, taken back at once. Where nothing could be done the failure is the answer. */
export const TasksDone = object({
  undo: string(),
  failed: array(object({ ref: EventRef, code: string() })),
})
export type TasksDone = Static<typeof TasksDone>

export const taskErrors = [
  'calendar/task-gone',
  'calendar/task-unreadable',
  'calendar/task-refused',
  'calendar/task-changed',
] as const satisfies ErrorCode[]
