import type { Calendar, Occurrence } from '@staffetta/contract'
import { useRef, type PointerEvent } from 'react'
import { move } from '../state/actions.ts'
import { addDays, type Day, daysBetween } from '../clock/days.ts'
import { draft, setDraft } from '../state/draft.ts'
import { isMovable } from '../occurrences/occurrences.ts'
import { openNew } from '../state/open-event.ts'
import { moved, type When, whenOf } from '../occurrences/times.ts'
import type { WallClock } from '../clock/wall-clock.ts'

const startsAfterPx = 4

interface Options {
  calendars: Calendar[]
  clock: WallClock
}

/** The pointer on a month: an event goes to another day and keeps its hour; days drawn over are a new whole-day event. */
export function useMonthDrag({ calendars, clock }: Options) {
  const dragged = useRef(false)

  const follow = (
    event: PointerEvent,
    whenAt: (day: Day) => When,
    done: (when: When, over: Element) => void,
    occurrence: Occurrence | null,
  ) => {
    if (event.button !== 0 || event.pointerType === 'touch') return
    const from = { x: event.clientX, y: event.clientY }
    dragged.current = false
    let over: Element | null = null
    const mark = (next: Element | null) => {
      over?.removeAttribute('data-over')
      next?.setAttribute('data-over', '')
      over = next
    }
    const onMove = (to: globalThis.PointerEvent) => {
      if (!dragged.current && Math.hypot(to.clientX - from.x, to.clientY - from.y) < startsAfterPx) return
      dragged.current = true
      const cell = document
        .elementsFromPoint(to.clientX, to.clientY)
        .find((one) => one.hasAttribute('data-month-day'))
      if (!cell) return
      mark(cell)
      setDraft({ occurrence, when: whenAt(cell.getAttribute('data-month-day')!) })
    }
    const stop = () => {
      mark(null)
      window.removeEventListener('pointermove', onMove)
      window.removeEventListener('pointerup', onUp)
      window.removeEventListener('keydown', onKey, true)
      setTimeout(() => (dragged.current = false))
    }
    const onUp = () => {
      const cell = over
      const { now } = draft.get()
      stop()
      if (dragged.current && now && cell) done(now.when, cell)
    }
    const onKey = (key: KeyboardEvent) => {
      if (key.key !== 'Escape') return
      key.preventDefault()
      key.stopPropagation()
      setDraft(null)
      stop()
    }
    window.addEventListener('pointermove', onMove)
    window.addEventListener('pointerup', onUp)
    window.addEventListener('keydown', onKey, true)
  }

  return {
    justDragged: () => dragged.current,
    onEventPointerDown: (event: PointerEvent<HTMLElement>, occurrence: Occurrence) => {
      event.stopPropagation()
      if (!isMovable(occurrence, calendars)) return
      const from = event.currentTarget.closest('[data-month-day]')?.getAttribute('data-month-day')
      if (!from) return
      const old = whenOf(occurrence, clock)
      follow(
        event,
        (day) => moved(old, { days: daysBetween(from, day), minutes: 0 }),
        (when) => void move(occurrence, when),
        occurrence,
      )
    },
    onDayPointerDown: (event: PointerEvent<HTMLElement>) => {
      const from = event.currentTarget.dataset['monthDay']
      if (event.target !== event.currentTarget || !from) return
      follow(
        event,
        (day) => {
          const [start, last] = [from, day].sort() as [Day, Day]
          return { kind: 'days', start, end: addDays(last, 1) }
        },
        (when, over) => openNew(when, over),
        null,
      )
    },
  }
}
