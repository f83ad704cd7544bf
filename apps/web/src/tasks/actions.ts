import type { CalendarId, CalendarTime, Task, TaskChange, TaskFields, TaskScope } from '@staffetta/contract'
import type { MessageKey, Values } from '@staffetta/i18n'
import type { LucideIcon } from '@staffetta/ui'
import { CalendarClock, CircleCheck, ListPlus, ListTodo, ListTree, Trash } from 'lucide-react'
import { tellFailure } from '../app/errors.tsx'
import { i18n } from '../app/i18n.tsx'
import { dismissToast, notify } from '../app/notify.ts'
import { queryClient } from '../app/query-client.ts'
import { tellDone } from '../app/tell-done.ts'
import { dayWords } from '../calendar/occurrences/day-words.ts'
import { addDays } from '../calendar/clock/days.ts'
import type { Performed } from '../calendar/state/perform.ts'
import { ownToday, ownZone, wallClock } from '../calendar/clock/wall-clock.ts'
import { applyChanges, pending } from './changes.ts'
import { askScope } from './dialogs.ts'
import { placedAt } from './manual-order.ts'
import * as mutations from './mutations.ts'
import { taskQueries } from './queries.ts'
import { isDone } from './tasks-shown.ts'
import { dueOn } from './when.ts'
import { dayText } from './words.ts'

// What a person does to tasks: done at once, told in one line, taken back within ten seconds.

export function create(calendarId: CalendarId, wanted: Partial<TaskFields>): void {
  const title = titleOf(wanted)
  tell(mutations.createTask(calendarId, wanted), 'tasks.done.created', ListPlus, { title })
}

/** Ticks off, or opens again. The parts of it that are open are offered, not asked about. */
export function complete(tasks: readonly Task[], done: boolean): void {
  const wanted = tasks.filter((task) => isDone(task) !== done)
  const [first] = wanted
  if (first === undefined) return
  const key = done ? 'tasks.done.completed' : 'tasks.done.reopened'
  const values = { count: wanted.length, title: titleOf(first) }
  const offer = crypto.randomUUID()
  tell(mutations.completeTasks(wanted, done), key, CircleCheck, values, () => dismissToast(offer))
  if (done) offerParts(offer, wanted)
}

function offerParts(id: string, tasks: readonly Task[]): void {
  const uids = new Set(tasks.filter(({ recurrenceId }) => recurrenceId === null).map(({ uid }) => uid))
  const parts = partsOf(uids).filter((task) => !isDone(task))
  if (parts.length === 0) return
  const { t } = i18n()
  notify({
    id,
    text: t('tasks.parts.open', { count: parts.length }),
    icon: ListTree,
    action: {
      label: t('tasks.parts.complete', { count: parts.length }),
      onAction: () => complete(parts, true),
    },
  })
}

/** All below these, however deep. */
function partsOf(uids: ReadonlySet<string>): Task[] {
  const known = knownTasks()
  const found = new Map<string, Task>()
  let above = uids
  for (let depth = 0; depth < 5 && above.size > 0; depth++) {
    const next = known.filter(
      ({ uid, parentUid }) => parentUid !== null && above.has(parentUid) && !found.has(uid),
    )
    for (const task of next) found.set(task.uid, task)
    above = new Set(next.map(({ uid }) => uid))
  }
  return [...found.values()].filter(({ uid }) => !uids.has(uid))
}

/** Of one that recurs only this time. */
export function postpone(tasks: readonly Task[], days: number): void {
  const clock = wallClock(ownZone())
  const day = addDays(ownToday(), days)
  const open = tasks.filter((task) => !isDone(task))
  if (open.length === 0) return
  const changes = open.map((task) => ({ task, change: { due: dueOn(task, day, clock) } }))
  tell(mutations.changeTasks(changes, 'this'), 'tasks.done.postponed', CalendarClock, {
    count: open.length,
    title: titleOf(open[0]!),
    when: i18n().t(
      days === 0 ? 'tasks.when.today' : days === 1 ? 'tasks.when.tomorrow' : 'tasks.when.nextWeek',
    ),
  })
}

/** Put at another time in the agenda. */
export function setDue(task: Task, due: CalendarTime): void {
  const { t, formats, locale } = i18n()
  const day = due.date ?? due.local!.slice(0, 10)
  const words = { t, formats, words: dayWords(locale), today: ownToday() }
  tell(mutations.changeTasks([{ task, change: { due } }], 'this'), 'tasks.done.postponed', CalendarClock, {
    count: 1,
    title: titleOf(task),
    when: [dayText(day, words), due.local?.slice(11, 16)].filter(Boolean).join(', '),
  })
}

/** With what is below it: a part without its whole would be nobody's. */
export async function remove(tasks: readonly Task[]): Promise<boolean> {
  const [first] = tasks
  if (first === undefined) return false
  const one = tasks.length === 1 ? first : null
  const scope = one === null ? 'all' : await askScope(one, titleOf(one))
  if (scope === null) return false
  const parts =
    scope === 'all'
      ? partsOf(new Set(tasks.filter(({ recurrenceId }) => recurrenceId === null).map(({ uid }) => uid)))
      : []
  const all = [...tasks, ...parts]
  tell(mutations.removeTasks(all, scope), 'tasks.done.removed', Trash, {
    count: all.length,
    title: titleOf(first),
  })
  return true
}

export function moveTo(tasks: readonly Task[], calendarId: CalendarId, name: string): void {
  const away = tasks.filter((task) => task.calendarId !== calendarId)
  if (away.length === 0) return
  const all = [
    ...away,
    ...partsOf(new Set(away.map(({ uid }) => uid))).filter((one) => one.calendarId !== calendarId),
  ]
  tell(mutations.moveTasks(all, calendarId), 'tasks.done.moved', ListTodo, {
    count: all.length,
    title: titleOf(all[0]!),
    name,
  })
}

/** By hand, among those it stands with; said only where it fails. */
export function place(siblings: readonly Task[], task: Task, to: number): void {
  const changes = placedAt(siblings, task, to).map(({ task: one, order }) => ({
    task: one,
    change: { order },
  }))
  if (changes.length > 0) quietly(mutations.changeTasks(changes, 'all'))
}

/** A quick change from a menu: no word but the row itself. */
export function change(task: Task, wanted: TaskChange, scope: TaskScope = 'all'): void {
  quietly(mutations.changeTasks([{ task, change: wanted }], scope))
}

export function titleOf({ title = '' }: { title?: string }): string {
  return title.trim() === '' ? i18n().t('tasks.untitled') : title
}

function knownTasks(): Task[] {
  const list = queryClient.getQueryData(taskQueries.list(ownZone()).queryKey)
  return applyChanges(list?.tasks ?? [], pending.get().changes)
}

function quietly({ done }: Performed): void {
  done.catch((error: unknown) => tellFailure(error))
}

/** One line, and ten seconds to take it back. */
function tell(
  { done, undo }: Performed,
  key: MessageKey,
  icon: LucideIcon,
  values: Values,
  onUndo: () => void = () => undefined,
): void {
  const { t } = i18n()
  tellDone(done, {
    text: t(key, values),
    icon,
    takeBack: async () => {
      onUndo()
      await undo()
      return t('tasks.done.undone')
    },
  })
}
