import type { TenantResources } from '@staffetta/contract'
import { Button, Notice } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { CircleAlert, TriangleAlert } from 'lucide-react'
import { useI18n } from '../../app/i18n.tsx'
import { adminQueries } from '../queries.ts'
import { ToServers } from '../setup/ToServers.tsx'

/** What keeps people from booking, in the words of whoever can mend it. */
export function ServerNotices({ tenantId, known }: { tenantId: string; known: TenantResources }) {
  const { t } = useI18n()
  const { resources, obstacle } = known
  const { data, refetch, isFetching } = useQuery({
    ...adminQueries.resourceCalendars(tenantId),
    enabled: resources.length > 0 && (obstacle === null || obstacle === 'service-off'),
  })
  const namesOf = (problem: string) =>
    (data ?? [])
      .filter((one) => one.problem === problem)
      .flatMap(({ address }) => resources.find((one) => one.address === address)?.name ?? [])
  const problems = (['account-refused', 'not-made', 'unreachable'] as const).filter(
    (problem) => namesOf(problem).length > 0,
  )
  return (
    <>
      {obstacle !== null && (
        <Notice
          tone="warn"
          icon={TriangleAlert}
          action={obstacle !== 'service-off' && <ToServers tenantId={tenantId} />}
        >
          {t(`setup.resources.obstacles.${obstacle}`)}
        </Notice>
      )}
      {problems.map((problem) => (
        <Notice
          key={problem}
          tone="warn"
          icon={CircleAlert}
          live="status"
          action={
            <Button kind="text" busy={isFetching} onClick={() => void refetch()}>
              {t('setup.resources.retry')}
            </Button>
          }
        >
          {t(`setup.resources.problems.${problem}`, { names: namesOf(problem).join(', ') })}
        </Notice>
      ))}
    </>
  )
}
