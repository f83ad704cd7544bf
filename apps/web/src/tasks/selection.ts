import type { Task } from '@staffetta/contract'
import { createStore } from '../app/store.ts'
import { keyOf } from './tasks-shown.ts'

/** Which tasks are chosen to do something with all of them; `on` while one chooses. */
export const selection = createStore<{ on: boolean; keys: ReadonlySet<string> }>({
  on: false,
  keys: new Set(),
})

export function toggle(task: Task): void {
  selection.set(({ keys }) => {
    const next = new Set(keys)
    if (!next.delete(keyOf(task))) next.add(keyOf(task))
    return { on: true, keys: next }
  })
}

export const select = (tasks: readonly Task[]): void =>
  selection.set({ on: true, keys: new Set(tasks.map(keyOf)) })

export const clearSelection = (): void => selection.set({ on: false, keys: new Set() })
