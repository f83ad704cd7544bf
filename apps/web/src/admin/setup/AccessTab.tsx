import './Setup.css'
import type { TenantDetail, TenantIdentity } from '@staffetta/contract'
import { useQuery } from '@tanstack/react-query'
import { useI18n } from '../../app/i18n.tsx'
import { adminApi } from '../api.ts'
import { withProof } from '../gate/step-up.ts'
import { Loaded } from '../Loaded.tsx'
import { adminQueries } from '../queries.ts'
import { MasterCard } from './MasterCard.tsx'
import { AddressesCard } from './AddressesCard.tsx'
import { ProviderForm } from './ProviderForm.tsx'
import { useChange, useMayChange } from './use-change.ts'

/** How the body's people come in, and what their provider has to know of us. */
export function AccessTab({ tenant }: { tenant: TenantDetail }) {
  const { t } = useI18n()
  const { data, error, refetch } = useQuery(adminQueries.identity(tenant.id))
  const { mayChange } = useMayChange()
  const change = useChange<TenantIdentity>(tenant.id, adminQueries.identity(tenant.id).queryKey)
  const tenantId = tenant.id

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
          <MasterCard
            user={master}
            mayChange={mayChange}
            onTry={async (account) =>
              (await withProof(() => adminApi.identity.tryMaster({ tenantId, ...account }))).problem
            }
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
