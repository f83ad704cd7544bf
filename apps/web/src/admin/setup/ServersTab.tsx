import './Setup.css'
import { serverKinds, type TenantDetail, type TenantServers } from '@staffetta/contract'
import { useQuery } from '@tanstack/react-query'
import { useI18n } from '../../app/i18n.tsx'
import { adminApi } from '../api.ts'
import { Loaded } from '../Loaded.tsx'
import { adminQueries } from '../queries.ts'
import { ServerRow } from './ServerRow.tsx'
import { AccountCard } from './AccountCard.tsx'
import { useChange, useMayChange } from './use-change.ts'

/** Where the body's mail, calendars and address books are; each is tried before it is set. */
export function ServersTab({ tenant }: { tenant: TenantDetail }) {
  const { t } = useI18n()
  const { data, error, refetch } = useQuery(adminQueries.servers(tenant.id))
  const { mayChange } = useMayChange()
  const change = useChange<TenantServers>(tenant.id, adminQueries.servers(tenant.id).queryKey)

  return (
    <Loaded data={data} error={error} onRetry={refetch}>
      {({ servers, test }) => (
        <div className="setup">
          <section className="admin-card">
            <h2>{t('setup.servers.title')}</h2>
            <p className="admin-none">{t('setup.servers.lead')}</p>
            <ul className="setup-list">
              {serverKinds.map((kind) => (
                <ServerRow
                  key={kind}
                  tenantId={tenant.id}
                  kind={kind}
                  endpoint={servers.find((one) => one.kind === kind)?.endpoint ?? null}
                  mayChange={mayChange}
                  onChange={change}
                />
              ))}
            </ul>
            {!mayChange && <p className="admin-none">{t('setup.readOnly')}</p>}
          </section>
          <AccountCard
            kind="test"
            user={test}
            mayChange={mayChange}
            onSave={(account) =>
              change(
                () => adminApi.servers.putTestAccount({ tenantId: tenant.id, ...account }),
                t('setup.test.saved'),
              )
            }
            onRemove={() =>
              change(
                () => adminApi.servers.removeTestAccount({ tenantId: tenant.id }),
                t('setup.test.removed'),
              )
            }
          />
        </div>
      )}
    </Loaded>
  )
}
