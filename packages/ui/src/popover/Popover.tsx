import { later } from '../later/later.tsx'

/** A small panel beside what opened it; mount it to open it. */
const [Popover, fetchPopover] = later(async () => (await import('./PopoverPanel.tsx')).PopoverPanel)
export { Popover }

/** Fetches their code ahead of the first press. */
export function prefetchPopovers(): void {
  void fetchPopover().catch(() => undefined)
}
