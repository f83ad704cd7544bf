import { useRef } from 'react'

const longMs = 500
const stillPx = 10

/** A finger that rests on a row selects it; one that moves scrolls. */
export function useLongPress(onLongPress: (index: number) => void) {
  const press = useRef<{ timer: ReturnType<typeof setTimeout>; x: number; y: number } | null>(null)
  const end = () => {
    if (press.current) clearTimeout(press.current.timer)
    press.current = null
  }
  return {
    onPointerDown: (event: React.PointerEvent) => {
      end()
      if (event.pointerType !== 'touch') return
      const row = (event.target as HTMLElement).closest('[role="row"]')
      const index = Number(row?.getAttribute('aria-rowindex')) - 1
      if (!(index >= 0)) return
      const timer = setTimeout(() => {
        end()
        navigator.vibrate?.(10)
        onLongPress(index)
      }, longMs)
      press.current = { timer, x: event.clientX, y: event.clientY }
    },
    onPointerMove: (event: React.PointerEvent) => {
      if (!press.current) return
      if (Math.hypot(event.clientX - press.current.x, event.clientY - press.current.y) > stillPx) end()
    },
    onPointerUp: end,
    onPointerCancel: end,
  }
}
