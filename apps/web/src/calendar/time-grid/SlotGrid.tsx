import './SlotGrid.css'
import { memo, useRef, useState, type CSSProperties, type KeyboardEvent } from 'react'
import type { Day } from '../clock/days.ts'
import { type Sayer, titleOf } from '../occurrences/day-words.ts'
import type { Segment } from '../occurrences/occurrences.ts'
import { openNew } from '../state/open-event.ts'
import { setDraft } from '../state/draft.ts'
import type { When } from '../occurrences/times.ts'
import { clockText } from '../clock/wall-clock.ts'
import type { Span } from '../clock/working-hours.ts'

const slots = Array.from({ length: 48 }, (_, at) => at * 30)

interface Props {
  days: Day[]
  byDay: Map<Day, Segment[]>
  /** The hours in which one works, in minutes of each day. */
  working: ReadonlyMap<Day, readonly Span[]>
  today: Day
  sayer: Sayer
}

/** The half hours as a grid after the APG pattern: one tab stop, arrows inside, Enter goes into what is there or makes something new. */
export const SlotGrid = memo(function SlotGrid({ days, byDay, working, today, sayer }: Props) {
  const { t, words } = sayer
  const grid = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState<{ day: number; slot: number }>({ day: 0, slot: 18 })
  const [ever, setEver] = useState(false)
  const todayAt = days.indexOf(today)
  const here = { day: Math.min(ever ? at.day : Math.max(0, todayAt), days.length - 1), slot: at.slot }
  const inSlot = (day: Day, minute: number) =>
    (byDay.get(day) ?? []).filter(({ from, to }) => from < minute + 30 && Math.max(to, from + 1) > minute)

  const go = (day: number, slot: number) => {
    const next = {
      day: Math.max(0, Math.min(days.length - 1, day)),
      slot: Math.max(0, Math.min(47, slot)),
    }
    setEver(true)
    setAt(next)
    const cell = grid.current?.querySelector<HTMLElement>(`[data-cell="${next.day} ${next.slot}"]`)
    cell?.focus({ preventScroll: true })
    cell?.scrollIntoView({ block: 'nearest' })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const { day, slot } = here
    const moves: Record<string, [number, number]> = {
      ArrowUp: [day, slot - 1],
      ArrowDown: [day, slot + 1],
      ArrowLeft: [day - 1, slot],
      ArrowRight: [day + 1, slot],
      Home: [0, slot],
      End: [days.length - 1, slot],
      PageUp: [day, slot - 8],
      PageDown: [day, slot + 8],
    }
    const move = moves[event.key]
    if (move) {
      event.preventDefault()
      event.stopPropagation()
      go(...move)
      return
    }
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    const [first] = inSlot(days[day]!, slot * 30)
    if (first && !event.shiftKey) {
      const { ref, recurrenceId } = first.occurrence
      document
        .querySelector<HTMLElement>(`.tg [data-event="${CSS.escape(`${ref} ${recurrenceId ?? ''}`)}"]`)
        ?.focus()
      return
    }
    const when: When = { kind: 'time', day: days[day]!, minute: slot * 30, minutes: 60 }
    setDraft({ occurrence: null, when })
    openNew(when)
  }

  return (
    <div
      ref={grid}
      role="grid"
      className="tg-slots"
      aria-label={t('calendar.grid')}
      aria-describedby="grid-hint"
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      {slots.map((minute, slot) => (
        <div key={minute} role="row" className="tg-row">
          {days.map((day, index) => {
            const busy = inSlot(day, minute)
            const names = busy.map(({ occurrence }) => titleOf(occurrence, t)).join(', ')
            return (
              <div
                key={day}
                role="gridcell"
                className="tg-cell"
                data-cell={`${index} ${slot}`}
                {...litIn(working.get(day) ?? [], minute)}
                tabIndex={here.day === index && here.slot === slot ? 0 : -1}
                aria-label={`${words.longDay(day)}, ${clockText(minute)}${names === '' ? '' : `: ${names}`}`}
                onFocus={() => {
                  setEver(true)
                  setAt({ day: index, slot })
                }}
              />
            )
          })}
        </div>
      ))}
      <span id="grid-hint" hidden>
        {t('calendar.gridHint')}
      </span>
    </div>
  )
})

/** How much of a half hour is lit: all, nothing, or a part of it. */
function litIn(spans: readonly Span[], minute: number) {
  const met = spans.find(({ from, to }) => from < minute + 30 && to > minute)
  if (met === undefined) return {}
  const share = (at: number) => Math.max(0, Math.min(1, (at - minute) / 30))
  const [from, to] = [share(met.from), share(met.to)]
  if (from === 0 && to === 1) return { 'data-work': 'whole' }
  return { 'data-work': 'part', style: { '--from': from, '--to': to } as CSSProperties }
}
