import './StartCard.css'
import type { TenantDetail } from '@staffetta/contract'
import type { MessageKey } from '@staffetta/i18n'
import { Icon } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Circle, CircleCheck } from 'lucide-react'
import { useI18n } from '../../app/i18n.tsx'
import { adminQueries } from '../queries.ts'

interface Step {
  id: 'domains' | 'servers' | 'checks' | 'look' | 'help' | 'notice' | 'services' | 'active'
  /** Where it is done. */
  tab: string
  isDone: boolean
}

/** What there is to do before a body's people can begin, by what is known of it; each leads to where it is done. */
export function StartCard({ tenant }: { tenant: TenantDetail }) {
  const { t } = useI18n()
  const steps = useSteps(tenant)
  if (steps === undefined) return null
  const done = steps.filter(({ isDone }) => isDone).length
  const title = t('admin.start.title')
  return (
    <section className="admin-card start-card">
      <header>
        <h2>{title}</h2>
        <span>{t('admin.start.progress', { done, all: steps.length })}</span>
      </header>
      <progress aria-label={title} value={done} max={steps.length} />
      <ul>
        {steps.map(({ id, tab, isDone }) => (
          <li key={id} data-done={isDone}>
            <Icon
              of={isDone ? CircleCheck : Circle}
              size={20}
              label={t(isDone ? 'admin.start.done' : 'admin.start.open')}
            />
            <Link to="/admin/bodies/$tenantId/$tab" params={{ tenantId: tenant.id, tab }}>
              {t(`admin.start.steps.${id}` satisfies MessageKey)}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

function useSteps(tenant: TenantDetail): Step[] | undefined {
  const checks = useQuery(adminQueries.checks(tenant.id)).data
  const notices = useQuery(adminQueries.notices(tenant.id)).data
  const domains = useQuery(adminQueries.domains(tenant.id)).data
  if (checks === undefined || notices === undefined || domains === undefined) return undefined
  const { outcomes } = checks
  return [
    { id: 'domains', tab: 'domains', isDone: domains.length > 0 && domains.every((one) => one.verified) },
    { id: 'servers', tab: 'servers', isDone: tenant.endpoints.some(({ kind }) => kind === 'imap') },
    {
      id: 'checks',
      tab: 'checks',
      isDone: outcomes.length > 0 && outcomes.every(({ state }) => state !== 'error'),
    },
    { id: 'look', tab: 'look', isDone: tenant.crest !== null || tenant.hue !== null },
    { id: 'help', tab: 'look', isDone: tenant.help !== null },
    { id: 'notice', tab: 'notice', isDone: notices.notices.length > 0 || notices.instead !== null },
    { id: 'services', tab: 'services', isDone: tenant.services.length > 0 },
    { id: 'active', tab: 'request', isDone: tenant.state === 'active' },
  ]
}
