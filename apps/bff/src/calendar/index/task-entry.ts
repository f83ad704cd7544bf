import type { Task } from '@staffetta/contract'
import type { Alarm, CalendarTime, Description, TaskData } from '@staffetta/icalendar'
import type { Digest, Outcome } from '@staffetta/icalendar/worker'
import { fold } from '../../dav/fold.ts'
import { messageIdIn } from './mail-link.ts'

/** What the lists need of a task, as the index keeps it: times in the kind they are stored in. */
export interface TaskRow {
  recurrenceId: string | null
  title: string
  due: CalendarTime | null
  start: CalendarTime | null
  priority: Task['priority']
  status: Task['status']
  percent: number
  completedAt: string | null
  tags: string[]
  parentUid: string | null
  assignee: Task['assignee']
  hasNotes: boolean
  hasReminders: boolean
  /** Without their texts: when, and how. */
  alarms: readonly Alarm[]
  messageId: string | null
  order: number
  class: TaskData['class']
  /** Folded: title, tags, people, notes. */
  words: string
}

const MOST_WORDS = 4_000
/** Occurrences that are done stay in the file for good; as many as these of one task are shown. */
const MOST_DONE = 100
/** What Apple's programs and Tasks.org take where no order was ever given: the seconds since then it was made. */
const orderEpoch = Date.UTC(2001, 0, 1)

/** The task of an object; undefined for events and journals. */
export function taskIn(outcome: Outcome): Digest | undefined {
  return outcome.kind === 'read' ? outcome.digests.find(({ kind }) => kind === 'task') : undefined
}

export function tasksOf({ master, overrides }: Description): {
  master: TaskData | undefined
  overrides: TaskData[]
} {
  return {
    master: master?.kind === 'task' ? master : undefined,
    overrides: overrides.filter((data) => data.kind === 'task'),
  }
}

/** The rows of a task: itself, or of one that recurs what is next and what is done. */
export function rowsOf(digest: Digest): TaskRow[] {
  const { master, overrides } = tasksOf(digest.description)
  const { nextOpen } = digest
  const done = overrides.filter(isDone).slice(-MOST_DONE).map(rowOf)
  if (master === undefined) return overrides.map(rowOf)
  if (master.recurrence === undefined && master.irregular !== true) return [rowOf(master)]
  // Some programs tick off the series when nothing of it is left.
  if (isDone(master)) return [rowOf(master), ...done]
  if (nextOpen === undefined) return done
  const data = (nextOpen.override === undefined ? undefined : overrides[nextOpen.override]) ?? master
  return [
    { ...rowOf(data), ...timesOf(data, nextOpen), recurrenceId: nextOpen.recurrenceId ?? null },
    ...done,
  ]
}

/**
 * When an occurrence is to be done. A rule needs a start (RFC 5545 §3.8.2.4): one that is the same as the due date was
 * given for that alone, and nobody is told of it.
 */
export function timesOf(
  data: TaskData,
  { start, end }: { start: CalendarTime; end: CalendarTime },
): Pick<TaskRow, 'due' | 'start'> {
  const due = data.due === undefined ? null : end
  const begins = data.start === undefined || (due !== null && isSame(start, due)) ? null : start
  return { due, start: begins }
}

export function isDone({ status }: TaskData): boolean {
  return status === 'completed' || status === 'cancelled'
}

/** The words of RFC 5545 §3.8.1.9. */
export function priorityOf(priority: number): Task['priority'] {
  return priority === 0 || priority === 5 ? 'normal' : priority < 5 ? 'high' : 'low'
}

export function orderOf({ sortOrder, createdAt, stampedAt }: TaskData): number {
  const made = createdAt ?? stampedAt
  return sortOrder ?? (made === undefined ? 0 : Math.round((Date.parse(made) - orderEpoch) / 1000))
}

function isSame(one: CalendarTime, other: CalendarTime): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function rowOf(data: TaskData): TaskRow {
  const [first] = data.attendees
  const { start, due } = data
  const recurs = data.recurrence !== undefined || data.recurrenceId !== undefined
  const hides = recurs && start !== undefined && due !== undefined && isSame(start, due)
  return {
    recurrenceId: data.recurrenceId ?? null,
    title: data.summary,
    due: due ?? null,
    start: hides ? null : (start ?? null),
    priority: priorityOf(data.priority),
    status: data.status,
    percent: data.percent,
    completedAt: data.completedAt ?? (isDone(data) ? (data.lastModifiedAt ?? null) : null),
    tags: data.categories.slice(0, 50),
    parentUid: data.relatedTo.find(({ kind }) => kind === 'parent')?.uid ?? null,
    assignee: first === undefined ? null : { address: first.address, name: first.name ?? '' },
    hasNotes: data.description.trim() !== '',
    hasReminders: data.alarms.length > 0,
    alarms: data.alarms.map(({ action, trigger }) => ({ action, trigger })),
    messageId: linkedMail(data),
    order: orderOf(data),
    class: data.class,
    words: fold(
      [
        data.summary,
        ...data.categories,
        ...data.attendees.slice(0, 20).map(({ name, address }) => `${name ?? ''} ${address}`),
        data.description,
      ]
        .join('\n')
        .slice(0, MOST_WORDS),
    ),
  }
}

export function linkedMail({ url, attachments }: TaskData): string | null {
  for (const link of [url, ...attachments.map((attachment) => attachment.url)]) {
    const messageId = messageIdIn(link)
    if (messageId !== null) return messageId
  }
  return null
}
