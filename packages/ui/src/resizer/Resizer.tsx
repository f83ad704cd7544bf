import './Resizer.css'
import { useRef } from 'react'

interface Props {
  label: string
  /** `vertical` is a line from top to bottom, moved left and right. */
  orientation: 'vertical' | 'horizontal'
  size: number
  min: number
  max: number
  onResize: (size: number) => void
  /** A double click, or Home: back to what it was. */
  onReset: () => void
}

const stepPx = 16

/** A divider one drags, or moves with the arrow keys. */
export function Resizer({ label, orientation, size, min, max, onResize, onReset }: Props) {
  const from = useRef<{ at: number; size: number } | undefined>(undefined)
  const along = (event: React.PointerEvent) => (orientation === 'vertical' ? event.clientX : event.clientY)
  const resize = (next: number) => onResize(Math.round(Math.min(max, Math.max(min, next))))
  const [less, more] = orientation === 'vertical' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown']
  return (
    <div
      className="ui-resizer"
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={orientation}
      aria-valuenow={size}
      aria-valuemin={min}
      aria-valuemax={max}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
        from.current = { at: along(event), size }
      }}
      onPointerMove={(event) => {
        if (from.current) resize(from.current.size + along(event) - from.current.at)
      }}
      onPointerUp={() => (from.current = undefined)}
      onPointerCancel={() => (from.current = undefined)}
      onDoubleClick={onReset}
      onKeyDown={(event) => {
        if (event.key === less) resize(size - stepPx)
        else if (event.key === more) resize(size + stepPx)
        else if (event.key === 'Home') onReset()
        else return
        event.preventDefault()
      }}
    />
  )
}
