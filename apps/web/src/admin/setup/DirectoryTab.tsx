import './Setup.css'
import type { TenantDetail, TenantDirectory } from '@staffetta/contract'
import { useQuery } from '@tanstack/react-query'
import { useI18n } from '../../app/i18n.tsx'
import { adminApi } from '../api.ts'
import { Loaded } from '../Loaded.tsx'
import { adminQueries } from '../queries.ts'
import { DirectoryForm } from './DirectoryForm.tsx'
import { useChange, useMayChange } from './use-change.ts'

/** Where everybody of the body looks colleagues up. */
export function DirectoryTab({ tenant }: { tenant: TenantDetail }) {
  const { t } = useI18n()
  const { data, error, refetch } = useQuery(adminQueries.directory(tenant.id))
  const { mayChange } = useMayChange()
  const change = useChange<TenantDirectory>(tenant.id, adminQueries.directory(tenant.id).queryKey)
  const tenantId = tenant.id

  return (
    <Loaded data={data} error={error} onRetry={refetch}>
      {(directory) => (
        <div className="setup">
          <DirectoryForm
            key={JSON.stringify(directory.place)}
            tenantId={tenantId}
            directory={directory}
            mayChange={mayChange}
            onSave={(place) =>
              change(
                () => adminApi.directory.putDirectory({ tenantId, ...place }),
                t(
                  place.book === null && place.ldap === null
                    ? 'setup.directory.removed'
                    : 'setup.directory.saved',
                ),
              )
            }
          />
        </div>
      )}
    </Loaded>
  )
}
