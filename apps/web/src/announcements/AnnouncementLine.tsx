import type { Announcement } from '@staffetta/contract'
import { Notice } from '@staffetta/ui'
import { Clock, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useI18n } from '../app/i18n.tsx'
import { whenOf } from './when.ts'

type Said = Pick<Announcement, 'kind' | 'it' | 'en' | 'beginsAt' | 'endsAt' | 'services'>

interface Props {
  of: Said
  now: number
  /** Only what it is and when, without its words. */
  small?: boolean
  action?: ReactNode
}

const icons = { information: Info, maintenance: Clock, fault: TriangleAlert }

/** One announcement as people see it, above the work, where one signs in, and where it is written. */
export function AnnouncementLine({ of, now, small = false, action }: Props) {
  const { locale } = useI18n()
  const { kind, it, en, beginsAt } = of
  const under = Date.parse(beginsAt) <= now
  const text = locale === 'en' ? (en ?? it) : it
  const heading = useHeading(of, now)
  return (
    <Notice
      icon={icons[kind]}
      tone={kind === 'fault' || (kind === 'maintenance' && under) ? 'warn' : 'info'}
      action={action}
    >
      {heading !== null && <strong>{heading}</strong>}
      {heading !== null && !small && ' '}
      {!small && <span lang={locale === 'en' && en === null ? 'it' : undefined}>{text}</span>}
    </Notice>
  )
}

/** "Manutenzione giovedì 26/11, 20:00–21:00 (Posta, Agenda)."; information is its words alone. */
function useHeading(of: Said, now: number): string | null {
  const { t, locale } = useI18n()
  const { kind, services, beginsAt } = of
  if (kind === 'information') return null
  const when = whenOf(of, { t, locale, now })
  const under = Date.parse(beginsAt) <= now ? 'now' : 'planned'
  const what = services.length > 0 ? ` (${services.map((one) => t(`shell.${one}`)).join(', ')})` : ''
  return `${t(`announcements.${kind}.${under}`, { when })}${what}.`
}
