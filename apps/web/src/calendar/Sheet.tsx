import { Button, later, Notice } from '@staffetta/ui'
import { RefreshCw, TriangleAlert } from 'lucide-react'
import { sentenceOf } from '../app/errors.tsx'
import type { Day } from './clock/days.ts'
import type { Range, View } from './clock/ranges.ts'
import { ListView } from './list-view/ListView.tsx'
import { MonthView } from './month-view/MonthView.tsx'
import { PhoneDay } from './phone-day/PhoneDay.tsx'
import { type Shown, useCalendars, useNow, useSayer } from './state/use-calendar.ts'
import { useShown } from './state/use-shown.ts'
import { useWaiting } from './state/use-waiting.ts'
import { TimeGrid } from './time-grid/TimeGrid.tsx'
import { useLanes } from './time-grid/use-lanes.ts'
import { YearView } from './year-view/YearView.tsx'

const [ResourceBoard] = later(async () => (await import('./resources/ResourceBoard.tsx')).ResourceBoard)

interface Props {
  view: View
  date: Day
  range: Range
  narrow: boolean
  onDay: (day: Day) => void
  onMonth: (day: Day) => void
}

/** The view itself, with what it says while it waits, when it failed and when nothing is there. */
export function Sheet({ view, date, range, narrow, onDay, onMonth }: Props) {
  const { t, clock } = useSayer()
  const calendars = useCalendars()
  const shown = useShown(range, clock)
  const { occurrences, loading, error } = shown
  const waiting = useWaiting(loading && occurrences.length === 0)
  const lanes = useLanes(calendars)
  const trouble = <Trouble shown={shown} />
  if (view === 'resources') return <ResourceBoard date={date} />
  if (view === 'list')
    return (
      <>
        {trouble}
        <ListView date={date} calendars={calendars} />
      </>
    )
  if (view === 'year')
    return (
      <>
        {trouble}
        <YearView date={date} occurrences={occurrences} onDay={onDay} onMonth={onMonth} />
      </>
    )
  if (narrow)
    return (
      <>
        {trouble}
        <PhoneDay
          date={date}
          occurrences={occurrences}
          calendars={calendars}
          above={view === 'month' ? 'month' : 'week'}
          loaded={!loading && error === null}
          waiting={waiting}
          onDay={onDay}
        />
      </>
    )
  return (
    <>
      {trouble}
      {waiting && (
        <div className="ui-hidden" role="status">
          {t('calendar.loading')}
        </div>
      )}
      {view === 'month' ? (
        <MonthView
          date={date}
          occurrences={occurrences}
          calendars={calendars}
          waiting={waiting}
          onShowDay={onDay}
        />
      ) : (
        <TimeGrid
          key={view}
          {...(view === 'day' && { lanes })}
          range={range}
          occurrences={occurrences}
          calendars={calendars}
          waiting={waiting}
          onDay={onDay}
        />
      )}
    </>
  )
}

/** What failed, since when what one sees is old, and a way to try again. */
function Trouble({ shown: { error, updatedAt, truncated, retry } }: { shown: Shown }) {
  const { t, formats } = useSayer()
  useNow()
  if (error)
    return (
      <Notice
        icon={TriangleAlert}
        tone="warn"
        live="alert"
        action={
          <Button kind="text" size="dense" icon={RefreshCw} onClick={retry}>
            {t('actions.retry')}
          </Button>
        }
      >
        {sentenceOf(error, t)}
        {Number.isFinite(updatedAt) &&
          ` ${t('calendar.staleSince', { when: formats.messageDate(new Date(updatedAt)) })}`}
      </Notice>
    )
  if (truncated)
    return (
      <Notice icon={TriangleAlert} live="status">
        {t('calendar.truncated')}
      </Notice>
    )
  return null
}
