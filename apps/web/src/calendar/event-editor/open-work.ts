import { useEffect, useId } from 'react'
import { watchOver } from '../../app/unsaved-work.ts'

const unsaved = new Set<string>()

// An event has no place for drafts, and is never sent to people unasked: there is nothing to wait for when one signs out.
// False would have the sign-in page promise that it was kept; the page itself asks instead, when it is about to be left.
watchOver({ exists: () => unsaved.size > 0, save: () => Promise.resolve(true) })

export const hasUnsavedEvent = (): boolean => unsaved.size > 0

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
