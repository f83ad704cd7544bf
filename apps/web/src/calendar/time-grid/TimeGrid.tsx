import './TimeGrid.css'
import type { Calendar, Occurrence } from '@staffetta/contract'
import { useContextMenu } from '@staffetta/ui'
import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import { device } from '../../app/device.ts'
import { useStore } from '../../app/store.ts'
import { type Day, eachDay, weekdayOf } from '../clock/days.ts'
import { draft } from '../state/draft.ts'
import { eventMenu } from '../event-face/event-menu.ts'
import { isInBand, keyOf, type Segment, segmentsOf } from '../occurrences/occurrences.ts'
import { openCard } from '../state/open-event.ts'
import type { Range } from '../clock/ranges.ts'
import { occurrenceAt } from '../occurrences/times.ts'
import { useNow, useSayer } from '../state/use-calendar.ts'
import { clockText, wallClock } from '../clock/wall-clock.ts'
import { hoursOn } from '../clock/working-hours.ts'
import { useWorkingHours } from '../state/use-working-hours.ts'
import { DayColumn } from './DayColumn.tsx'
import { DayHeads } from './DayHeads.tsx'
import { AllDayBand } from './AllDayBand.tsx'
import { LaneHeads } from './LaneHeads.tsx'
import type { Lane } from './lanes.ts'
import { hourPx } from './geometry.ts'
import { SlotGrid } from './SlotGrid.tsx'
import { useEventKeys } from './use-event-keys.ts'
import { useGridDrag } from './use-grid-drag.ts'
import { draftOccurrence } from './draft-occurrence.ts'

/** Where a day is opened at the latest: most of what happens is after it. */
const latestMinute = 8 * 60

/** Less wide, no word of an event would fit; TimeGrid.css says it too. */
const leastLanePx = 132

/** Where a waiting day shows something (from, hours): like a day, not like a chessboard. */
const waitingHours = [
  [8.5, 1],
  [10, 2],
  [9, 1.5],
  [11, 1],
  [9.5, 2],
  [10.5, 1],
  [9, 1],
] as const

interface Props {
  range: Range
  occurrences: Occurrence[]
  calendars: Calendar[]
  /** Nothing has come yet, for longer than a moment. */
  waiting: boolean
  /** Of a day alone: into which columns it is divided; none where it is not. */
  lanes?: readonly Lane[]
  onDay: (day: Day) => void
}

const undivided: readonly Lane[] = []

