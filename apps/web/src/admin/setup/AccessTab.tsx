import './Setup.css'
import type { TenantDetail, TenantIdentity } from '@staffetta/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useI18n } from '../../app/i18n.tsx'
import { notify } from '../../app/notify.ts'
import { adminApi } from '../api.ts'
import { withProof } from '../gate/step-up.ts'
import { Loaded } from '../Loaded.tsx'
import { adminQueries } from '../queries.ts'
import { AccountCard } from './AccountCard.tsx'
import { AddressesCard } from './AddressesCard.tsx'
import { ProviderForm } from './ProviderForm.tsx'

/** What was done to how people come in, and the sentence that says so. */
export type ChangeIdentity = (work: () => Promise<TenantIdentity>, done: string) => Promise<void>

/** How the body's people come in, and what their provider has to know of us. */
export function AccessTab({ tenant }: { tenant: TenantDetail }) {
  const { t } = useI18n()
  const client = useQueryClient()
  const { data, error, refetch } = useQuery(adminQueries.identity(tenant.id))
  const roles = useQuery(adminQueries.access()).data?.roles ?? []
  const mayChange = roles.some(({ role }) => role === 'operator' || role === 'tenant-admin')
  const tenantId = tenant.id

  const change: ChangeIdentity = async (work, done) => {
    client.setQueryData(adminQueries.identity(tenantId).queryKey, await withProof(work))
    void client.invalidateQueries({ queryKey: ['admin', 'register'] })
    notify({ text: done })
  }

  return (
    <Loaded data={data} error={error} onRetry={refetch}>
      {({ provider, master, register }) => (
        <div className="setup">
          <ProviderForm
            tenantId={tenantId}
            provider={provider}
            hasMaster={master !== null}
            mayChange={mayChange}
            onChange={change}
          />
          <AddressesCard register={register} />
          <AccountCard
            kind="master"
            user={master}
            mayChange={mayChange}
            onSave={(account) =>
              change(() => adminApi.identity.putMaster({ tenantId, ...account }), t('setup.master.saved'))
            }
            onRemove={() =>
              change(() => adminApi.identity.removeMaster({ tenantId }), t('setup.master.removed'))
            }
          />
        </div>
      )}
    </Loaded>
  )
}
