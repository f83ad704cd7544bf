import { useEffect } from 'react'
import { watchOver } from '../../app/unsaved-work.ts'

const open = { changed: false }

// A card has no place for drafts: the page itself asks, when it is about to be left.
watchOver({ exists: () => open.changed, save: () => Promise.resolve(true) })

export const hasUnsavedCard = (): boolean => open.changed

/** What was stored is no longer lost by leaving, from this moment on. */
export const letGo = (): void => {
  open.changed = false
}

/** While something is written and not saved, leaving asks first. */
export function useUnsavedGuard(changed: boolean): void {
  useEffect(() => {
    open.changed = changed
    if (!changed) return undefined
    const ask = (event: BeforeUnloadEvent) => {
      if (open.changed) event.preventDefault()
    }
    window.addEventListener('beforeunload', ask)
    return () => {
      open.changed = false
      window.removeEventListener('beforeunload', ask)
    }
  }, [changed])
}
