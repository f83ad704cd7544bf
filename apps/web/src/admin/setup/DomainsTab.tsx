import './Setup.css'
import type { TenantDetail, TenantDomain } from '@staffetta/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useI18n } from '../../app/i18n.tsx'
import { notify } from '../../app/notify.ts'
import { withProof } from '../gate/step-up.ts'
import { Loaded } from '../Loaded.tsx'
import { adminQueries } from '../queries.ts'
import { AddDomain } from './AddDomain.tsx'
import { DomainRow } from './DomainRow.tsx'

/** What was done to the domains, and the sentence that says so. */
export type ChangeDomains = (work: () => Promise<TenantDomain[]>, done: string) => Promise<void>

/** The domains by which people sign in, and what proves that they are the body's. */
export function DomainsTab({ tenant }: { tenant: TenantDetail }) {
  const { t } = useI18n()
  const client = useQueryClient()
  const { data, error, refetch } = useQuery(adminQueries.domains(tenant.id))
  const roles = useQuery(adminQueries.access()).data?.roles ?? []
  const decides = roles.some(({ role }) => role === 'operator')
  const mayChange =
    tenant.state !== 'closed' && (decides || roles.some(({ role }) => role === 'tenant-admin'))

  const change: ChangeDomains = async (work, done) => {
    client.setQueryData(adminQueries.domains(tenant.id).queryKey, await withProof(work))
    void client.invalidateQueries({ queryKey: adminQueries.tenant(tenant.id).queryKey })
    void client.invalidateQueries({ queryKey: ['admin', 'register'] })
    notify({ text: done })
  }

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
