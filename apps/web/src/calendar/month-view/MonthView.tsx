import './MonthView.css'
import type { Calendar, Occurrence } from '@staffetta/contract'
import { Popover, useContextMenu, VisuallyHidden } from '@staffetta/ui'
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useStore } from '../../app/store.ts'
import { addDays, type Day, eachDay, weekNumber } from '../clock/days.ts'
import { titleOf } from '../occurrences/day-words.ts'
import { draft, setDraft } from '../state/draft.ts'
import { EventFace, type EventPlace } from '../event-face/EventFace.tsx'
import { eventMenu } from '../event-face/event-menu.ts'
import { HolidayName } from '../clock/HolidayName.tsx'
import { isInBand, keyOf, onDay } from '../occurrences/occurrences.ts'
import { openCard, openNew } from '../state/open-event.ts'
import { wholeWeeks } from '../clock/ranges.ts'
import { useEventKeys } from '../time-grid/use-event-keys.ts'
import { useNow, useSayer } from '../state/use-calendar.ts'
import { monthWeeks } from './month-weeks.ts'
import { useMonthDrag } from './use-month-drag.ts'

const rowPx = 24
const headPx = 28

interface Props {
  date: Day
  occurrences: Occurrence[]
  calendars: Calendar[]
  waiting: boolean
  onShowDay: (day: Day) => void
}

