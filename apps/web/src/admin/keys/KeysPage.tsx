import '../setup/Setup.css'
import type { Factors } from '@staffetta/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useI18n } from '../../app/i18n.tsx'
import { notify } from '../../app/notify.ts'
import { Loaded } from '../Loaded.tsx'
import { adminQueries } from '../queries.ts'
import { CodeCard } from './CodeCard.tsx'
import { KeysCard } from './KeysCard.tsx'
import { RecoveryCard } from './RecoveryCard.tsx'

/** With what whoever administers proves who they are. */
export function KeysPage() {
  const { t } = useI18n()
  const client = useQueryClient()
  const { data, error, refetch } = useQuery(adminQueries.factors())
  const changed = (done: string, factors?: Factors) => {
    if (factors) client.setQueryData(adminQueries.factors().queryKey, factors)
    else void refetch()
    void client.invalidateQueries({ queryKey: adminQueries.access().queryKey })
    void client.invalidateQueries({ queryKey: ['admin', 'register'] })
    notify({ text: done })
  }
  return (
    <div className="admin-page">
      <header className="admin-head">
        <h1>{t('admin.keys.title')}</h1>
        <p>{t('admin.keys.lead')}</p>
      </header>
      <Loaded data={data} error={error} onRetry={refetch}>
        {({ keys, code, recoveryLeft }) => (
          <div className="setup">
            <KeysCard keys={keys} hasCode={code !== null} onChanged={changed} />
            <CodeCard code={code} hasKey={keys.length > 0} onChanged={changed} />
            <RecoveryCard left={recoveryLeft} onChanged={changed} />
          </div>
        )}
      </Loaded>
    </div>
  )
}
