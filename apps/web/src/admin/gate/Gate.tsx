import './Gate.css'
import type { AdminAccess } from '@staffetta/contract'
import { Button, Skeleton } from '@staffetta/ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { sentenceOf } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { adminQueries } from '../queries.ts'
import { ProveForm } from './ProveForm.tsx'
import { SetUpFactor } from './SetUpFactor.tsx'

/** Nothing of the administration is shown before the second factor was proved in this session. */
export function Gate({ children }: { children: ReactNode }) {
  const { t } = useI18n()
  const client = useQueryClient()
  const { data, error, refetch } = useQuery(adminQueries.access())
  const entered = (access: AdminAccess) => client.setQueryData(adminQueries.access().queryKey, access)
  if (data && data.provedAt !== null && data.hasFactor) return children
  return (
    <div className="admin-page">
      <section className="admin-gate" aria-busy={!data && !error}>
        <h1>{t('admin.title')}</h1>
        {error && !data ? (
          <div role="alert">
            <p>{sentenceOf(error, t)}</p>
            <Button onClick={() => void refetch()}>{t('actions.retry')}</Button>
          </div>
        ) : !data ? (
          <Skeleton width="60%" />
        ) : data.hasFactor ? (
          <ProveForm access={data} word={t('admin.gate.enter')} onProved={entered} />
        ) : (
          <SetUpFactor onDone={entered} />
        )}
      </section>
    </div>
  )
}
