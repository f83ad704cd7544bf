import './MiniMonth.css'
import { IconButton, VisuallyHidden } from '@staffetta/ui'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { addDays, addMonths, type Day, eachDay, startOfMonth, weekNumber } from '../clock/days.ts'
import type { Range } from '../clock/ranges.ts'
import { wholeWeeks } from '../clock/ranges.ts'
import { useNow, useSayer } from '../state/use-calendar.ts'

interface Props {
  date: Day
  /** The days that are on screen: tinted. */
  range: Range | null
  onDay: (day: Day) => void
  /** How much there is on a day, 0 to 4. */
  densityOf?: (day: Day) => number
  /** Of a year or a phone: it has no head of its own, or larger days. */
  kind?: 'side' | 'year' | 'phone'
  onMonth?: (day: Day) => void
}

/** Six weeks to leaf through: a grid of days with one tab stop. */
export function MiniMonth({ date, range, onDay, densityOf, kind = 'side', onMonth }: Props) {
  const { t, words, clock } = useSayer()
  const today = clock.wallOf(useNow()).day
  const [month, setMonth] = useState(startOfMonth(date))
  const [at, setAt] = useState(date)
  const grid = useRef<HTMLDivElement>(null)
  const moves = useRef(false)
  useEffect(() => {
    setMonth(startOfMonth(date))
    setAt(date)
  }, [date])
  useEffect(() => {
    if (!moves.current) return
    moves.current = false
    grid.current?.querySelector<HTMLElement>(`[data-mini-day="${at}"]`)?.focus()
  }, [at])
  const days = eachDay(wholeWeeks(month))
  const weeks = Array.from({ length: days.length / 7 }, (_, index) => days.slice(index * 7, index * 7 + 7))
  const here = at.slice(0, 7) === month.slice(0, 7) ? at : month
  const turn = (by: 1 | -1) => {
    setMonth(addMonths(month, by))
    setAt(addMonths(here, by))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, Day> = {
      ArrowLeft: addDays(here, -1),
      ArrowRight: addDays(here, 1),
      ArrowUp: addDays(here, -7),
      ArrowDown: addDays(here, 7),
      PageUp: addMonths(here, -1),
      PageDown: addMonths(here, 1),
    }
    const next = steps[event.key]
    if (next === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    event.stopPropagation()
    if (kind === 'year' && next.slice(0, 7) !== month.slice(0, 7)) return
    moves.current = true
    setMonth(startOfMonth(next))
    setAt(next)
  }
  const name = words.monthYear(month)
  return (
    <section className="mini" data-kind={kind} aria-label={kind === 'side' ? t('calendar.side.month') : name}>
      <header className="mini-head">
        {onMonth ? (
          <h2>
            <button type="button" onClick={() => onMonth(month)}>
              {kind === 'year' ? words.month(month) : name}
            </button>
          </h2>
        ) : (
          <h2 aria-live={kind === 'side' ? 'polite' : undefined}>{name}</h2>
        )}
        {kind === 'side' && (
          <>
            <IconButton
              icon={ChevronLeft}
              size={28}
              label={t('calendar.previousMonth')}
              onClick={() => turn(-1)}
            />
            <IconButton
              icon={ChevronRight}
              size={28}
              label={t('calendar.nextMonth')}
              onClick={() => turn(1)}
            />
          </>
        )}
      </header>
      <div className="mini-grid" ref={grid} role="grid" aria-label={name} onKeyDown={onKeyDown}>
        <div role="row">
          {kind !== 'phone' && (
            <span role="columnheader" className="mini-week">
              <VisuallyHidden>{t('calendar.weekWord')}</VisuallyHidden>
            </span>
          )}
          {weeks[0]!.map((day) => (
            <span key={day} role="columnheader">
              <span aria-hidden="true">{words.weekdayNarrow(day)}</span>
              <VisuallyHidden>{words.weekday(day)}</VisuallyHidden>
            </span>
          ))}
        </div>
        {weeks.map((week) => (
          <div key={week[0]} role="row">
            {kind !== 'phone' && (
              <span role="rowheader" className="mini-week">
                {weekNumber(week[0]!)}
              </span>
            )}
            {week.map((day) => {
              const outside = day.slice(0, 7) !== month.slice(0, 7)
              const density = densityOf?.(day) ?? 0
              if (outside && kind === 'year')
                return <span key={day} role="gridcell" aria-label={words.longDay(day)} />
              return (
                <span
                  key={day}
                  role="gridcell"
                  data-inside={(range && range.from <= day && day < range.to) || undefined}
                  data-first={(range && range.from === day) || undefined}
                  data-last={(range && addDays(range.to, -1) === day) || undefined}
                >
                  <button
                    type="button"
                    data-mini-day={day}
                    data-outside={outside || undefined}
                    data-density={density || undefined}
                    data-chosen={(kind === 'phone' && day === date) || undefined}
                    aria-current={day === today ? 'date' : undefined}
                    aria-label={
                      densityOf && density > 0
                        ? `${words.longDay(day)}, ${t('calendar.hasEvents')}`
                        : words.longDay(day)
                    }
                    tabIndex={day === here ? 0 : -1}
                    onClick={() => onDay(day)}
                  >
                    {Number(day.slice(8))}
                  </button>
                </span>
              )
            })}
          </div>
        ))}
      </div>
    </section>
  )
}
