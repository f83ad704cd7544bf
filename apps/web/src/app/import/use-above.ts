import { useEffect, useRef } from 'react'
import { type Store, useStore } from '../store.ts'

/** Opens a dialog of another area above what one looks at, once, and says when it and what took its place are closed. */
export function useAbove<Open>(
  dialogs: Store<{ open: Open | null }>,
  first: Open,
  onClose: () => void,
): Open | null {
  const open = useStore(dialogs, (state) => state.open)
  const begun = useRef(false)
  useEffect(() => {
    if (!begun.current) dialogs.set({ open: first })
    begun.current = true
  }, [dialogs, first])
  useEffect(() => {
    if (begun.current && dialogs.get().open === null) onClose()
  }, [dialogs, open, onClose])
  return open
}
