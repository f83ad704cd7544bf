import './VisuallyHidden.css'
import type { ReactNode } from 'react'

/** Words for the screen reader alone. */
export function VisuallyHidden({ children }: { children: ReactNode }) {
  return <span className="ui-hidden">{children}</span>
}
