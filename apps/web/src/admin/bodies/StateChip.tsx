import type { TenantState } from '@staffetta/contract'
import { Chip, type ChipTone, type LucideIcon } from '@staffetta/ui'
import {
  CircleCheck,
  CircleDashed,
  CircleX,
  Hourglass,
  Inbox,
  LogOut,
  Pause,
  Search,
  ThumbsUp,
} from 'lucide-react'
import { useI18n } from '../../app/i18n.tsx'

const faces: Record<TenantState, { tone: ChipTone; icon: LucideIcon }> = {
  sent: { tone: 'info', icon: Inbox },
  'in-check': { tone: 'info', icon: Search },
  'more-asked': { tone: 'warn', icon: Hourglass },
  approved: { tone: 'ok', icon: ThumbsUp },
  activating: { tone: 'hue', icon: CircleDashed },
  active: { tone: 'ok', icon: CircleCheck },
  suspended: { tone: 'neutral', icon: Pause },
  closing: { tone: 'warn', icon: LogOut },
  closed: { tone: 'neutral', icon: CircleX },
}

/** Where a body stands: a word, and a sign for whoever does not see its colour. */
export function StateChip({ state }: { state: TenantState }) {
  const { t } = useI18n()
  return <Chip {...faces[state]}>{t(`admin.states.${state}`)}</Chip>
}
