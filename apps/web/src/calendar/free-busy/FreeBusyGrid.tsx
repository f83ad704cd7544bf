import type { Attendee, Partstat } from '@staffetta/contract'
import { type CSSProperties, type KeyboardEvent, useRef } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { addDays, type Day } from '../clock/days.ts'
import { clockText, type WallClock } from '../clock/wall-clock.ts'
import { FreeBusyLine, type Hours, placeIn } from './FreeBusyLine.tsx'
import type { Span } from '../clock/working-hours.ts'
import { minuteIn, type PlanRow } from './plan.ts'
import { useSpanDrag } from './use-span-drag.ts'

interface Props {
  rows: readonly PlanRow[]
  answers: readonly Attendee[]
  day: Day
  /** A day of rest for everybody. */
  rest: boolean
  hours: Hours
  span: Span
  clock: WallClock
  /** What is read out of the time that is meant. */
  spoken: string
  fixed: boolean
  onChange: (span: Span) => void
}

const stepMs = 15 * 60_000
const dayMs = 86_400_000

/** A line for each, the hours beside one another, and the time that is meant across all: it is drawn, or moved with the arrows. */
export function FreeBusyGrid(props: Props) {
  const { rows, answers, day, rest, span, clock, spoken, fixed, onChange } = props
  const { t } = useI18n()
  const tracks = useRef<HTMLDivElement>(null)
  const shown = shownHours(props)
  const drag = useSpanDrag({
    span,
    hours: shown,
    tracks,
    fixed,
    onChange,
    onPress: (minute) => {
      const from = clock.instantOf(day, minute)
      onChange({ from, to: from + span.to - span.from })
    },
  })
  const meant = drag.span ?? span
  const hours = { from: minuteIn(day, meant.from, clock), to: minuteIn(day, meant.to, clock) }
  const count = (shown.to - shown.from) / 60

  const onKeyDown = (event: KeyboardEvent) => {
    const to = movedBy(event, span, clock)
    if (to === null || event.ctrlKey || event.altKey || event.metaKey) return
    event.preventDefault()
    event.stopPropagation()
    onChange(to)
  }
  return (
    <div
      className="free-busy-grid"
      style={{ '--hours': count } as CSSProperties}
      data-dragging={drag.span !== null || undefined}
    >
      <div className="free-busy-hours" aria-hidden="true">
        {Array.from({ length: count }, (_, at) => shown.from / 60 + at).map((hour) => (
          <span key={hour}>{count > 12 && hour % 3 > 0 ? '' : hour}</span>
        ))}
      </div>
      {(['person', 'resource'] as const).map((kind) => {
        const lines = rows.filter((row) => row.kind === kind)
        return (
          lines.length > 0 && (
            <section key={kind} aria-label={t(`freeBusy.kinds.${kind}`)}>
              {lines.length < rows.length && <h3>{t(`freeBusy.kinds.${kind}`)}</h3>}
              <ul>
                {lines.map((row) => (
                  <FreeBusyLine
                    key={row.key}
                    row={row}
                    answer={answerOf(answers, row.key)}
                    day={day}
                    rest={rest}
                    shown={shown}
                    clock={clock}
                  />
                ))}
              </ul>
            </section>
          )
        )
      })}
      <div ref={tracks} className="free-busy-tracks" data-fixed={fixed || undefined} {...drag.onTracks}>
        {hours.from < shown.to && hours.to > shown.from && (
          <div
            className="free-busy-span"
            style={placeIn(shown, hours)}
            data-late={hours.from + hours.to > shown.from + shown.to || undefined}
            {...(fixed
              ? { 'aria-hidden': true }
              : {
                  role: 'slider',
                  tabIndex: 0,
                  'aria-label': t('freeBusy.time'),
                  'aria-description': t('freeBusy.timeHint'),
                  'aria-valuemin': 0,
                  'aria-valuemax': 1440,
                  'aria-valuenow': Math.max(0, hours.from),
                  'aria-valuetext': spoken,
                  onKeyDown,
                  ...drag.onSpan,
                })}
          >
            <b>{`${clockText(hours.from)}–${clockText(hours.to)}`}</b>
            {!fixed && <i data-edge aria-hidden="true" />}
          </div>
        )}
      </div>
    </div>
  )
}

function answerOf(answers: readonly Attendee[], address: string): Partstat | undefined {
  return answers.find((one) => one.address.toLowerCase() === address.toLowerCase())?.partstat
}

/** The hours asked for, and those of the event as far as they are of this day. */
function shownHours({ day, hours, span, clock }: Pick<Props, 'day' | 'hours' | 'span' | 'clock'>): Hours {
  const from = Math.max(0, minuteIn(day, span.from, clock))
  const to = Math.min(1440, minuteIn(day, span.to, clock))
  if (from >= to) return hours
  return {
    from: Math.min(hours.from, Math.floor(from / 60) * 60),
    to: Math.max(hours.to, Math.ceil(to / 60) * 60),
  }
}

/** Where a key takes a time: a quarter of an hour on, or longer by one, or to the next day. */
function movedBy({ key, shiftKey }: KeyboardEvent, { from, to }: Span, clock: WallClock): Span | null {
  const wall = clock.wallOf(from)
  const atDay = (by: number) => {
    const start = clock.instantOf(addDays(wall.day, by), wall.minute)
    return { from: start, to: start + to - from }
  }
  switch (key) {
    case 'ArrowLeft':
      return shiftKey
        ? { from, to: Math.max(from + stepMs, to - stepMs) }
        : { from: from - stepMs, to: to - stepMs }
    case 'ArrowRight':
      return shiftKey
        ? { from, to: Math.min(from + dayMs, to + stepMs) }
        : { from: from + stepMs, to: to + stepMs }
    case 'PageUp':
      return atDay(-1)
    case 'PageDown':
      return atDay(1)
    default:
      return null
  }
}
