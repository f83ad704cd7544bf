import './StateIcon.css'
import type { CheckState } from '@staffetta/contract'
import { Icon, type LucideIcon } from '@staffetta/ui'
import { CircleCheck, CircleMinus, CircleX, LoaderCircle, TriangleAlert } from 'lucide-react'
import { useI18n } from '../../app/i18n.tsx'

const faces: Record<CheckState, LucideIcon> = {
  ok: CircleCheck,
  attention: TriangleAlert,
  error: CircleX,
  'not-applicable': CircleMinus,
}

/** The state of a check by its form, its colour and its word. */
export function StateIcon({ state, running }: { state: CheckState; running: boolean }) {
  const { t } = useI18n()
  return (
    <span className="check-state" data-state={running ? 'running' : state}>
      <Icon
        of={running ? LoaderCircle : faces[state]}
        size={20}
        label={running ? t('checks.screen.running') : t(`checks.states.${state}`)}
      />
    </span>
  )
}
