import { useQuery } from '@tanstack/react-query'
import { Button, Skeleton } from '@staffetta/ui'
import type { ReactNode } from 'react'
import { sentenceOf } from '../app/errors.tsx'
import { useI18n } from '../app/i18n.tsx'
import { settingsQueries } from './queries.ts'

/** While preferences are not there: bars, or what went wrong. */
export function SettingsFailed() {
  const { t } = useI18n()
  const { error, refetch } = useQuery(settingsQueries.preferences())
  if (!error) {
    return (
      <div className="settings-card" aria-busy>
        <Skeleton width="40%" />
        <Skeleton width="70%" />
      </div>
    )
  }
  return (
    <FailedCard error={error} onRetry={refetch}>
      <p>{t('settings.failed')}</p>
    </FailedCard>
  )
}

/** What went wrong, in the place of what was asked for. */
export function FailedCard({
  error,
  onRetry,
  children,
}: {
  error: unknown
  onRetry: () => unknown
  children?: ReactNode
}) {
  const { t } = useI18n()
  return (
    <div className="settings-card" role="alert">
      {children}
      <p>{sentenceOf(error, t)}</p>
      <div>
        <Button onClick={() => void onRetry()}>{t('actions.retry')}</Button>
      </div>
    </div>
  )
}
