import type { TaskChange, TaskFields } from '@staffetta/contract'
import type { Alarm, CalendarTime, Change, TaskData } from '@staffetta/icalendar'
import { AppError } from '../../http/app-error.ts'
import {
  alarmsOf,
  fileRecurrenceOf,
  fileTimeOf,
  oneLine,
  recurrenceOf,
  reminderOf,
  timeOf,
} from '../events/fields.ts'
import { mailLinkOf, messageIdIn } from '../index/mail-link.ts'
import { isDone, linkedMail, orderOf, priorityOf } from '../index/task-entry.ts'

/** In one order: a version says of each whether it changed. */
export const taskFieldNames: (keyof TaskFields)[] = [
  'title',
  'notes',
  'url',
  'messageId',
  'tags',
  'priority',
  'percent',
  'due',
  'start',
  'recurrence',
  'reminders',
  'assignee',
  'parentUid',
  'order',
]

export interface TaskTimes {
  due: CalendarTime | null
  start: CalendarTime | null
}

/** What somebody can set of a task, as it is stored. */
export function taskFieldsOf(data: TaskData, { due, start }: TaskTimes): TaskFields {
  const [first] = data.attendees
  const begins = data.start ?? start ?? due
  return {
    title: data.summary,
    notes: data.description,
    url: messageIdIn(data.url) === null ? (data.url ?? '') : '',
    messageId: linkedMail(data),
    tags: data.categories.slice(0, 50),
    priority: priorityOf(data.priority),
    percent: data.status === 'completed' ? 100 : data.percent,
    due: due && timeOf(due),
    start: start && timeOf(start),
    recurrence:
      data.recurrence === undefined || begins === null ? null : recurrenceOf(data.recurrence, begins),
    reminders: fromDue(data.alarms, data)
      .flatMap((alarm) => reminderOf(alarm) ?? [])
      .slice(0, 20),
    assignee: first === undefined ? null : { address: first.address, name: first.name ?? '' },
    parentUid: data.relatedTo.find(({ kind }) => kind === 'parent')?.uid ?? null,
    order: orderOf(data),
  }
}

/** A change of the wire in the words of the file. What is stored decides what of it stays as it is. */
export function taskChangeOf(
  change: TaskChange,
  { data, now, ...times }: Partial<TaskTimes> & { data?: TaskData; now: string },
): Change {
  const result: Change = {}
  if (change.title !== undefined) result.summary = change.title
  if (change.notes !== undefined) result.description = change.notes
  if (change.url !== undefined) result.url = change.url === '' ? null : oneLine(change.url)
  if (change.messageId !== undefined) Object.assign(result, linkOf(change.messageId, data))
  if (change.tags !== undefined) result.categories = change.tags
  if (change.priority !== undefined && change.priority !== priorityOf(data?.priority ?? 0))
    result.priority = { high: 1, normal: 5, low: 9 }[change.priority]
  if (change.percent !== undefined) Object.assign(result, progressOf(change.percent, data, now))
  if (change.recurrence !== undefined || change.due !== undefined || change.start !== undefined)
    Object.assign(result, timesIn(change, { due: times.due ?? null, start: times.start ?? null, data }))
  if (change.reminders !== undefined)
    result.alarms = fromStart(alarmsOf(change.reminders, fromDue(data?.alarms ?? [], data)), data)
  if (change.assignee !== undefined) Object.assign(result, assigneeOf(change.assignee))
  if (change.parentUid !== undefined)
    result.relatedTo = [
      ...(data?.relatedTo ?? []).filter(({ kind }) => kind !== 'parent'),
      ...(change.parentUid === null ? [] : [{ uid: oneLine(change.parentUid), kind: 'parent' as const }]),
    ]
  if (change.order !== undefined && change.order !== null) result.sortOrder = change.order
  return result
}

/** Due, start and rule hang together: a rule needs a start, and one that was given for it alone follows the due date. */
function timesIn(
  change: TaskChange,
  { due: oldDue, start: oldStart, data }: TaskTimes & { data: TaskData | undefined },
): Change {
  const result: Change = {}
  const due = change.due === undefined ? oldDue : change.due && fileTimeOf(change.due, 'due')
  const start = change.start === undefined ? oldStart : change.start && fileTimeOf(change.start, 'start')
  const recurs = change.recurrence === undefined ? data?.recurrence !== undefined : change.recurrence !== null
  const first = start ?? due
  if (change.recurrence !== undefined)
    result.recurrence =
      change.recurrence === null ? null : fileRecurrenceOf(change.recurrence, first ?? undefined)
  if (recurs && first === null) throw new AppError('request/invalid', { field: 'due' })
  if (change.due !== undefined) result.due = due
  const written = start ?? (recurs ? due : null)
  if (change.start !== undefined || (written !== null && oldStart === null)) result.start = written
  // Two kinds in one task are refused (RFC 5545 §3.8.2.3): the start follows.
  if (due !== null && written !== null && (due.kind === 'date') !== (written.kind === 'date'))
    throw new AppError('request/invalid', { field: 'start' })
  return result
}

function progressOf(percent: number, data: TaskData | undefined, now: string): Change {
  if (percent === 100)
    return data !== undefined && isDone(data) ? {} : { percent, status: 'completed', completedAt: now }
  return { percent, status: percent === 0 ? 'needs-action' : 'in-process', completedAt: null }
}

/** The link is the URL, which other programs show; one that stands among the attachments is only taken away. */
function linkOf(messageId: string | null, data: TaskData | undefined): Change {
  const attachments = data?.attachments ?? []
  const others = attachments.filter(({ url }) => messageIdIn(url) === null)
  const change: Change = others.length === attachments.length ? {} : { attachments: others }
  if (messageId !== null) return { ...change, url: mailLinkOf(messageId) }
  return messageIdIn(data?.url) === null ? change : { ...change, url: null }
}

function assigneeOf(assignee: TaskFields['assignee']): Change {
  if (assignee === null) return { attendees: [], organizer: null }
  const { address, name } = assignee
  if (!/^[^\s\p{Cc}<>"@]+@[^\s\p{Cc}<>"@]+$/u.test(address))
    throw new AppError('request/invalid', { field: 'assignee' })
  return { attendees: [{ address, ...(name !== '' && { name: oneLine(name) }) }] }
}

/**
 * People are reminded so long before a task is due: RELATED=END (RFC 5545 §3.8.6.3). The reminders of the wire count from a
 * start, so that both ends change places; of a task that has no start, what counts from it is meant from when it is due.
 */
function fromDue(alarms: readonly Alarm[], data: TaskData | undefined): Alarm[] {
  return alarms.map((alarm) => turned(alarm, data?.start === undefined ? 'to-start' : 'both'))
}

function fromStart(alarms: readonly Alarm[], data: TaskData | undefined): Alarm[] {
  return alarms.map((alarm) => turned(alarm, data?.start === undefined ? 'to-end' : 'both'))
}

function turned(alarm: Alarm, how: 'both' | 'to-start' | 'to-end'): Alarm {
  const { trigger } = alarm
  if (trigger.kind === 'at') return alarm
  const side = trigger.kind.startsWith('before') ? 'before' : 'after'
  const ends = trigger.kind.endsWith('end')
  const toEnd = how === 'to-end' || (how === 'both' && !ends)
  return { ...alarm, trigger: { ...trigger, kind: `${side}-${toEnd ? 'end' : 'start'}` } }
}
