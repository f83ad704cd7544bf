import { Suspense } from 'react'
import { lazyAhead } from '../lazy/lazy-ahead.ts'
import type { PopoverPanelProps } from './PopoverPanel.tsx'

const [PopoverPanel, fetchPanel] = lazyAhead(async () => (await import('./PopoverPanel.tsx')).PopoverPanel)

/** Fetches their code ahead of the first press. */
export function prefetchPopovers(): void {
  void fetchPanel().catch(() => undefined)
}

/** A small panel beside what opened it; mount it to open it. */
export function Popover(props: PopoverPanelProps) {
  return (
    <Suspense fallback={null}>
      <PopoverPanel {...props} />
    </Suspense>
  )
}