/** Days beside each other, hours below each other: the day, the working week and the week. */
export function TimeGrid({ range, occurrences, calendars, waiting, lanes = undivided, onDay }: Props) {
  const sayer = useSayer()
  const { clock, t } = sayer
  const now = useNow()
  const secondZone = useStore(device, (state) => state.calendarSecondZone)
  const choosing = useStore(draft, (state) => state.now)
  const { from, to } = range
  const days = useMemo(() => eachDay({ from, to }), [from, to])
  const hours = useWorkingHours()
  const working = useMemo(
    () => new Map(days.map((day) => [day, hoursOn(hours, day, clock)])),
    [days, hours, clock],
  )
  const [openMinute] = useState(() =>
    Math.min(latestMinute, ...[...working.values()].flatMap((spans) => spans.map(({ from: at }) => at))),
  )
  const scroller = useRef<HTMLDivElement>(null)
  const top = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const menu = useContextMenu(t('calendar.event.menu'))
  const [stop, setStop] = useState<string | null>(null)

  const timed = useMemo(() => occurrences.filter((one) => !isInBand(one)), [occurrences])
  const whole = useMemo(() => occurrences.filter(isInBand), [occurrences])
  const byDay = useMemo(() => {
    const segments = new Map<Day, Segment[]>(days.map((day) => [day, []]))
    for (const one of timed)
      for (const segment of segmentsOf(one, clock)) segments.get(segment.day)?.push(segment)
    return segments
  }, [timed, days, clock])
  const chosen = choosing && occurrenceAt(draftOccurrence(choosing, calendars), choosing.when, clock)
  const chosenSegments = chosen && !isInBand(chosen) ? segmentsOf(chosen, clock) : []

  const drag = useGridDrag({ days, occurrences, calendars, clock, scroller, top, body })
  const onEventKey = useEventKeys({ container: scroller, calendars, sayer, setStop })
  const wall = clock.wallOf(now)
  const shares = days.map((day) => (isSparse(day, byDay) && days.length > 5 ? 0.62 : 1))
  const columns =
    lanes.length > 0
      ? `repeat(${lanes.length}, minmax(${leastLanePx}px, 1fr))`
      : shares.map((share) => `minmax(0, ${share}fr)`).join(' ')
  const laneOf = (one: Occurrence) =>
    lanes.findIndex(({ calendarIds }) => calendarIds.includes(one.calendarId))

  // The working day comes into sight, once: from then on the hand decides.
  useLayoutEffect(() => {
    scroller.current?.scrollTo({ top: (openMinute / 60 - 0.8) * hourPx })
  }, [openMinute])

  const firstKey =
    stop !== null && occurrences.some((one) => keyOf(one) === stop)
      ? stop
      : occurrences[0]
        ? keyOf(occurrences[0])
        : null
  const events = {
    stop: firstKey,
    calendars,
    sayer,
    moving: choosing?.occurrence ? keyOf(choosing.occurrence) : null,
    onFocus: setStop,
    onKeyDown: onEventKey,
    onOpen: (occurrence: Occurrence, element: Element) => {
      if (!drag.justDragged()) openCard(occurrence, element)
    },
    onMenu: (occurrence: Occurrence, element: Element, at: { x: number; y: number }) =>
      menu.open(
        at,
        eventMenu(occurrence, calendars, t, () => openCard(occurrence, element)),
      ),
  }

  return (
    <div
      ref={scroller}
      className="tg"
      data-days={days.length}
      data-zones={secondZone === null ? 1 : 2}
      data-lanes={lanes.length > 0 || undefined}
      style={{ '--columns': columns, '--lanes': lanes.length } as React.CSSProperties}
    >
      <div ref={top} className="tg-top" onPointerDown={drag.onBandPointerDown}>
        {lanes.length > 0 ? (
          <LaneHeads lanes={lanes} secondZone={secondZone} />
        ) : (
          <DayHeads days={days} today={wall.day} words={sayer.words} onDay={onDay} secondZone={secondZone} />
        )}
        <AllDayBand
          days={days}
          occurrences={whole}
          draft={chosen && isInBand(chosen) ? chosen : null}
          {...(lanes.length > 0 && { lanes: lanes.length, laneOf })}
          {...events}
        />
      </div>
      <div ref={body} className="tg-body" onPointerDown={drag.onPointerDown} aria-busy={waiting || undefined}>
        <Axis secondZone={secondZone} day={days[0]!} now={days.includes(wall.day) ? wall.minute : null} />
        <SlotGrid days={days} byDay={byDay} working={working} sayer={sayer} today={wall.day} />
        <div className="tg-events">
          {lanes.map((lane, at) => {
            const { id, name, calendar } = lane
            const isHere = ({ occurrence }: Segment) => laneOf(occurrence) === at
            return (
              <DayColumn
                key={id}
                waiting={waiting ? waitingHours[at % waitingHours.length]! : null}
                day={days[0]!}
                lane={{ name, calendarId: calendar.can.write ? calendar.id : null }}
                segments={(byDay.get(days[0]!) ?? []).filter(isHere)}
                draft={chosenSegments.find((one) => one.day === days[0] && isHere(one)) ?? null}
                {...events}
              />
            )
          })}
          {(lanes.length > 0 ? [] : days).map((day, at) => (
            <DayColumn
              key={day}
              waiting={waiting ? waitingHours[at % waitingHours.length]! : null}
              day={day}
              segments={byDay.get(day) ?? []}
              draft={chosenSegments.find((segment) => segment.day === day) ?? null}
              {...events}
            />
          ))}
        </div>
        {days.includes(wall.day) && (
          <div className="tg-now" style={{ top: (wall.minute / 60) * hourPx }} aria-hidden="true">
            <span />
            <div className="tg-now-days">
              {days.map((day) => (
                <i key={day} data-today={day === wall.day || undefined} />
              ))}
            </div>
          </div>
        )}
      </div>
      {menu.element}
    </div>
  )
}

/** A weekend with next to nothing in it leaves its width to the working days. */
function isSparse(day: Day, byDay: Map<Day, Segment[]>): boolean {
  return weekdayOf(day) >= 5 && (byDay.get(day)?.length ?? 0) <= 2
}

function Axis({ secondZone, day, now }: { secondZone: string | null; day: Day; now: number | null }) {
  const { clock } = useSayer()
  const hours = Array.from({ length: 23 }, (_, at) => at + 1)
  const near = (hour: number) => now !== null && Math.abs(hour * 60 - now) < 18
  return (
    <>
      {secondZone !== null && (
        <div className="tg-axis tg-axis-second" aria-hidden="true">
          {hours.map((hour) => (
            <span key={hour} style={{ top: hour * hourPx }}>
              {clockText(wallClock(secondZone).wallOf(clock.instantOf(day, hour * 60)).minute)}
            </span>
          ))}
        </div>
      )}
      <div className="tg-axis" aria-hidden="true">
        {hours.map((hour) => (
          <span key={hour} style={{ top: hour * hourPx }} data-near-now={near(hour) || undefined}>
            {clockText(hour * 60)}
          </span>
        ))}
        {now !== null && <b style={{ top: (now / 60) * hourPx }}>{clockText(now)}</b>}
      </div>
    </>
  )
}
