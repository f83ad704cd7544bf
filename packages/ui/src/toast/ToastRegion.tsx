import './Toast.css'
import { X } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { IconButton } from '../button/IconButton.tsx'
import { Icon, type LucideIcon } from '../icon/Icon.tsx'

export interface Toast {
  id: string
  text: string
  icon?: LucideIcon | undefined
  tone?: 'neutral' | 'bad' | undefined
  action?: { label: string; onAction: () => void } | undefined
  /** How long it stays; with an action the seconds left are shown. */
  lifeMs: number
}

interface Props {
  label: string
  dismissLabel: string
  secondsLeft: (seconds: number) => string
  toasts: Toast[]
  onDismiss: (id: string) => void
}

/** What was just done, said politely, with time to take it back. The clock stops under the pointer and in focus. */
export function ToastRegion({ label, dismissLabel, secondsLeft, toasts, onDismiss }: Props) {
  return (
    <section className="ui-toasts" aria-label={label}>
      <div aria-live="polite" aria-relevant="additions">
        {toasts.map((toast) => (
          <ToastCard
            key={toast.id}
            toast={toast}
            dismissLabel={dismissLabel}
            secondsLeft={secondsLeft}
            onDismiss={() => onDismiss(toast.id)}
          />
        ))}
      </div>
    </section>
  )
}

const tickMs = 250

interface CardProps {
  toast: Toast
  dismissLabel: string
  secondsLeft: (seconds: number) => string
  onDismiss: () => void
}

function ToastCard({ toast, dismissLabel, secondsLeft, onDismiss }: CardProps) {
  // Several stand there at once, and each button says the same word.
  const text = useId()
  const [left, setLeft] = useState(toast.lifeMs)
  const [held, setHeld] = useState(false)
  const dismiss = useRef(onDismiss)
  useEffect(() => {
    dismiss.current = onDismiss
  })
  useEffect(() => {
    if (held) return
    const timer = setInterval(() => setLeft((before) => before - tickMs), tickMs)
    return () => clearInterval(timer)
  }, [held])
  useEffect(() => {
    if (left <= 0) dismiss.current()
  }, [left])

  return (
    <div
      className="ui-toast"
      data-tone={toast.tone ?? 'neutral'}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {toast.icon && <Icon of={toast.icon} size={18} />}
      <span id={text} className="ui-toast-text">
        {toast.text}
      </span>
      {toast.action ? (
        <>
          <button
            type="button"
            className="ui-toast-action"
            aria-describedby={text}
            onClick={() => {
              toast.action?.onAction()
              onDismiss()
            }}
          >
            {toast.action.label}
          </button>
          <span className="ui-toast-seconds" aria-hidden="true">
            {secondsLeft(Math.max(0, Math.ceil(left / 1000)))}
          </span>
        </>
      ) : (
        <IconButton icon={X} label={dismissLabel} size={28} onClick={onDismiss} />
      )}
    </div>
  )
}
