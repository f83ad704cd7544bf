import { useEffect, useId } from 'react'
import { watchOver } from '../../app/unsaved-work.ts'

const unsaved = new Set<string>()

// An event has no place for drafts on any server: who leaves is asked, nothing is stored unasked.
watchOver({ exists: () => unsaved.size > 0, save: () => Promise.resolve(unsaved.size === 0) })

/** While something is written and not saved, leaving asks first: signing out, and closing the page. */
export function useUnsavedGuard(changed: boolean): void {
  const id = useId()
  useEffect(() => {
    if (!changed) return undefined
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    unsaved.add(id)
    window.addEventListener('beforeunload', ask)
    return () => {
      unsaved.delete(id)
      window.removeEventListener('beforeunload', ask)
    }
  }, [changed, id])
}
