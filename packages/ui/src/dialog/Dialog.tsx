import { later } from '../later/later.tsx'

/** A modal dialog; mount it to open it. Its code arrives with the first one. */
const [Dialog, fetchDialog] = later(async () => (await import('./DialogPanel.tsx')).DialogPanel)
export { Dialog }

/** Fetches the dialogs' code before one is needed (a session that ends must not wait for the network). */
export function prefetchDialogs(): void {
  void fetchDialog().catch(() => undefined)
}
