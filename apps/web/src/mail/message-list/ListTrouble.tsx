import { useQuery } from '@tanstack/react-query'
import { Button, Icon } from '@staffetta/ui'
import { CloudAlert, WifiOff } from 'lucide-react'
import { useEffect, useState } from 'react'
import { sentenceOf } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { useStore } from '../../app/store.ts'
import type { ListQuery } from '../known-list.ts'
import { mailQueries } from '../queries.ts'
import { listName, retryNow, troubles, type ListTrouble } from './fetch-rows.ts'

const serverRetryMs = 20_000
/** Coming back to a list that was old when it was left. */
const firstRetryMs = 1500

export function useTrouble(query: ListQuery): ListTrouble | undefined {
  return useStore(troubles, (state) => state.byList.get(listName(query)))
}

/** Since when what is shown may be old, when it is tried again, and a way not to wait. */
export function ListTroubleBar({
  query,
  trouble,
  known,
}: {
  query: ListQuery
  trouble: ListTrouble | undefined
  known: boolean
}) {
  const { t, formats } = useI18n()
  const staleSince = useQuery({ ...mailQueries.list(query), select: (list) => list.staleSince }).data ?? null
  const [retryAt, setRetryAt] = useState(() => Date.now() + firstRetryMs)
  const due = trouble ? trouble.retryAt : staleSince === null ? null : retryAt
  const seconds = useCountdown(due)

  useEffect(() => {
    if (due === null || seconds > 0) return
    retryNow(query, 0, 30)
    setRetryAt(Date.now() + serverRetryMs)
  }, [due, seconds, query])

  // A list nobody knows yet is tried again as well, though its own page says so.
  const since = trouble ? new Date(trouble.since) : staleSince
  if (since === null || !known) return null
  return (
    <div className="list-stale" role="status">
      <Icon of={WifiOff} size={16} />
      <span>
        {t('list.stale', { time: formats.time(since) })}{' '}
        <span aria-hidden="true">
          {seconds > 0 ? t('list.staleRetry', { seconds }) : t('list.staleRetrying')}
        </span>
      </span>
      <Button kind="text" onClick={() => retryNow(query, 0, 30)}>
        {t('actions.retry')}
      </Button>
    </div>
  )
}

/** Nothing is known of the folder: what failed, and a way to try again (it also does so by itself). */
export function WholeListFailed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useI18n()
  return (
    <div className="empty-state" role="alert">
      <span className="empty-disc">
        <Icon of={CloudAlert} size={28} />
      </span>
      <h2>{t('list.failed.title')}</h2>
      <p>{sentenceOf(error, t)}</p>
      <Button onClick={onRetry}>{t('actions.retry')}</Button>
    </div>
  )
}

function useCountdown(until: number | null): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (until === null) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [until])
  return until === null ? 0 : Math.max(0, Math.ceil((until - now) / 1000))
}
