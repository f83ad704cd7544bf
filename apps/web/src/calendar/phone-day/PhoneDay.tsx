import './PhoneDay.css'
import type { Calendar, Occurrence } from '@staffetta/contract'
import { Icon, useContextMenu, VisuallyHidden } from '@staffetta/ui'
import { CalendarDays } from 'lucide-react'
import { useRef, useState } from 'react'
import { addDays, type Day, eachDay, startOfWeek } from '../clock/days.ts'
import { eventMenu } from '../event-face/event-menu.ts'
import { DayList } from '../list-view/DayList.tsx'
import { WaitingDays } from '../event-face/WaitingDays.tsx'
import { keyOf, onDay } from '../occurrences/occurrences.ts'
import { openCard } from '../state/open-event.ts'
import { MiniMonth } from '../side/MiniMonth.tsx'
import { useEventKeys } from '../time-grid/use-event-keys.ts'
import { useSayer } from '../state/use-calendar.ts'

interface Props {
  date: Day
  occurrences: Occurrence[]
  calendars: Calendar[]
  /** The days above the list: a week in a strip, or the month. */
  above: 'week' | 'month'
  loaded: boolean
  waiting: boolean
  onDay: (day: Day) => void
}

/** A phone's day: the week above with dots for what is there, below it the day by the hour. */
export function PhoneDay({ date, occurrences, calendars, above, loaded, waiting, onDay: go }: Props) {
  const sayer = useSayer()
  const { t, words, clock, today } = sayer
  const container = useRef<HTMLDivElement>(null)
  const menu = useContextMenu(t('calendar.event.menu'))
  const [stop, setStop] = useState<string | null>(null)
  const onKeyDown = useEventKeys({ container, calendars, sayer, setStop })
  const monday = startOfWeek(date)
  const here = onDay(occurrences, date, clock)
  const touch = useRef<{ x: number; y: number } | null>(null)
  const first = here[0]
  return (
    <div
      className="phone-day"
      ref={container}
      onTouchStart={({ touches }) => {
        touch.current = { x: touches[0]!.clientX, y: touches[0]!.clientY }
      }}
      onTouchEnd={({ changedTouches }) => {
        const from = touch.current
        const to = changedTouches[0]
        touch.current = null
        if (!from || !to) return
        const [x, y] = [to.clientX - from.x, to.clientY - from.y]
        if (Math.abs(x) > 60 && Math.abs(x) > 2 * Math.abs(y)) go(addDays(date, x < 0 ? 1 : -1))
      }}
    >
      {above === 'week' ? (
        <nav className="week-strip" aria-label={t('calendar.weekDays')}>
          {eachDay({ from: monday, to: addDays(monday, 7) }).map((day) => {
            const count = onDay(occurrences, day, clock).length
            return (
              <button
                key={day}
                type="button"
                aria-pressed={day === date}
                aria-current={day === today ? 'date' : undefined}
                onClick={() => go(day)}
              >
                <span aria-hidden="true">{words.weekdayNarrow(day)}</span>
                <b aria-hidden="true">{Number(day.slice(8))}</b>
                <i aria-hidden="true" data-dots={Math.min(3, count)} />
                <VisuallyHidden>{t('calendar.dayCount', { day: words.longDay(day), count })}</VisuallyHidden>
              </button>
            )
          })}
        </nav>
      ) : (
        <MiniMonth
          kind="phone"
          date={date}
          range={null}
          densityOf={(day) => Math.min(3, onDay(occurrences, day, clock).length)}
          onDay={go}
        />
      )}
      <div className="phone-day-list">
        <header>
          <h2>{words.longDay(date)}</h2>
          <span>{loaded && t('calendar.eventCount', { count: here.length })}</span>
        </header>
        <DayList
          day={date}
          occurrences={occurrences}
          calendars={calendars}
          sayer={sayer}
          answers
          stop={stop ?? (first ? keyOf(first) : null)}
          moving={null}
          onFocus={setStop}
          onKeyDown={onKeyDown}
          onOpen={openCard}
          onMenu={(occurrence, element, at) =>
            menu.open(
              at,
              eventMenu(occurrence, calendars, t, () => openCard(occurrence, element)),
            )
          }
        />
        {waiting && <WaitingDays />}
        {loaded && here.length === 0 && (
          <div className="phone-day-none">
            <Icon of={CalendarDays} size={28} />
            <p>{t('calendar.noneThatDay')}</p>
          </div>
        )}
      </div>
      {menu.element}
    </div>
  )
}
