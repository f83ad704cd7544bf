import { lazy, Suspense } from 'react'
import type { DialogPanelProps } from './DialogPanel.tsx'

const loadDialog = () => import('./DialogPanel.tsx')
const DialogPanel = lazy(() => loadDialog().then((module) => ({ default: module.DialogPanel })))

/** Fetches the dialogs' code before one is needed (a session that ends must not wait for the network). */
export function prefetchDialogs(): void {
  void loadDialog()
}

/** A modal dialog; mount it to open it. Its code arrives with the first one. */
export function Dialog(props: DialogPanelProps) {
  return (
    <Suspense fallback={null}>
      <DialogPanel {...props} />
    </Suspense>
  )
}