/** A month in whole weeks: as many events of a day as fit, the others behind "altri". */
export function MonthView({ date, occurrences, calendars, waiting, onShowDay }: Props) {
  const sayer = useSayer()
  const { t, words, clock } = sayer
  const today = clock.wallOf(useNow()).day
  const grid = useRef<HTMLDivElement>(null)
  const menu = useContextMenu(t('calendar.event.menu'))
  const range = useMemo(() => wholeWeeks(date), [date])
  const days = eachDay(range)
  const rows = useRows(grid, days.length / 7)
  const weeks = useMemo(
    () => monthWeeks(occurrences, { range, rows, clock }),
    [occurrences, range, rows, clock],
  )
  const [stop, setStop] = useState<string | null>(null)
  const [at, setAt] = useState<Day | null>(null)
  const [more, setMore] = useState<{ day: Day; anchor: React.RefObject<Element | null> } | null>(null)
  const moving = useStore(draft, (state) => state.now)
  const drag = useMonthDrag({ calendars, clock })
  const onEventKey = useEventKeys({ rows: 'weeks', container: grid, calendars, sayer, setStop })
  const here = at !== null && days.includes(at) ? at : days.includes(today) ? today : date
  const first = occurrences[0]

  const place: EventPlace = {
    stop:
      stop !== null && occurrences.some((one) => keyOf(one) === stop) ? stop : first ? keyOf(first) : null,
    calendars,
    sayer,
    moving: moving?.occurrence ? keyOf(moving.occurrence) : null,
    onFocus: setStop,
    onKeyDown: onEventKey,
    onOpen: (occurrence, element) => {
      if (!drag.justDragged()) openCard(occurrence, element)
    },
    onMenu: (occurrence, element, point) =>
      menu.open(
        point,
        eventMenu(occurrence, calendars, t, () => openCard(occurrence, element)),
      ),
  }

  const create = (day: Day, anchor: Element) => {
    const when = { kind: 'days' as const, start: day, end: addDays(day, 1) }
    setDraft({ occurrence: null, when })
    openNew(when, anchor)
  }
  const onCellKey = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.altKey || event.ctrlKey || event.metaKey) return
    const moves: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }
    const by = moves[event.key]
    if (by !== undefined) {
      event.preventDefault()
      event.stopPropagation()
      const next = addDays(here, by)
      if (!days.includes(next)) return
      setAt(next)
      grid.current?.querySelector<HTMLElement>(`[data-month-day="${next}"]`)?.focus()
      return
    }
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    if (onDay(occurrences, here, clock).length > 0 && !event.shiftKey) onShowDay(here)
    else create(here, event.currentTarget)
  }

  return (
    <div
      className="month"
      ref={grid}
      role="grid"
      data-waiting={waiting || undefined}
      style={{ '--rows': rows } as React.CSSProperties}
      aria-label={words.monthYear(date)}
    >
      <div className="month-heads" role="row">
        {days.slice(0, 7).map((day) => (
          <span key={day} role="columnheader">
            <span aria-hidden="true">{words.weekdayShort(day)}</span>
            <VisuallyHidden>{words.weekday(day)}</VisuallyHidden>
          </span>
        ))}
      </div>
      {weeks.map((week) => (
        <div key={week[0]!.day} className="month-week" role="row">
          {week.map(({ day, bars, count, left, moreRow }, column) => (
            <div
              key={day}
              role="gridcell"
              className="month-day"
              data-month-day={day}
              data-outside={day.slice(0, 7) !== date.slice(0, 7) || undefined}
              aria-current={day === today ? 'date' : undefined}
              tabIndex={day === here ? 0 : -1}
              onFocus={(event) => {
                if (event.target === event.currentTarget) setAt(day)
              }}
              onKeyDown={onCellKey}
              onPointerDown={drag.onDayPointerDown}
              onClick={(event) => {
                if (event.target === event.currentTarget && !drag.justDragged())
                  create(day, event.currentTarget)
              }}
            >
              <button type="button" className="month-number" tabIndex={-1} onClick={() => onShowDay(day)}>
                {column === 0 && (
                  <small aria-hidden="true" title={t('calendar.week', { n: weekNumber(day) })}>
                    {weekNumber(day)}
                  </small>
                )}
                <b aria-hidden="true">{Number(day.slice(8))}</b>
                {day.endsWith('-01') && <span aria-hidden="true">{words.monthShort(day)}</span>}
                <HolidayName day={day} />
                <VisuallyHidden>{t('calendar.dayCount', { day: words.longDay(day), count })}</VisuallyHidden>
              </button>
              {bars.map((bar) => (
                <div
                  key={keyOf(bar.item)}
                  className="month-event"
                  style={{
                    top: headPx + bar.row * rowPx,
                    width: `calc(${(bar.to - bar.from) * 100}% + ${bar.to - bar.from - 1}px - 6px)`,
                  }}
                  onPointerDown={(event) => drag.onEventPointerDown(event, bar.item)}
                >
                  <EventFace
                    occurrence={bar.item}
                    day={day}
                    start={isInBand(bar.item) ? -1 : Date.parse(bar.item.startAt) / 60_000}
                    bar={isInBand(bar.item)}
                    {...(bar.before ? { before: true } : {})}
                    {...(bar.after ? { after: true } : {})}
                    {...place}
                  >
                    {bar.item.days === null && (
                      <span className="event-time">{sayer.formats.time(bar.item.startAt)}</span>
                    )}
                    <span className="event-title">{titleOf(bar.item, t)}</span>
                  </EventFace>
                </div>
              ))}
              {left > 0 && (
                <button
                  type="button"
                  className="month-more"
                  style={{ top: headPx + moreRow * rowPx }}
                  onClick={(event) => setMore({ day, anchor: { current: event.currentTarget } })}
                >
                  {t('calendar.others', { count: left })}
                </button>
              )}
            </div>
          ))}
        </div>
      ))}
      {menu.element}
      {more && (
        <Popover label={words.longDay(more.day)} anchor={more.anchor} onClose={() => setMore(null)}>
          <div className="month-popover">
            <h2>{words.longDay(more.day)}</h2>
            {onDay(occurrences, more.day, clock).map((one) => (
              <EventFace
                key={keyOf(one)}
                occurrence={one}
                day={more.day}
                start={0}
                bar={isInBand(one)}
                {...place}
                stop={keyOf(one)}
                onOpen={(occurrence) => {
                  const { anchor } = more
                  setMore(null)
                  if (anchor.current) openCard(occurrence, anchor.current)
                }}
              >
                {one.days === null && <span className="event-time">{sayer.formats.time(one.startAt)}</span>}
                <span className="event-title">{titleOf(one, t)}</span>
              </EventFace>
            ))}
          </div>
        </Popover>
      )}
    </div>
  )
}

/** How many events a day has room for. */
function useRows(grid: React.RefObject<HTMLDivElement | null>, weeks: number): number {
  const [rows, setRows] = useState(3)
  useEffect(() => {
    const element = grid.current
    if (!element) return
    const observer = new ResizeObserver(() => {
      // Paper is laid out by what the screen shows (print/print.css), not the other way round.
      if (matchMedia('print').matches) return
      const week = element.querySelector('.month-week')
      if (week) setRows(Math.max(1, Math.floor((week.clientHeight - headPx) / rowPx)))
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [grid, weeks])
  return rows
}
