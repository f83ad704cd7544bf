import './Body.css'
import { FilterTabs, VisuallyHidden } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { BodyCrest } from '../bodies/BodyCrest.tsx'
import { StateChip } from '../bodies/StateChip.tsx'
import { Loaded } from '../Loaded.tsx'
import { adminQueries } from '../queries.ts'
import { components, type PartId, prefetchParts, settings, type TabId, tabs } from './parts.tsx'

/** What there is to see of a body that is gone. */
const left: readonly TabId[] = ['overview', 'closing', 'register']

/** One body: what it is and where it stands above, and its parts one beside the other. */
export function BodyPage({ tenantId, tab: wanted }: { tenantId: string; tab: string }) {
  const { t } = useI18n()
  const navigate = useNavigate()
  const { data: tenant, error, refetch } = useQuery(adminQueries.tenant(tenantId))
  const helps = useQuery(adminQueries.access()).data?.roles.every(({ role }) => role === 'helper') ?? false
  const decides = useQuery(adminQueries.access()).data?.roles.some(({ role }) => role === 'operator') ?? false
  const audits = useQuery(adminQueries.access()).data?.roles.every(({ role }) => role === 'auditor') ?? false
  /** Nothing of it is left: a request that was turned down has its domains still. */
  const deleted = tenant?.state === 'closed' && tenant.domains.length === 0
  const leaves = tenant?.state === 'closing' || deleted
  const changes = useQuery(adminQueries.access()).data?.roles.some(
    ({ role }) => role === 'operator' || role === 'tenant-admin',
  )
  const shown = tabs.filter(
    (id) =>
      (!deleted || left.includes(id)) &&
      (id !== 'register' || !helps) &&
      (id !== 'closing' || (leaves && !helps)) &&
      (id !== 'request' || decides) &&
      (id !== 'people' || !audits),
  )
  const { data: checks } = useQuery(adminQueries.checks(tenantId))
  const toMend = checks?.outcomes.filter(({ state }) => state === 'error').length ?? 0
  const parts = settings.filter((id) => id !== 'configuration' || changes === true)
  const setting = parts.find((id) => id === wanted) ?? (wanted === 'settings' ? parts[0] : undefined)
  const tab = setting === undefined ? (shown.find((id) => id === wanted) ?? 'overview') : 'settings'
  const Body = components[setting ?? (tab as PartId)]
  const open = (id: string) =>
    void navigate({ to: '/admin/bodies/$tenantId/$tab', params: { tenantId, tab: id } })

  const head = useRef<HTMLElement>(null)
  useEffect(() => {
    // On a telephone the parts do not fit beside each other.
    for (const pressed of head.current?.querySelectorAll('[aria-pressed=true]') ?? [])
      pressed.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [tab, setting])

  useEffect(() => {
    if (tenant) document.title = `${tenant.name} – ${t('admin.title')}`
  }, [tenant, t])

  const isHere = tenant !== undefined
  useEffect(() => {
    if (!isHere) return
    const timer = setTimeout(prefetchParts, 500)
    return () => clearTimeout(timer)
  }, [isHere])

  return (
    <div className="admin-page body-page">
      <header ref={head} className="body-head">
        <nav aria-label={t('admin.body.path')} className="body-path">
          <Link to="/admin/$section" params={{ section: 'bodies' }}>
            {t('admin.bodies.title')}
          </Link>
          <ChevronRight size={14} aria-hidden="true" />
          <span aria-current="page">{tenant?.name ?? '…'}</span>
        </nav>
        {tenant === undefined ? (
          <VisuallyHidden>
            <h1>{t('admin.bodies.title')}</h1>
          </VisuallyHidden>
        ) : (
          <div className="body-title">
            <BodyCrest of={tenant} height={44} />
            <div>
              <h1>
                {tenant.name} <StateChip state={tenant.state} />
              </h1>
              <p>
                {[
                  ...(deleted ? [] : [tenant.domains.join(', ')]),
                  ...(tenant.ipaCode === null ? [] : [t('admin.body.ipa', { code: tenant.ipaCode })]),
                  t('admin.bodies.people', { count: tenant.people }),
                ].join(' · ')}
              </p>
            </div>
          </div>
        )}
        <FilterTabs
          label={t('admin.body.parts')}
          current={tab}
          tabs={shown.map((id) => ({
            id,
            label: t(`admin.body.tabs.${id}`),
            ...(id === 'checks' && toMend > 0 && { count: String(toMend) }),
          }))}
          onChange={open}
        />
        {setting !== undefined && (
          <FilterTabs
            label={t('admin.body.tabs.settings')}
            current={setting}
            tabs={parts.map((id) => ({ id, label: t(`admin.body.tabs.${id}`) }))}
            onChange={open}
          />
        )}
      </header>
      <div className="body-part">
        <Loaded data={tenant} error={error} onRetry={refetch}>
          {(body) => <Body tenant={body} />}
        </Loaded>
      </div>
    </div>
  )
}
