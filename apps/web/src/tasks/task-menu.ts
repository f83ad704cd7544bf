import type { Calendar, Task } from '@staffetta/contract'
import type { Translate } from '@staffetta/i18n'
import type { MenuEntry } from '@staffetta/ui'
import {
  ArrowDown,
  ArrowUp,
  CalendarClock,
  CircleCheck,
  Flag,
  FolderInput,
  ListTree,
  PanelRightOpen,
  SquareCheck,
  Trash,
} from 'lucide-react'
import { change, complete, moveTo, postpone, remove } from './actions.ts'
import { toggle } from './selection.ts'
import { isDone } from './tasks-shown.ts'

export const priorities = ['high', 'normal', 'low'] as const

export interface RowMoves {
  /** Up or down among those it stands with; null where the order is not by hand. */
  by: ((by: 1 | -1) => void) | null
  open: (() => void) | null
  /** Null where there is no place for its parts, or for choosing several. */
  addPart: (() => void) | null
  selects: boolean
}

/** All one can do with a task. */
export function taskMenu(task: Task, lists: readonly Calendar[], t: Translate, moves: RowMoves): MenuEntry[] {
  const list = lists.find(({ id }) => id === task.calendarId)
  const others = lists.filter(({ id, can }) => can.write && id !== task.calendarId)
  const entries: MenuEntry[] = []
  if (moves.open)
    entries.push({
      kind: 'action',
      id: 'open',
      label: t('tasks.menu.open'),
      icon: PanelRightOpen,
      keys: t('keys.enter'),
      onAction: moves.open,
    })
  if (list?.can.write !== true) return entries
  const done = isDone(task)
  entries.push({
    kind: 'action',
    id: 'complete',
    label: t(done ? 'tasks.reopen' : 'tasks.complete'),
    icon: CircleCheck,
    keys: 'E',
    onAction: () => complete([task], !done),
  })
  if (!done)
    entries.push(
      {
        kind: 'submenu',
        id: 'postpone',
        label: t('tasks.postpone.title'),
        icon: CalendarClock,
        entries: postponeEntries([task], t),
      },
      {
        kind: 'submenu',
        id: 'priority',
        label: t('tasks.fields.priority'),
        icon: Flag,
        entries: priorities.map((priority) => ({
          kind: 'action',
          id: priority,
          label: t(`tasks.priority.${priority}`),
          checked: task.priority === priority,
          onAction: () => change(task, { priority }),
        })),
      },
    )
  if (moves.addPart && !done && task.recurrenceId === null)
    entries.push({
      kind: 'action',
      id: 'part',
      label: t('tasks.parts.add'),
      icon: ListTree,
      onAction: moves.addPart,
    })
  if (moves.by !== null) {
    const { by } = moves
    entries.push(
      { kind: 'separator', id: 'order' },
      {
        kind: 'action',
        id: 'up',
        label: t('tasks.order.up'),
        icon: ArrowUp,
        keys: 'Alt+↑',
        onAction: () => by(-1),
      },
      {
        kind: 'action',
        id: 'down',
        label: t('tasks.order.down'),
        icon: ArrowDown,
        keys: 'Alt+↓',
        onAction: () => by(1),
      },
    )
  }
  entries.push({ kind: 'separator', id: 'more' })
  if (others.length > 0)
    entries.push({
      kind: 'submenu',
      id: 'move',
      label: t('tasks.moveTo'),
      icon: FolderInput,
      entries: others.map(({ id, name }) => ({
        kind: 'action',
        id,
        label: name,
        onAction: () => moveTo([task], id, name),
      })),
    })
  if (moves.selects)
    entries.push({
      kind: 'action',
      id: 'select',
      label: t('tasks.select.one'),
      icon: SquareCheck,
      keys: 'X',
      onAction: () => toggle(task),
    })
  entries.push({
    kind: 'action',
    id: 'delete',
    label: t('actions.delete'),
    icon: Trash,
    keys: t('keys.delete'),
    onAction: () => void remove([task]),
  })
  return entries
}

function postponeEntries(tasks: readonly Task[], t: Translate): MenuEntry[] {
  return [
    { kind: 'action', id: 'today', label: t('tasks.postpone.today'), onAction: () => postpone(tasks, 0) },
    {
      kind: 'action',
      id: 'tomorrow',
      label: t('tasks.postpone.tomorrow'),
      keys: 'P',
      onAction: () => postpone(tasks, 1),
    },
    { kind: 'action', id: 'week', label: t('tasks.postpone.week'), onAction: () => postpone(tasks, 7) },
  ]
}
