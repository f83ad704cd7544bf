import type { EnrolmentRow } from '@staffetta/contract'
import { Chip, FilterTabs } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleAlert } from 'lucide-react'
import { useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { StateChip } from '../bodies/StateChip.tsx'
import { Loaded } from '../Loaded.tsx'
import { adminQueries } from '../queries.ts'

const shelves = ['operator', 'body', 'all'] as const
type Shelf = (typeof shelves)[number]

/** Who asks, what waits for whom, and until when an answer was promised. */
export function RequestsPage() {
  const { t, formats } = useI18n()
  const { data, error, refetch } = useQuery(adminQueries.enrolments())
  const [shelf, setShelf] = useState<Shelf>('operator')
  const on = (one: Shelf) => data?.filter(({ waitsFor }) => one === 'all' || waitsFor === one) ?? []
  const rows = on(shelf)
  return (
    <div className="admin-page">
      <header className="admin-head">
        <h1>{t('admin.requests.title')}</h1>
        {data && <p>{t('admin.requests.shown', { count: data.length })}</p>}
      </header>
      <div className="admin-filters">
        <FilterTabs
          label={t('admin.requests.shelf')}
          current={shelf}
          onChange={setShelf}
          tabs={shelves.map((id) => ({
            id,
            label: t(`admin.requests.shelves.${id}`),
            count: data && formats.number(on(id).length),
          }))}
        />
      </div>
      <Loaded data={data} error={error} onRetry={refetch}>
        {() => (
          <>
            {rows.length === 0 ? (
              <p className="admin-none">{t('admin.requests.none')}</p>
            ) : (
              <Table rows={rows} />
            )}
          </>
        )}
      </Loaded>
    </div>
  )
}

function Table({ rows }: { rows: EnrolmentRow[] }) {
  const { t, formats } = useI18n()
  return (
    <table className="admin-table">
      <thead>
        <tr>
          <th scope="col">{t('admin.requests.body')}</th>
          <th scope="col">{t('admin.bodies.state')}</th>
          <th scope="col">{t('admin.bodies.since')}</th>
          <th scope="col">{t('admin.requests.sent')}</th>
          <th scope="col">{t('admin.requests.due')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.tenantId}>
            <td className="admin-name">
              <Link to="/admin/bodies/$tenantId/$tab" params={{ tenantId: row.tenantId, tab: 'request' }}>
                {row.name}
              </Link>
              <small>{row.requester}</small>
            </td>
            <td>
              <StateChip state={row.state} />
            </td>
            <td data-label={t('admin.bodies.since')}>{formats.messageDate(row.stateSince)}</td>
            <td data-label={t('admin.requests.sent')}>{formats.date(row.sentAt)}</td>
            <td data-label={t('admin.requests.due')}>
              {row.dueAt === null ? (
                '–'
              ) : row.late ? (
                <Chip tone="bad" icon={CircleAlert}>
                  {t('admin.requests.late')}, {formats.date(row.dueAt)}
                </Chip>
              ) : (
                formats.date(row.dueAt)
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
