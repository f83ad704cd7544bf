import type { Calendar, Task } from '@staffetta/contract'
import { useI18n } from '../app/i18n.tsx'
import { showShortcuts, useShortcuts, type Shortcut } from '../app/shortcuts/shortcuts.ts'
import { complete, postpone, remove } from './actions.ts'
import { cursor, focusRow } from './cursor.ts'
import { clearSelection, selection, toggle } from './selection.ts'
import { focusTaskSearch } from './TaskSearch.tsx'
import { isDone, keyOf } from './tasks-shown.ts'

interface Options {
  rows: readonly Task[]
  lists: readonly Calendar[]
  open: Task | null
  onOpen: (task: Task) => void
  onClose: () => void
  onNew: () => void
  onMail: () => void
}

/** Single keys of the tasks. They act on what is chosen, else on the row one stands on, else on the open task. */
export function useTaskShortcuts({ rows, lists, open, onOpen, onClose, onNew, onMail }: Options): void {
  const { t } = useI18n()
  const at = () => rows.findIndex((task) => keyOf(task) === cursor.get().key)
  const isRowFocused = () => document.activeElement?.closest('.task') != null
  const target = (): Task[] => {
    const { keys } = selection.get()
    const chosen = rows.filter((task) => keys.has(keyOf(task)))
    const one = isRowFocused() ? rows[at()] : (open ?? rows[at()])
    const wanted = chosen.length > 0 ? chosen : one === undefined ? [] : [one]
    return wanted.filter((task) => lists.find(({ id }) => id === task.calendarId)?.can.write)
  }
  /** What is done may leave the list: the focus goes on to the next. */
  const leaving = (act: (tasks: Task[]) => unknown) => async () => {
    const tasks = target()
    if (tasks.length === 0) return
    const next = isRowFocused() ? (rows[at() + 1] ?? rows[at() - 1]) : undefined
    await act(tasks)
    clearSelection()
    if (next) focusRow(keyOf(next))
  }
  const step = (by: 1 | -1) => () => {
    const next = rows[at() === -1 && by === 1 ? 0 : at() + by]
    if (next) focusRow(keyOf(next))
  }
  const key = (keys: string, label: string, group: Shortcut['group'], run: () => unknown): Shortcut => ({
    keys,
    label,
    group,
    run: () => void run(),
  })
  const always = (shortcut: Shortcut): Shortcut => ({ ...shortcut, always: true })
  useShortcuts([
    key('?', t('shortcuts.help'), 'general', showShortcuts),
    key('/', t('shortcuts.search'), 'general', focusTaskSearch),
    key('n', t('tasks.new'), 'general', onNew),
    key('g i', t('shortcuts.inbox'), 'general', onMail),
    key('j', t('tasks.shortcuts.next'), 'list', step(1)),
    key('k', t('tasks.shortcuts.previous'), 'list', step(-1)),
    key('o', t('tasks.menu.open'), 'list', () => {
      const task = rows[at()]
      if (task) onOpen(task)
    }),
    key('x', t('shortcuts.select'), 'list', () => {
      const task = rows[at()]
      if (task) toggle(task)
    }),
    key(
      'e',
      t('tasks.complete'),
      'list',
      leaving((tasks) => complete(tasks, !tasks.every(isDone))),
    ),
    key(
      'p',
      t('tasks.postpone.tomorrowLong'),
      'list',
      leaving((tasks) => postpone(tasks, 1)),
    ),
    always(key('Delete', t('actions.delete'), 'list', leaving(remove))),
    always(
      key('Escape', t('actions.close'), 'list', () => {
        if (selection.get().on) clearSelection()
        else if (open) onClose()
      }),
    ),
    // Said here for the help; the row that has the focus does them itself (TaskRows.tsx).
    always(key('Alt+↑↓', t('tasks.order.byKeys'), 'list', () => undefined)),
  ])
}
