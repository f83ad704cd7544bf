import './Setup.css'
import {
  type ServerAccount,
  type ServerKind,
  serverKinds,
  type TenantDetail,
  type TenantServers,
} from '@staffetta/contract'
import { useQuery } from '@tanstack/react-query'
import { useI18n } from '../../app/i18n.tsx'
import { Loaded } from '../Loaded.tsx'
import { adminQueries } from '../queries.ts'
import { ServerRow } from './ServerRow.tsx'
import { AccountRow } from './AccountRow.tsx'
import { useChange, useMayChange } from './use-change.ts'

/** Which account signs in there; to filters nobody does but people. */
const accountAt: Partial<Record<ServerKind, ServerAccount>> = {
  imap: 'test',
  smtp: 'smtp',
  dav: 'dav',
  ldap: 'ldap',
}

/** Where the body's mail, calendars and address books are; each is tried before it is set. */
export function ServersTab({ tenant }: { tenant: TenantDetail }) {
  const { t } = useI18n()
  const { data, error, refetch } = useQuery(adminQueries.servers(tenant.id))
  const { mayChange } = useMayChange()
  const change = useChange<TenantServers>(tenant.id, adminQueries.servers(tenant.id).queryKey)

  /** Without its server there is nowhere to sign in. */
  const accountOf = (kind: ServerKind, { servers, accounts }: TenantServers) => {
    const account = accountAt[kind]
    if (account === undefined) return null
    const user = accounts.find((one) => one.kind === account)?.user ?? null
    if (user === null && !servers.some((one) => one.kind === kind)) return null
    return (
      <AccountRow
        tenantId={tenant.id}
        account={account}
        user={user}
        mayChange={mayChange}
        onChange={change}
      />
    )
  }

  return (
    <Loaded data={data} error={error} onRetry={refetch}>
      {(known) => (
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
                  endpoint={known.servers.find((one) => one.kind === kind)?.endpoint ?? null}
                  mayChange={mayChange}
                  onChange={change}
                >
                  {accountOf(kind, known)}
                </ServerRow>
              ))}
            </ul>
            {!mayChange && <p className="admin-none">{t('setup.readOnly')}</p>}
          </section>
        </div>
      )}
    </Loaded>
  )
}
