import type { Calendar, CalendarId, Occurrence } from '@staffetta/contract'
import { useRef, type PointerEvent, type RefObject } from 'react'
import { move } from '../state/actions.ts'
import { addDays, type Day, daysBetween } from '../clock/days.ts'
import { draft, setDraft } from '../state/draft.ts'
import { isMovable, keyOf } from '../occurrences/occurrences.ts'
import { openNew } from '../state/open-event.ts'
import { moved, stretched, type When, whenOf } from '../occurrences/times.ts'
import type { WallClock } from '../clock/wall-clock.ts'

const startsAfterPx = 4
const stepMinutes = 15
const edgePx = 24
const scrollPx = 12

interface Options {
  days: Day[]
  occurrences: Occurrence[]
  calendars: Calendar[]
  clock: WallClock
  scroller: RefObject<HTMLDivElement | null>
  top: RefObject<HTMLDivElement | null>
  body: RefObject<HTMLDivElement | null>
}

/** Where the pointer is: a day, and a minute of it or the band of whole days. */
interface Point {
  day: Day
  minute: number | null
  /** Whose column it is, where a day is divided. */
  calendarId: CalendarId | null
}

/**
 * The pointer on the grid: pressed on nothing and drawn, it chooses a new time; on an event, it moves it, also between days and
 * the band; on its lower edge, it stretches it. Esc puts everything back. A finger scrolls, and only presses.
 */
