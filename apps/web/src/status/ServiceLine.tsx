import type { ServiceStatus } from '@staffetta/contract'
import { Chip, type ChipTone, type LucideIcon } from '@staffetta/ui'
import { CircleCheck, CircleHelp, CircleX, TriangleAlert } from 'lucide-react'
import { useI18n } from '../app/i18n.tsx'

const faces: Record<ServiceStatus['state'], { tone: ChipTone; icon: LucideIcon }> = {
  works: { tone: 'ok', icon: CircleCheck },
  partly: { tone: 'warn', icon: TriangleAlert },
  fails: { tone: 'bad', icon: CircleX },
  unknown: { tone: 'neutral', icon: CircleHelp },
}

/** One service: whether it works, since when, and when that was last looked at. */
export function ServiceLine({ of: { service, state, since, lookedAt } }: { of: ServiceStatus }) {
  const { t, formats } = useI18n()
  const words = [
    ...(state === 'partly' ? [t('status.partlyMeans')] : []),
    ...(since === null ? [] : [t('status.since', { at: formats.messageDate(since) })]),
    lookedAt === null ? t('status.never') : t('status.lookedAt', { at: formats.messageDate(lookedAt) }),
  ]
  return (
    <li>
      <h2>{t(`shell.${service}`)}</h2>
      <Chip {...faces[state]}>{t(`status.states.${state}`)}</Chip>
      <p>{words.join(' ')}</p>
    </li>
  )
}
