import { session } from '../../app/session.ts'
import { createStore } from '../../app/store.ts'

const key = 'staffetta.open-folders'

/** Which folders are unfolded on this device; their ids say nothing of what is inside. */
export const openFolders = createStore<{ ids: ReadonlySet<string> }>({ ids: new Set(stored()) })

// Nothing of a person stays in the browser once they have left.
session.subscribe(() => {
  if (session.get().state !== 'out') return
  try {
    localStorage.removeItem(key)
  } catch {
    // Nothing was kept then.
  }
})

export function setOpen(id: string, open: boolean): void {
  const ids = new Set(openFolders.get().ids)
  if (open) ids.add(id)
  else ids.delete(id)
  openFolders.set({ ids })
  try {
    localStorage.setItem(key, JSON.stringify([...ids].slice(-500)))
  } catch {
    // Folded again at the next visit.
  }
}

function stored(): string[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(value) ? value.filter((id) => typeof id === 'string') : []
  } catch {
    return []
  }
}
