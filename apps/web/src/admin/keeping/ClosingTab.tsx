import './Keeping.css'
import '../setup/Setup.css'
import type { Closing, TenantDetail } from '@staffetta/contract'
import { useQuery } from '@tanstack/react-query'
import { useI18n } from '../../app/i18n.tsx'
import { Loaded } from '../Loaded.tsx'
import { useChange, useMayChange } from '../setup/use-change.ts'
import { DeleteCard } from './DeleteCard.tsx'
import { EndCard } from './EndCard.tsx'
import { ExportCard } from './ExportCard.tsx'
import { ProofCard } from './ProofCard.tsx'
import { keepingQueries } from './queries.ts'

/** A body leaves: its last day, the copy of what is held of it, its deletion, and the proof of that. */
export function ClosingTab({ tenant }: { tenant: TenantDetail }) {
  const { t } = useI18n()
  const { data, error, refetch } = useQuery(keepingQueries.closing(tenant.id))
  const { mayChange, decides } = useMayChange()
  const change = useChange<Closing>(tenant.id, keepingQueries.closing(tenant.id).queryKey)
  const shared = { tenant, decides, onChange: change }
  return (
    <Loaded data={data} error={error} onRetry={refetch}>
      {(closing) => (
        <div className="setup">
          {closing.proof !== null ? (
            <ProofCard proof={closing.proof} slug={tenant.slug} />
          ) : closing.closesAt === null ? (
            <p className="admin-none">{t('closing.none')}</p>
          ) : (
            <>
              <EndCard {...shared} closesAt={closing.closesAt} closing={closing} />
              <ExportCard {...shared} mayChange={mayChange} taken={closing.export} />
              {decides && (
                <DeleteCard
                  {...shared}
                  closesAt={closing.closesAt}
                  over={closing.over}
                  taken={closing.export}
                />
              )}
            </>
          )}
        </div>
      )}
    </Loaded>
  )
}
