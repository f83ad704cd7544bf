import './CardPane.css'
import { IconButton } from '@staffetta/ui'
import { ArrowLeft, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useI18n } from '../../app/i18n.tsx'

/** Above whatever stands beside the list: what can be done with it, between the way back of a telephone and the way out of a desk. */
export function PersonBar({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  const { t } = useI18n()
  return (
    <header className="person-bar">
      <IconButton
        className="person-back"
        icon={ArrowLeft}
        size={44}
        label={t('actions.back')}
        onClick={onClose}
      />
      {children}
      <IconButton className="person-close" icon={X} label={t('actions.close')} keys="Esc" onClick={onClose} />
    </header>
  )
}
