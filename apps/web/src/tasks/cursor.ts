import { createStore } from '../app/store.ts'

/** The row Tab comes to, by its key. */
export const cursor = createStore<{ key: string | null }>({ key: null })

/** Goes to a row; once more when it is drawn anew, so that the focus is never lost with what was ticked off. */
export function focusRow(key: string): void {
  cursor.set({ key })
  const focus = () => {
    // Another key may have led elsewhere meanwhile.
    if (cursor.get().key !== key) return
    document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"] .task-open`)?.focus()
  }
  focus()
  requestAnimationFrame(() => requestAnimationFrame(focus))
}
