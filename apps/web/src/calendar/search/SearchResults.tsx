import type { Calendar } from '@staffetta/contract'
import { useQuery } from '@tanstack/react-query'
import { Button, Icon } from '@staffetta/ui'
import { Search } from 'lucide-react'
import { useEffect, useMemo, useRef } from 'react'
import { sentenceOf } from '../../app/errors.tsx'
import { addDays } from '../clock/days.ts'
import { Days } from '../list-view/ListView.tsx'
import { daysOf } from '../occurrences/occurrences.ts'
import { calendarQueries } from '../state/queries.ts'
import { useSayer } from '../state/use-calendar.ts'

/** What was found, by day; it opens where today is. */
export function SearchResults({ text, calendars }: { text: string; calendars: Calendar[] }) {
  const { t, clock, today } = useSayer()
  const { data, error, isPending, refetch } = useQuery(calendarQueries.search(text, clock.zone))
  const scroller = useRef<HTMLDivElement>(null)
  const found = data?.occurrences
  const range = useMemo(() => {
    const spans = (found ?? []).map((one) => daysOf(one, clock))
    const from = spans.map((one) => one.from).sort()[0] ?? today
    const to =
      spans
        .map((one) => one.to)
        .sort()
        .at(-1) ?? addDays(today, 1)
    return { from: from < today ? from : today, to: to > today ? to : addDays(today, 1) }
  }, [found, clock, today])
  useEffect(() => {
    scroller.current?.querySelector('[data-today]')?.scrollIntoView({ block: 'start' })
  }, [found])
  return (
    <div className="list" ref={scroller}>
      <p className="list-told" role="status">
        {isPending
          ? t('calendar.search.going')
          : found && t('calendar.search.found', { count: found.length, text })}
      </p>
      {error && (
        <div className="empty-state" role="alert">
          <p>{sentenceOf(error, t)}</p>
          <Button onClick={() => void refetch()}>{t('actions.retry')}</Button>
        </div>
      )}
      {found?.length === 0 && (
        <div className="empty-state">
          <span className="empty-disc">
            <Icon of={Search} size={28} />
          </span>
          <h2>{t('calendar.search.none')}</h2>
          <p>{t('calendar.search.noneHint')}</p>
        </div>
      )}
      {found && found.length > 0 && (
        <Days range={range} occurrences={found} known calendars={calendars} scroller={scroller} />
      )}
      {data?.truncated && <p className="list-told">{t('calendar.search.more')}</p>}
    </div>
  )
}
