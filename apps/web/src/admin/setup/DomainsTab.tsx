import './Setup.css'
import type { TenantDetail, TenantDomain } from '@staffetta/contract'
import { useQuery } from '@tanstack/react-query'
import { useI18n } from '../../app/i18n.tsx'
import { Loaded } from '../Loaded.tsx'
import { adminQueries } from '../queries.ts'
import { AddDomain } from './AddDomain.tsx'
import { DomainRow } from './DomainRow.tsx'
import { useChange, useMayChange } from './use-change.ts'

/** The domains by which people sign in, and what proves that they are the body's. */
export function DomainsTab({ tenant }: { tenant: TenantDetail }) {
  const { t } = useI18n()
  const { data, error, refetch } = useQuery(adminQueries.domains(tenant.id))
  const { decides, mayChange: may } = useMayChange()
  const mayChange = may && tenant.state !== 'closed'
  const change = useChange<TenantDomain[]>(tenant.id, adminQueries.domains(tenant.id).queryKey)

  return (
    <div className="setup">
      <section className="admin-card">
        <h2>{t('setup.domains.title')}</h2>
        <p className="admin-none">{t('setup.domains.lead')}</p>
        <Loaded data={data} error={error} onRetry={refetch}>
          {(domains) => (
            <ul className="setup-list">
              {domains.map((one) => (
                <DomainRow
                  key={one.domain}
                  tenant={tenant}
                  domain={one}
                  mayChange={mayChange}
                  decides={decides}
                  isLast={domains.length === 1}
                  onChange={change}
                />
              ))}
            </ul>
          )}
        </Loaded>
        {!mayChange && <p className="admin-none">{t('setup.readOnly')}</p>}
      </section>
      {mayChange && (
        <AddDomain tenantId={tenant.id} held={data?.map(({ domain }) => domain) ?? []} onChange={change} />
      )}
    </div>
  )
}
