import { lazy, Suspense } from 'react'
import type { PopoverPanelProps } from './PopoverPanel.tsx'

const PopoverPanel = lazy(() =>
  import('./PopoverPanel.tsx').then((module) => ({ default: module.PopoverPanel })),
)

/** A small panel beside what opened it; mount it to open it. */
export function Popover(props: PopoverPanelProps) {
  return (
    <Suspense fallback={null}>
      <PopoverPanel {...props} />
    </Suspense>
  )
}
