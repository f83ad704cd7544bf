import type { Calendar, Occurrence } from '@staffetta/contract'
import { Button, useContextMenu } from '@staffetta/ui'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { addMonths, type Day, eachDay } from '../clock/days.ts'
import { eventMenu } from '../event-face/event-menu.ts'
import { daysOf, keyOf } from '../occurrences/occurrences.ts'
import { openCard } from '../state/open-event.ts'
import type { Range } from '../clock/ranges.ts'
import { useEventKeys } from '../time-grid/use-event-keys.ts'
import { useSayer } from '../state/use-calendar.ts'
import { useShown } from '../state/use-shown.ts'
import { useWaiting } from '../state/use-waiting.ts'
import { DayList } from './DayList.tsx'
import { WaitingDays } from '../event-face/WaitingDays.tsx'

const monthsMost = 36

interface Props {
  date: Day
  calendars: Calendar[]
}

/**
 * All that is to come, day by day, and all that was: it grows at both ends as one scrolls. Days out of sight are not laid out by
 * the browser (`content-visibility`), so that its length costs nothing.
 */
export function ListView({ date, calendars }: Props) {
  const { t, clock } = useSayer()
  const [range, setRange] = useState<Range>({ from: date, to: addMonths(date, 2) })
  useEffect(() => setRange({ from: date, to: addMonths(date, 2) }), [date])
  const { occurrences, loading, error } = useShown(range, clock)
  const known = !loading && error === null
  const waiting = useWaiting(loading && occurrences.length === 0)
  const scroller = useRef<HTMLDivElement>(null)
  const end = useRef<HTMLDivElement>(null)
  const before = useRef<number | null>(null)
  const months = eachDay(range).length / 30

  const grow = (where: 'before' | 'after') => {
    if (loading) return
    if (where === 'before') before.current = scroller.current?.scrollHeight ?? null
    setRange(({ from, to }) =>
      where === 'before' ? { from: addMonths(from, -2), to } : { from, to: addMonths(to, 2) },
    )
  }
  useEffect(() => {
    const last = end.current
    if (!last || loading || months > monthsMost) return
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) setRange(({ from, to }) => ({ from, to: addMonths(to, 2) }))
      },
      { root: scroller.current, rootMargin: '600px' },
    )
    observer.observe(last)
    return () => observer.disconnect()
  }, [range.to, loading, months])
  // What is put above must not move what one reads.
  useLayoutEffect(() => {
    if (before.current === null || loading || !scroller.current) return
    scroller.current.scrollTop += scroller.current.scrollHeight - before.current
    before.current = null
  }, [occurrences, loading])

  return (
    <div className="list" ref={scroller}>
      <div className="list-more">
        <Button kind="text" onClick={() => grow('before')}>
          {t('calendar.list.earlier')}
        </Button>
      </div>
      <Days range={range} occurrences={occurrences} known={known} calendars={calendars} scroller={scroller} />
      {waiting && <WaitingDays />}
      {known && occurrences.length === 0 && <p className="list-none">{t('calendar.list.none')}</p>}
      <div ref={end} className="list-more">
        {months > monthsMost ? (
          <span>{t('calendar.list.end')}</span>
        ) : (
          <Button kind="text" onClick={() => grow('after')}>
            {t('calendar.list.later')}
          </Button>
        )}
      </div>
    </div>
  )
}

interface DaysProps {
  range: Range
  occurrences: Occurrence[]
  /** Whether what is not there is known not to be. */
  known: boolean
  calendars: Calendar[]
  scroller: React.RefObject<HTMLDivElement | null>
}

/** The days that have something, today in any case. */
export function Days({ range, occurrences, known, calendars, scroller }: DaysProps) {
  const sayer = useSayer()
  const { t, words, clock, today } = sayer
  const menu = useContextMenu(t('calendar.event.menu'))
  const [stop, setStop] = useState<string | null>(null)
  const onKeyDown = useEventKeys({ container: scroller, calendars, sayer, setStop })
  const full = new Set(
    occurrences.flatMap((one) =>
      eachDay(daysOf(one, clock)).filter((day) => day >= range.from && day < range.to),
    ),
  )
  if (known && today >= range.from && today < range.to) full.add(today)
  const first = occurrences[0]
  const touches = (one: Occurrence, day: Day) => {
    const { from, to } = daysOf(one, clock)
    return from <= day && day < to
  }
  return (
    <>
      {[...full].sort().map((day) => (
        <section key={day} className="list-day" data-today={day === today || undefined}>
          <h2>
            <b>{Number(day.slice(8))}</b>
            <span>
              {words.weekday(day)}
              <small>{words.monthYear(day)}</small>
            </span>
          </h2>
          {!occurrences.some((one) => touches(one, day)) ? (
            <p className="list-nothing">{t('calendar.noneThatDay')}</p>
          ) : (
            <DayList
              day={day}
              occurrences={occurrences}
              calendars={calendars}
              sayer={sayer}
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
          )}
        </section>
      ))}
      {menu.element}
    </>
  )
}
