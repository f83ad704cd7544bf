import './Chip.css'
import type { ReactNode } from 'react'
import { Icon, type LucideIcon } from '../icon/Icon.tsx'

export type ChipTone = 'neutral' | 'outline' | 'hue' | 'ok' | 'warn' | 'bad' | 'info' | `tag-${TagColour}`

export type TagColour =
  | 'petrolio'
  | 'bosco'
  | 'senape'
  | 'ruggine'
  | 'lampone'
  | 'viola'
  | 'cielo'
  | 'ardesia'

interface Props {
  tone?: ChipTone
  icon?: LucideIcon
  title?: string
  children: ReactNode
}

/** A small word that says a state, a tag or a number. */
export function Chip({ tone = 'neutral', icon, title, children }: Props) {
  return (
    <span className="ui-chip" data-tone={tone} title={title}>
      {icon && <Icon of={icon} size={14} />}
      {children}
    </span>
  )
}

/** How many there are of what is unread or new; nothing for zero. */
export function Counter({ count, label }: { count: number; label: string }) {
  if (count === 0) return null
  return (
    <span className="ui-counter">
      <span aria-hidden="true">{count > 999 ? '999+' : count}</span>
      <span className="ui-hidden">{label}</span>
    </span>
  )
}
