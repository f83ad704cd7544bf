import type { BodyUsage } from '@staffetta/contract'
import { Icon } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Download } from 'lucide-react'
import { useI18n } from '../../app/i18n.tsx'
import { adminApi } from '../api.ts'
import { Loaded } from '../Loaded.tsx'
import { adminQueries } from '../queries.ts'

/** How much the bodies use of the service, never so little that somebody could be recognised. */
export function StatisticsPage() {
  const { t, locale } = useI18n()
  const { data, error, refetch } = useQuery(adminQueries.statistics())
  return (
    <div className="admin-page">
      <header className="admin-head">
        <h1>{t('admin.statistics.title')}</h1>
        <p>{t('admin.statistics.lead')}</p>
        <a className="admin-download" href={adminApi.admin.exportStatistics({ language: locale })} download>
          <Icon of={Download} size={18} /> {t('admin.statistics.download')}
        </a>
      </header>
      <Loaded data={data} error={error} onRetry={refetch}>
        {(bodies) => <Table bodies={bodies} />}
      </Loaded>
    </div>
  )
}

function Table({ bodies }: { bodies: BodyUsage[] }) {
  const { t, formats } = useI18n()
  const people = (count: number | null) =>
    count === null ? t('admin.statistics.few') : formats.number(count)
  return (
    <table className="admin-table">
      <thead>
        <tr>
          <th scope="col">{t('admin.statistics.body')}</th>
          <th scope="col" data-number>
            {t('admin.statistics.people')}
          </th>
          <th scope="col" data-number>
            {t('admin.statistics.active')}
          </th>
          <th scope="col" data-number>
            {t('admin.statistics.sent')}
          </th>
        </tr>
      </thead>
      <tbody>
        {bodies.map((body) => (
          <tr key={body.tenantId}>
            <td className="admin-name">
              <Link to="/admin/bodies/$tenantId/$tab" params={{ tenantId: body.tenantId, tab: 'overview' }}>
                {body.name}
              </Link>
            </td>
            <td data-number data-label={t('admin.statistics.people')}>
              {people(body.people)}
            </td>
            <td data-number data-label={t('admin.statistics.active')}>
              {people(body.active)}
            </td>
            <td data-number data-label={t('admin.statistics.sent')}>
              {body.sent === null ? t('admin.statistics.ofFew') : formats.number(body.sent)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
