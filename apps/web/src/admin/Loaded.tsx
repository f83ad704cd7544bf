import { Button, Skeleton } from '@staffetta/ui'
import type { ReactNode } from 'react'
import { sentenceOf } from '../app/errors.tsx'
import { useI18n } from '../app/i18n.tsx'

interface Props<Data> {
  data: Data | undefined
  error: unknown
  onRetry: () => unknown
  children: (data: Data) => ReactNode
}

/** What was asked for, once it is there: until then that it is on its way, or why it does not come. What was there stays. */
export function Loaded<Data>({ data, error, onRetry, children }: Props<Data>) {
  const { t } = useI18n()
  if (data !== undefined) return children(data)
  if (error)
    return (
      <div role="alert">
        <p>{sentenceOf(error, t)}</p>
        <Button onClick={() => void onRetry()}>{t('actions.retry')}</Button>
      </div>
    )
  return (
    <div aria-busy>
      <Skeleton width="60%" />
    </div>
  )
}
