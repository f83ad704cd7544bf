import type { Toast } from '@staffetta/ui'
import { createStore } from './store.ts'

/** Ten seconds to take something back. */
const undoMs = 10_000
const plainMs = 6000
const most = 3

export const toasts = createStore<{ list: Toast[] }>({ list: [] })

export interface Notice extends Omit<Toast, 'id' | 'lifeMs'> {
  /** One of the same id takes the place of the last. */
  id?: string
  lifeMs?: number
}

/** Says something at the lower left; with an action it stays as long as an undo. */
export function notify(notice: Notice): string {
  const id = notice.id ?? crypto.randomUUID()
  const toast: Toast = { lifeMs: notice.action ? undoMs : plainMs, ...notice, id }
  toasts.set(({ list }) => ({ list: [...list.filter((other) => other.id !== id), toast].slice(-most) }))
  return id
}

export function dismissToast(id: string): void {
  toasts.set(({ list }) => ({ list: list.filter((toast) => toast.id !== id) }))
}
