import './Setup.css'
import { type ServerAccount, serverKinds, type TenantDetail, type TenantServers } from '@staffetta/contract'
import { useQuery } from '@tanstack/react-query'
import { useI18n } from '../../app/i18n.tsx'
import { adminApi } from '../api.ts'
import { withProof } from '../gate/step-up.ts'
import { Loaded } from '../Loaded.tsx'
import { adminQueries } from '../queries.ts'
import { ServerRow } from './ServerRow.tsx'
import { AccountCard } from './AccountCard.tsx'
import { useChange, useMayChange } from './use-change.ts'

/** Where each account signs in, in the order they stand. */
const serverOf = { dav: 'dav', smtp: 'smtp', ldap: 'ldap', test: 'imap' } as const

/** Where the body's mail, calendars and address books are; each is tried before it is set. */
export function ServersTab({ tenant }: { tenant: TenantDetail }) {
  const { t } = useI18n()
  const { data, error, refetch } = useQuery(adminQueries.servers(tenant.id))
  const { mayChange } = useMayChange()
  const change = useChange<TenantServers>(tenant.id, adminQueries.servers(tenant.id).queryKey)

  return (
    <Loaded data={data} error={error} onRetry={refetch}>
      {({ servers, accounts }) => (
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
          {(Object.keys(serverOf) as ServerAccount[]).map((account) => {
            const user = accounts.find(({ kind }) => kind === account)?.user ?? null
            // Without its server there is nowhere to sign in.
            if (user === null && !servers.some(({ kind }) => kind === serverOf[account])) return null
            return (
              <AccountCard
                key={account}
                kind={account}
                user={user}
                mayChange={mayChange}
                onTry={async (typed) => {
                  const asked = { tenantId: tenant.id, account, ...typed }
                  return (await withProof(() => adminApi.servers.tryAccount(asked))).problem
                }}
                onSave={(typed) =>
                  change(
                    () => adminApi.servers.putAccount({ tenantId: tenant.id, account, ...typed }),
                    t(`setup.${account}.saved`),
                  )
                }
                onRemove={() =>
                  change(
                    () => adminApi.servers.removeAccount({ tenantId: tenant.id, account }),
                    t(`setup.${account}.removed`),
                  )
                }
              />
            )
          })}
        </div>
      )}
    </Loaded>
  )
}
