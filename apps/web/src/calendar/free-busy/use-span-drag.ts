import { type PointerEvent, type MouseEvent, type RefObject, useEffect, useState } from 'react'
import type { Span } from '../clock/working-hours.ts'

const stepMinutes = 15
const minuteMs = 60_000
const startsAfterPx = 4

interface Options {
  span: Span
  /** The hours shown, in minutes: what the width stands for. */
  hours: { from: number; to: number }
  tracks: RefObject<HTMLDivElement | null>
  fixed: boolean
  onChange: (span: Span) => void
  /** Pressed where it is not, at this minute of the day that is shown. */
  onPress: (minute: number) => void
}

interface Drag {
  pointer: number
  x: number
  edge: boolean
  span: Span
  moved: boolean
}

/** The hand on the time that is meant: it moves it, by its right edge makes it longer, and pressed beside it brings it there. Esc puts it back. */
export function useSpanDrag({ span, hours, tracks, fixed, onChange, onPress }: Options) {
  const [drag, setDrag] = useState<Drag | null>(null)
  useEffect(() => {
    if (drag === null) return undefined
    const cancel = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      event.stopPropagation()
      setDrag(null)
    }
    window.addEventListener('keydown', cancel, true)
    return () => window.removeEventListener('keydown', cancel, true)
  }, [drag])

  const minutesOf = (px: number) =>
    (px / tracks.current!.getBoundingClientRect().width) * (hours.to - hours.from)
  const snapped = (minutes: number) => Math.round(minutes / stepMinutes) * stepMinutes * minuteMs

  const onSpan = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      const edge = event.target instanceof HTMLElement && event.target.dataset['edge'] !== undefined
      setDrag({ pointer: event.pointerId, x: event.clientX, edge, span, moved: false })
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (drag === null || event.pointerId !== drag.pointer) return
      if (!drag.moved && Math.abs(event.clientX - drag.x) < startsAfterPx) return
      const by = snapped(minutesOf(event.clientX - drag.x))
      const next = drag.edge
        ? { from: span.from, to: Math.max(span.from + stepMinutes * minuteMs, span.to + by) }
        : { from: span.from + by, to: span.to + by }
      setDrag({ ...drag, span: next, moved: true })
    },
    onPointerUp: () => {
      if (drag?.moved && (drag.span.from !== span.from || drag.span.to !== span.to)) onChange(drag.span)
      setDrag(null)
    },
    onPointerCancel: () => setDrag(null),
  }
  const onTracks = {
    onClick: (event: MouseEvent<HTMLElement>) => {
      if (fixed || event.target !== event.currentTarget) return
      const box = event.currentTarget.getBoundingClientRect()
      const minute = hours.from + minutesOf(event.clientX - box.left)
      onPress(Math.floor(minute / 30) * 30)
    },
  }
  return { span: drag?.moved ? drag.span : null, onSpan, onTracks }
}
