import './Fact.css'
import { Icon, type LucideIcon } from '@staffetta/ui'
import type { ReactNode } from 'react'

interface Props {
  icon: LucideIcon
  /** What it is a fact of, where the sign alone would not say so to who cannot see it. */
  word?: string
  children: ReactNode
}

/** One thing a card says: when, where, who. */
export function Fact({ icon, word, children }: Props) {
  return (
    <div className="fact">
      <Icon of={icon} size={18} {...(word !== undefined && { label: word })} />
      <div>{children}</div>
    </div>
  )
}
