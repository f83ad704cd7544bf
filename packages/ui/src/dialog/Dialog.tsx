import { Suspense } from 'react'
import { lazyAhead } from '../lazy/lazy-ahead.ts'
import type { DialogPanelProps } from './DialogPanel.tsx'

const [DialogPanel, fetchPanel] = lazyAhead(async () => (await import('./DialogPanel.tsx')).DialogPanel)

/** Fetches the dialogs' code before one is needed (a session that ends must not wait for the network). */
export function prefetchDialogs(): void {
  void fetchPanel().catch(() => undefined)
}

/** A modal dialog; mount it to open it. Its code arrives with the first one. */
export function Dialog(props: DialogPanelProps) {
  return (
    <Suspense fallback={null}>
      <DialogPanel {...props} />
    </Suspense>
  )
}
