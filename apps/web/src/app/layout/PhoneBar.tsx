import './PhoneBar.css'
import { Ellipsis } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useI18n } from '../i18n.tsx'
import { type ItemProps, UnreadCount } from './Rail.tsx'
import type { PlacedService, Service } from './services.ts'

interface Props {
  services: PlacedService[]
  item: (of: PlacedService) => ItemProps
  current: Service
  /** The middle. */
  primary: Pick<ItemProps, 'icon' | 'label' | 'onPress'> | undefined
  /** Takes its place. */
  instead: ReactNode
  onGo: (to: Service) => void
}

/** On a phone the services are below. */
export function PhoneBar({ services, item, current, primary, instead, onGo }: Props) {
  const { t } = useI18n()
  const [moreOpen, setMoreOpen] = useState(false)
  const before: PlacedService[] = services.filter((one) => one === 'mail' || one === 'calendar')
  const after = (['contacts', 'tasks'] as const).find((one) => services.includes(one))
  /** What has no place of its own. */
  const more: Service[] = [...services.filter((one) => !before.includes(one) && one !== after), 'settings']
  return (
    instead ?? (
      <nav className="phone-bar" aria-label={t('shell.services')}>
        {before.map((one) => (
          <BarItem key={one} {...item(one)} />
        ))}
        {primary && <BarItem {...primary} primary />}
        {after && <BarItem {...item(after)} />}
        <BarItem
          icon={Ellipsis}
          label={t('shell.more')}
          current={more.includes(current)}
          expanded={moreOpen}
          onPress={() => setMoreOpen(!moreOpen)}
        />
        {moreOpen && (
          <div className="phone-more">
            {more.map((one) => (
              <button
                key={one}
                type="button"
                onClick={() => {
                  setMoreOpen(false)
                  onGo(one)
                }}
              >
                {t(`shell.${one}`)}
              </button>
            ))}
          </div>
        )}
      </nav>
    )
  )
}

function BarItem({
  icon: Glyph,
  label,
  current,
  primary,
  expanded,
  count = 0,
  onPress,
}: ItemProps & { primary?: boolean; expanded?: boolean }) {
  return (
    <button
      type="button"
      className="phone-item"
      data-primary={primary || undefined}
      aria-current={current ? 'page' : undefined}
      aria-expanded={expanded}
      onClick={onPress}
    >
      <span className="phone-icon">
        <span className="rail-icon">
          <Glyph size={22} strokeWidth={1.75} />
          <UnreadCount count={count} />
        </span>
      </span>
      {label}
    </button>
  )
}
