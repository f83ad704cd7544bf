import './CalendarSide.css'
import { useQuery } from '@tanstack/react-query'
import { Button, Icon, Skeleton } from '@staffetta/ui'
import { CalendarPlus, DoorOpen } from 'lucide-react'
import { sentenceOf } from '../../app/errors.tsx'
import { useBirthdays } from '../../contacts/index.ts'
import { useI18n } from '../../app/i18n.tsx'
import type { Day } from '../clock/days.ts'
import { CalendarImportRows } from '../import/CalendarImportRows.tsx'
import { calendarQueries } from '../state/queries.ts'
import type { Range } from '../clock/ranges.ts'
import { CalendarList } from './CalendarList.tsx'
import { MiniMonth } from './MiniMonth.tsx'
import { GridSwitch } from './GridSwitch.tsx'

interface Props {
  date: Day
  range: Range | null
  onDay: (day: Day) => void
  onNew: (anchor: Element) => void
  /** The board of rooms and cars, and whether one is there. */
  onResources: () => void
  onBoard: boolean
}

/** Nuovo evento, a month to leaf through, and the calendars one sees. */
export function CalendarSide({ date, range, onDay, onNew, onResources, onBoard }: Props) {
  const { t } = useI18n()
  const resources = useQuery(calendarQueries.resources())
  const { data, error, isPending, refetch } = useQuery(calendarQueries.calendars())
  const birthdays = useBirthdays().length > 0
  const calendars = (data?.calendars ?? []).filter(({ holds }) => holds.events)
  const canWrite = calendars.some(({ can }) => can.write)
  return (
    <>
      <Button
        kind="primary"
        size="form"
        icon={CalendarPlus}
        className="calendar-new"
        disabled={data !== undefined && !canWrite}
        onClick={(event) => onNew(event.currentTarget)}
      >
        {t('calendar.newEvent')}
      </Button>
      <div className="calendar-side">
        <MiniMonth date={date} range={range} onDay={onDay} />
        {isPending && (
          <div className="calendar-side-waiting" aria-hidden="true">
            {['58%', '70%', '46%', '62%'].map((width) => (
              <Skeleton key={width} width={width} />
            ))}
          </div>
        )}
        {error && !data && (
          <div className="calendar-side-failed" role="alert">
            <p>{sentenceOf(error, t)}</p>
            <Button onClick={() => void refetch()}>{t('actions.retry')}</Button>
          </div>
        )}
        {data && (
          <>
            <CalendarList
              title={t('calendar.side.own')}
              calendars={calendars.filter(({ kind }) => kind === 'own')}
              canCreate={data.canCreate}
            />
            <CalendarList
              title={t('calendar.side.shared')}
              calendars={calendars.filter(({ kind }) => kind === 'shared')}
              canCreate={false}
            />
            <CalendarList
              title={t('calendarFeed.section')}
              calendars={calendars.filter(({ kind }) => kind === 'subscribed')}
              canCreate={false}
            />
            {data.calendars.some(({ holds }) => holds.tasks) && (
              <GridSwitch
                what="calendarTasks"
                colour="ardesia"
                title={t('tasks.title')}
                label={t('tasks.inCalendar')}
              />
            )}
            {birthdays && (
              <GridSwitch
                what="calendarBirthdays"
                colour="lampone"
                title={t('calendar.birthday.title')}
                label={t('calendar.birthday.show')}
              />
            )}
            <CalendarImportRows />
            {(resources.data?.resources.length ?? 0) > 0 && (
              <button
                type="button"
                className="calendar-board"
                aria-current={onBoard ? 'page' : undefined}
                onClick={onResources}
              >
                <Icon of={DoorOpen} size={18} />
                {t('calendar.resources.title')}
              </button>
            )}
          </>
        )}
      </div>
    </>
  )
}
