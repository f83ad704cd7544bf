import './Notice.css'
import type { ReactNode } from 'react'
import { Icon, type LucideIcon } from '../icon/Icon.tsx'

interface Props {
  tone?: 'neutral' | 'ok' | 'warn' | 'bad' | 'info'
  icon: LucideIcon
  children: ReactNode
  /** One text button. */
  action?: ReactNode
  /** `alert` interrupts the screen reader, `status` waits; without it nothing is announced. */
  live?: 'status' | 'alert' | undefined
}

/** One quiet line with at most one action. Colours only where something is asked. */
export function Notice({ tone = 'neutral', icon, children, action, live }: Props) {
  return (
    <div className="ui-notice" data-tone={tone} role={live}>
      <Icon of={icon} size={16} />
      <span className="ui-notice-words">{children}</span>
      {action}
    </div>
  )
}
