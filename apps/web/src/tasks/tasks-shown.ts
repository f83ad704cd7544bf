import type { CalendarId, Task } from '@staffetta/contract'
import { addDays, type Day, daysBetween, startOfWeek } from '../calendar/clock/days.ts'
import type { WallClock } from '../calendar/clock/wall-clock.ts'

export const taskViews = ['today', 'overdue', 'upcoming', 'all', 'done'] as const
export type TaskView = (typeof taskViews)[number]

export const taskOrders = ['due', 'priority', 'title', 'manual'] as const
export type TaskOrder = (typeof taskOrders)[number]

/** The moment somebody looks, and the clock on their wall. */
export interface Look {
  now: number
  today: Day
  clock: WallClock
}

/** A row and how deep it stands below others. */
export interface ShownTask {
  task: Task
  depth: number
  /** Parts of it that are still open, of all there are. */
  parts: { open: number; all: number }
}

export interface TaskGroup {
  id: 'overdue' | 'today' | 'tomorrow' | 'week' | 'later' | 'none' | 'all'
  rows: ShownTask[]
}

export const keyOf = ({ ref, recurrenceId }: Pick<Task, 'ref' | 'recurrenceId'>): string =>
  `${ref} ${recurrenceId ?? ''}`

export const isDone = ({ status }: Task): boolean => status === 'completed' || status === 'cancelled'

/** The day a task is due, where one looks; null where it has none. */
export function dueDay({ due }: Pick<Task, 'due'>, clock: WallClock): Day | null {
  return due.day ?? (due.at === null ? null : clock.wallOf(Date.parse(due.at)).day)
}

/** A day is over when it is over, a time when it has come. */
export function isOverdue(task: Task, { now, today }: Look): boolean {
  if (isDone(task)) return false
  const { day, at } = task.due
  return day !== null ? day < today : at !== null && Date.parse(at) < now
}

/** What is found by words is shown done or not. */
function isIn(view: TaskView | 'any', task: Task, look: Look): boolean {
  if (view === 'any') return true
  if (view === 'done') return task.status === 'completed'
  if (isDone(task)) return false
  const due = dueDay(task, look.clock)
  switch (view) {
    case 'all':
      return true
    case 'today':
      return due === look.today
    case 'overdue':
      return isOverdue(task, look)
    case 'upcoming':
      return (due ?? startDay(task, look.clock) ?? '') > look.today
  }
}

export function countIn(
  tasks: readonly Task[],
  look: Look,
  listId: CalendarId | null,
): Record<TaskView, number> {
  const counts = { today: 0, overdue: 0, upcoming: 0, all: 0, done: 0 }
  for (const task of tasks) {
    if (listId !== null && task.calendarId !== listId) continue
    for (const view of taskViews) if (isIn(view, task, look)) counts[view]++
  }
  return counts
}

/** The rows of a view in their order: parts stand below what they are a part of, where that is shown too. */
export function groupsOf(
  tasks: readonly Task[],
  {
    view,
    order,
    look,
    listId,
  }: { view: TaskView | 'any'; order: TaskOrder; look: Look; listId: CalendarId | null },
): TaskGroup[] {
  const shown = tasks.filter(
    (task) => (listId === null || task.calendarId === listId) && isIn(view, task, look),
  )
  const compare = view === 'done' ? byDone : byOrder(order, look.clock)
  const children = new Map<string, Task[]>()
  for (const task of tasks)
    if (task.parentUid !== null && task.recurrenceId === null)
      children.set(task.parentUid, [...(children.get(task.parentUid) ?? []), task])
  const known = new Set(shown.map(({ uid }) => uid))
  const placed = new Set<string>()
  const below = (task: Task, depth: number): ShownTask[] => {
    // Two programs may each have made one the parent of the other.
    if (placed.has(keyOf(task))) return []
    placed.add(keyOf(task))
    const parts = children.get(task.uid) ?? []
    const row = {
      task,
      depth,
      parts: { open: parts.filter((one) => !isDone(one)).length, all: parts.length },
    }
    const inside = shown.filter(({ parentUid }) => parentUid === task.uid && depth < 3)
    return [row, ...inside.toSorted(compare).flatMap((one) => below(one, depth + 1))]
  }
  const tops = shown.filter(({ parentUid }) => parentUid === null || !known.has(parentUid)).toSorted(compare)
  const groups = new Map<TaskGroup['id'], ShownTask[]>()
  const add = (top: Task) => {
    const id = order === 'due' && (view === 'all' || view === 'upcoming') ? groupOf(top, look) : 'all'
    groups.set(id, [...(groups.get(id) ?? []), ...below(top, 0)])
  }
  tops.forEach(add)
  // What is left are circles: nothing may be lost.
  shown.filter((task) => !placed.has(keyOf(task))).forEach(add)
  return [...groups].map(([id, rows]) => ({ id, rows }))
}

function groupOf(task: Task, look: Look): TaskGroup['id'] {
  const due = dueDay(task, look.clock)
  if (due === null) return 'none'
  if (due < look.today) return 'overdue'
  const days = daysBetween(look.today, due)
  if (days < 2) return days === 0 ? 'today' : 'tomorrow'
  return due < addDays(startOfWeek(look.today), 7) ? 'week' : 'later'
}

const degrees = { high: 0, normal: 1, low: 2 } as const

type Compare = (one: Task, other: Task) => number

function byOrder(order: TaskOrder, clock: WallClock): Compare {
  // A whole day comes after its hours: there is still the evening.
  const when = (task: Task) => `${dueDay(task, clock) ?? '9999'} ${task.due.at ?? '~'}`
  const byDue: Compare = (one, other) => words(when(one), when(other))
  const byDegree: Compare = (one, other) => degrees[one.priority] - degrees[other.priority]
  const byTitle: Compare = (one, other) => one.title.localeCompare(other.title, undefined, { numeric: true })
  const byHand: Compare = (one, other) => one.order - other.order
  const chains: Record<TaskOrder, Compare[]> = {
    due: [byDue, byDegree, byHand, byTitle],
    priority: [byDegree, byDue, byHand, byTitle],
    title: [byTitle, byDue],
    manual: [byHand, byTitle],
  }
  return (one, other) => chains[order].reduce((found, compare) => found || compare(one, other), 0)
}

const words = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

const byDone: Compare = (one, other) => words(other.completedAt ?? '', one.completedAt ?? '')

function startDay({ start }: Pick<Task, 'start'>, clock: WallClock): Day | null {
  return start.day ?? (start.at === null ? null : clock.wallOf(Date.parse(start.at)).day)
}
