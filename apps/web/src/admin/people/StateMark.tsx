import type { PersonState } from '@staffetta/contract'
import { Chip, type ChipTone, type LucideIcon } from '@staffetta/ui'
import { CircleCheck, CircleSlash, LogOut } from 'lucide-react'
import { useI18n } from '../../app/i18n.tsx'

const faces: Record<PersonState, { tone: ChipTone; icon: LucideIcon }> = {
  enabled: { tone: 'ok', icon: CircleCheck },
  disabled: { tone: 'warn', icon: CircleSlash },
  left: { tone: 'neutral', icon: LogOut },
}

export function StateMark({ state }: { state: PersonState }) {
  const { t } = useI18n()
  return <Chip {...faces[state]}>{t(`people.states.${state}`)}</Chip>
}
