import type { Calendar, Task, TaskScope } from '@staffetta/contract'
import { createStore } from '../app/store.ts'

/** The dialog of the tasks that is open, wherever it was asked for. */
export type TaskDialog =
  | { kind: 'scope'; title: string; onChoose: (scope: TaskScope | null) => void }
  | { kind: 'new-list' }
  | { kind: 'share-list'; list: Calendar }
  | { kind: 'rename-list'; list: Calendar }
  | { kind: 'delete-list'; list: Calendar; count: number }

export const taskDialog = createStore<{ open: TaskDialog | null }>({ open: null })

export const showDialog = (open: TaskDialog): void => taskDialog.set({ open })
export const closeDialog = (): void => taskDialog.set({ open: null })

/** How much of a task that recurs is to go; of any other there is no question. Null: it was thought better of. */
export function askScope(task: Task, title: string): Promise<TaskScope | null> {
  if (task.recurrenceId === null || task.status === 'completed')
    return Promise.resolve(task.recurrenceId === null ? 'all' : 'this')
  return new Promise((resolve) =>
    showDialog({
      kind: 'scope',
      title,
      onChoose: (scope) => {
        closeDialog()
        resolve(scope)
      },
    }),
  )
}
