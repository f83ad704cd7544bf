import { createStore } from '../../app/store.ts'

/** Which contacts are chosen to do something with all of them; `on` while one chooses. */
export const selection = createStore<{ on: boolean; refs: ReadonlySet<string> }>({
  on: false,
  refs: new Set(),
})

export function toggle(ref: string): void {
  selection.set(({ refs }) => {
    const next = new Set(refs)
    if (!next.delete(ref)) next.add(ref)
    return { on: true, refs: next }
  })
}

export const select = (refs: readonly string[]): void => selection.set({ on: true, refs: new Set(refs) })

export const clearSelection = (): void => selection.set({ on: false, refs: new Set() })
