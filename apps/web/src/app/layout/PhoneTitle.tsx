import { Icon, IconButton, VisuallyHidden } from '@staffetta/ui'
import { ArrowLeft, ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { useI18n } from '../i18n.tsx'
import { drawer } from './drawer.ts'

interface Props {
  title: string
  /** What pressing the title opens: the side. */
  opens: string
  /** While one searches, the box takes the place of the title. */
  search: ReactNode
  onSearchLeft: () => void
}

/** The strip of a phone says where one is, or what one looks for. */
export function PhoneTitle({ title, opens, search, onSearchLeft }: Props) {
  const { t } = useI18n()
  if (search)
    return (
      <div className="phone-search">
        <IconButton icon={ArrowLeft} size={44} label={t('search.back')} onClick={onSearchLeft} />
        {search}
      </div>
    )
  return (
    <h1>
      <button type="button" className="phone-title" onClick={() => drawer.set({ open: true })}>
        <span>{title}</span>
        <Icon of={ChevronDown} size={18} />
        <VisuallyHidden>{opens}</VisuallyHidden>
      </button>
    </h1>
  )
}
