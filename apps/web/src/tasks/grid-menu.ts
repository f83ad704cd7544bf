import type { Calendar, Task } from '@staffetta/contract'
import type { Translate } from '@staffetta/i18n'
import type { MenuEntry } from '@staffetta/ui'
import { CalendarClock, CircleCheck, FolderOpen, Trash } from 'lucide-react'
import { complete, remove } from './actions.ts'
import { isWritable } from './grid-tasks.ts'
import { postponeEntries } from './task-menu.ts'
import { isDone } from './tasks-shown.ts'

/** The verbs of a task in the agenda. */
export function gridTaskMenu(
  task: Task,
  calendars: readonly Calendar[],
  t: Translate,
  open: (() => void) | null,
): MenuEntry[] {
  const entries: MenuEntry[] = []
  if (open)
    entries.push({
      kind: 'action',
      id: 'open',
      label: t('tasks.menu.open'),
      icon: FolderOpen,
      keys: t('keys.enter'),
      onAction: open,
    })
  if (!isWritable(task, calendars)) return entries
  const done = isDone(task)
  entries.push({
    kind: 'action',
    id: 'complete',
    label: t(done ? 'tasks.reopen' : 'tasks.complete'),
    icon: CircleCheck,
    onAction: () => complete([task], !done),
  })
  if (!done)
    entries.push({
      kind: 'submenu',
      id: 'postpone',
      label: t('tasks.postpone.title'),
      icon: CalendarClock,
      entries: postponeEntries([task], t),
    })
  entries.push(
    { kind: 'separator', id: 'line' },
    {
      kind: 'action',
      id: 'delete',
      label: t('actions.delete'),
      icon: Trash,
      keys: t('keys.delete'),
      onAction: () => void remove([task]),
    },
  )
  return entries
}
