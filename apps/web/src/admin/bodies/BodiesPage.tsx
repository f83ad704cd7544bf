import './Bodies.css'
import type { TenantRow } from '@staffetta/contract'
import { Chip, Field, FilterTabs } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { Loaded } from '../Loaded.tsx'
import { adminQueries } from '../queries.ts'
import { isOn, matches, type Shelf, shelves } from './filter.ts'
import { BodyCrest } from './BodyCrest.tsx'
import { StateChip } from './StateChip.tsx'

const services = ['mail', 'calendar', 'contacts'] as const

/** Every body somebody administers; a few hundred lines, filtered here and at once. */
export function BodiesPage() {
  const { t, formats } = useI18n()
  const { data, error, refetch } = useQuery(adminQueries.tenants())
  const [shelf, setShelf] = useState<Shelf>('all')
  const [text, setText] = useState('')
  const looked = useDeferredValue(text)
  const rows = data?.filter((row) => isOn(shelf, row) && matches(row, looked))
  const people = data?.reduce((sum, row) => sum + row.people, 0) ?? 0
  return (
    <div className="admin-page">
      <header className="admin-head">
        <h1>{t('admin.bodies.title')}</h1>
        {data && (
          <p>
            {t('admin.bodies.count', { count: data.length })}, {t('admin.bodies.people', { count: people })}
          </p>
        )}
      </header>
      <div className="admin-filters">
        <FilterTabs
          label={t('admin.bodies.shelf')}
          current={shelf}
          onChange={setShelf}
          tabs={shelves.map((id) => ({
            id,
            label: t(`admin.bodies.shelves.${id}`),
            count: data && formats.number(data.filter((row) => isOn(id, row)).length),
          }))}
        />
        <Field
          dense
          type="search"
          label={t('admin.bodies.filter')}
          labelHidden
          placeholder={t('admin.bodies.filter')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <Loaded data={rows} error={error} onRetry={refetch}>
        {(shown) => (
          <>
            {shown.length === 0 ? (
              <p className="admin-none">{t('admin.bodies.none')}</p>
            ) : (
              <Table rows={shown} />
            )}
          </>
        )}
      </Loaded>
    </div>
  )
}

function Table({ rows }: { rows: TenantRow[] }) {
  const { t, formats } = useI18n()
  return (
    <table className="admin-table">
      <thead>
        <tr>
          <th scope="col">{t('admin.bodies.body')}</th>
          <th scope="col">{t('admin.bodies.state')}</th>
          <th scope="col">{t('admin.bodies.services')}</th>
          <th scope="col" data-number>
            {t('admin.bodies.persons')}
          </th>
          <th scope="col">{t('admin.bodies.since')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td>
              <span className="admin-body-name">
                <BodyCrest of={row} height={28} />
                <span className="admin-name">
                  <Link to="/admin/bodies/$tenantId/$tab" params={{ tenantId: row.id, tab: 'overview' }}>
                    {row.name}
                  </Link>
                  <small>
                    {row.domains[0]}
                    {row.domains.length > 1 &&
                      ` ${t('admin.bodies.otherDomains', { count: row.domains.length - 1 })}`}
                  </small>
                </span>
              </span>
            </td>
            <td>
              <StateChip state={row.state} />
            </td>
            <td>
              <span className="admin-services">
                {services
                  .filter((service) => row.services.includes(service))
                  .map((service) => (
                    <Chip key={service} tone="hue">
                      {t(`admin.services.${service}`)}
                    </Chip>
                  ))}
                {row.services.length === 0 && <span className="admin-none">{t('admin.services.none')}</span>}
              </span>
            </td>
            <td data-number data-label={t('admin.bodies.persons')}>
              {formats.number(row.people)}
            </td>
            <td data-label={t('admin.bodies.since')}>{formats.date(row.stateSince)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