export function useGridDrag({ days, occurrences, calendars, clock, scroller, top, body }: Options) {
  const dragged = useRef(false)

  const pointAt = (x: number, y: number): Point => {
    const columns = [...body.current!.querySelectorAll<HTMLElement>('[data-day-column]')]
    const boxes = columns.map((column) => column.getBoundingClientRect())
    const at = boxes.findIndex(({ right }) => x < right)
    const { dayColumn, calendar } = columns.at(at)?.dataset ?? {}
    const day = dayColumn ?? days.at(at)!
    const calendarId = calendar ?? null
    if (y < top.current!.getBoundingClientRect().bottom) return { day, minute: null, calendarId }
    const box = body.current!.getBoundingClientRect()
    return { day, calendarId, minute: Math.max(0, Math.min(1439, ((y - box.top) / box.height) * 1440)) }
  }

  const follow = (
    event: PointerEvent,
    whenAt: (point: Point, to: { x: number; y: number }) => When,
    occurrence: Occurrence | null,
    onDrop: (when: When) => void,
    onPress?: () => void,
  ) => {
    const from = { x: event.clientX, y: event.clientY }
    const { calendarId } = pointAt(from.x, from.y)
    let drawing = false
    dragged.current = false
    const onMove = (to: globalThis.PointerEvent) => {
      if (!drawing && Math.hypot(to.clientX - from.x, to.clientY - from.y) < startsAfterPx) return
      drawing = true
      dragged.current = true
      const view = scroller.current!.getBoundingClientRect()
      const topEdge = top.current!.getBoundingClientRect().bottom
      if (to.clientY > view.bottom - edgePx) scroller.current!.scrollBy(0, scrollPx)
      else if (to.clientY < topEdge + edgePx && to.clientY > topEdge) scroller.current!.scrollBy(0, -scrollPx)
      setDraft({
        occurrence,
        calendarId,
        when: whenAt(pointAt(to.clientX, to.clientY), { x: to.clientX, y: to.clientY }),
      })
    }
    const stop = () => {
      window.removeEventListener('pointermove', onMove)
      window.removeEventListener('pointerup', onUp)
      window.removeEventListener('pointercancel', onCancel)
      window.removeEventListener('keydown', onKey, true)
      // The click that ends a drag is none; the next one is.
      setTimeout(() => (dragged.current = false))
    }
    const onUp = () => {
      const { now } = draft.get()
      stop()
      if (drawing && now) onDrop(now.when)
      else if (!drawing) onPress?.()
    }
    const onCancel = () => {
      setDraft(null)
      stop()
    }
    const onKey = (key: KeyboardEvent) => {
      if (key.key !== 'Escape') return
      key.preventDefault()
      key.stopPropagation()
      onCancel()
    }
    window.addEventListener('pointermove', onMove)
    window.addEventListener('pointerup', onUp)
    window.addEventListener('pointercancel', onCancel)
    window.addEventListener('keydown', onKey, true)
  }

  const drawNew = (event: PointerEvent, from: Point, halfHour: number) => {
    const whenAt = (to: Point): When => {
      if (from.minute === null || to.minute === null) {
        const [first, last] = [from.day, to.day].sort() as [Day, Day]
        return { kind: 'days', start: first, end: addDays(last, 1) }
      }
      const other = Math.floor(to.minute / 30) * 30
      const [start, end] = [Math.min(halfHour, other), Math.max(halfHour, other) + 30]
      return { kind: 'time', day: from.day, minute: start, minutes: end - start }
    }
    const { calendarId } = from
    const open = (when: When) => {
      setDraft({ occurrence: null, when, calendarId })
      openNew(when, null, calendarId)
    }
    follow(event, whenAt, null, open, () =>
      open(
        from.minute === null
          ? { kind: 'days', start: from.day, end: addDays(from.day, 1) }
          : { kind: 'time', day: from.day, minute: halfHour, minutes: 60 },
      ),
    )
  }

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return
    const target = event.target as HTMLElement
    const element = target.closest<HTMLElement>('[data-event]')
    const from = pointAt(event.clientX, event.clientY)
    if (element === null) {
      if (target.closest('button, a')) return
      if (event.pointerType === 'touch') return onTap(event, from)
      drawNew(event, from, from.minute === null ? 0 : Math.floor(from.minute / 30) * 30)
      return
    }
    const occurrence = occurrences.find((one) => keyOf(one) === element.dataset['event'])
    if (!occurrence || event.pointerType === 'touch' || !isMovable(occurrence, calendars)) return
    const old = whenOf(occurrence, clock)
    const drop = (when: When) => void move(occurrence, when)
    if (target.closest('[data-edge]')) {
      follow(
        event,
        (to) => {
          if (old.kind === 'days' || to.minute === null) return old
          const end = daysBetween(old.day, to.day) * 1440 + snapped(to.minute)
          return stretched(old, { days: 0, minutes: end - old.minute - old.minutes })
        },
        occurrence,
        drop,
      )
      return
    }
    follow(
      event,
      (to) => {
        const days = daysBetween(from.day, to.day)
        if (from.minute !== null && to.minute !== null)
          return moved(old, { days, minutes: snapped(to.minute - from.minute) })
        if (from.minute === null && to.minute === null) return moved(old, { days, minutes: 0 })
        return to.minute === null
          ? { kind: 'days', start: to.day, end: addDays(to.day, 1) }
          : { kind: 'time', day: to.day, minute: Math.min(1380, snapped(to.minute)), minutes: 60 }
      },
      occurrence,
      drop,
    )
  }

  return { onPointerDown, onBandPointerDown: onPointerDown, justDragged: () => dragged.current }
}

const snapped = (minute: number): number => Math.round(minute / stepMinutes) * stepMinutes

/** A finger that comes down and goes up where it was means the half hour below it; one that scrolls is taken away (`pointercancel`). */
function onTap(event: PointerEvent<HTMLElement>, { day, minute, calendarId }: Point): void {
  const from = { x: event.clientX, y: event.clientY }
  const stop = () => {
    window.removeEventListener('pointerup', onUp)
    window.removeEventListener('pointercancel', stop)
  }
  const onUp = (up: globalThis.PointerEvent) => {
    stop()
    if (Math.hypot(up.clientX - from.x, up.clientY - from.y) > 8) return
    const when: When =
      minute === null
        ? { kind: 'days', start: day, end: addDays(day, 1) }
        : { kind: 'time', day, minute: Math.floor(minute / 30) * 30, minutes: 60 }
    setDraft({ occurrence: null, when, calendarId })
    openNew(when, null, calendarId)
  }
  window.addEventListener('pointerup', onUp)
  window.addEventListener('pointercancel', stop)
}
