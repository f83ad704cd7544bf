import './Rail.css'
import { VisuallyHidden } from '@staffetta/ui'
import type { ComponentType } from 'react'
import { useI18n } from '../i18n.tsx'
import type { PlacedService } from './services.ts'

export interface ItemProps {
  icon: ComponentType<{ size?: number; strokeWidth?: number }>
  label: string
  current?: boolean
  count?: number
  onPress: () => void
}

interface Props {
  /** What one has, in the order it is shown in. */
  services: PlacedService[]
  item: (of: PlacedService) => ItemProps
}

/** The services, one below the other. */
export function Rail({ services, item }: Props) {
  const { t } = useI18n()
  return (
    <nav className="rail" aria-label={t('shell.services')}>
      {services.map((one) => (
        <RailItem key={one} {...item(one)} />
      ))}
    </nav>
  )
}

function RailItem({ icon: Glyph, label, current, count = 0, onPress }: ItemProps) {
  return (
    <button
      type="button"
      className="rail-item"
      aria-current={current ? 'page' : undefined}
      title={label}
      onClick={onPress}
    >
      <span className="rail-icon">
        <Glyph size={22} strokeWidth={1.75} />
        <UnreadCount count={count} />
      </span>
      <span className="rail-word">{label}</span>
    </button>
  )
}

export function UnreadCount({ count }: { count: number }) {
  const { t } = useI18n()
  if (count === 0) return null
  return (
    <span className="rail-count">
      {count > 99 ? '99+' : count}
      <VisuallyHidden>{t('tree.unread', { count })}</VisuallyHidden>
    </span>
  )
}
