import './DateField.css'
import { useId, useState, type ReactNode } from 'react'
import { Field } from '../field/Field.tsx'
import { useTyped } from './use-typed.ts'

export interface TimeFieldProps {
  label: string
  labelHidden?: boolean
  dense?: boolean
  /** Minutes since midnight. */
  value: number
  read: (text: string) => number | null
  write: (minute: number) => string
  /** Times to choose from, with what is said beside each ("1 h"). */
  options: { minute: number; label: string }[]
  optionsLabel: string
  unreadable: string
  error?: ReactNode
  disabled?: boolean
  /** Minutes the arrows go on or back. */
  stepMinutes?: number
  onChange: (minute: number) => void
}

const dayMinutes = 1440

/** A time that is typed, or chosen from a list (a press, or Alt and arrow down); the arrows go on or back. */
export function TimeField({
  value,
  read,
  write,
  options,
  optionsLabel,
  unreadable,
  stepMinutes = 15,
  onChange,
  ...field
}: TimeFieldProps) {
  const own = useId()
  const [at, setAt] = useState<number | null>(null)
  const typed = useTyped({
    value,
    read,
    write,
    onChange,
    step: (minute, by) => (minute + by * stepMinutes + dayMinutes) % dayMinutes,
  })
  const open = at !== null
  const show = () => {
    const nearest = options.findIndex(({ minute }) => minute >= value)
    setAt(nearest < 0 ? 0 : nearest)
  }
  const choose = (index: number) => {
    const chosen = options[index]
    setAt(null)
    typed.forget()
    if (chosen) onChange(chosen.minute)
  }
  const onKeyDown = (event: React.KeyboardEvent<HTMLInputElement>) => {
    const { key, altKey } = event
    if (!open && altKey && key === 'ArrowDown') {
      event.preventDefault()
      show()
    } else if (open && ['ArrowDown', 'ArrowUp', 'Enter', 'Escape'].includes(key)) {
      event.preventDefault()
      event.stopPropagation()
      if (key === 'Enter') choose(at)
      else if (key === 'Escape' || altKey) setAt(null)
      else setAt((at + (key === 'ArrowDown' ? 1 : -1) + options.length) % options.length)
    } else {
      if (key !== 'Tab') setAt(null)
      typed.input.onKeyDown(event)
    }
  }
  return (
    <div className="ui-time">
      <Field
        {...field}
        {...typed.input}
        error={typed.wrong ? unreadable : field.error}
        role="combobox"
        aria-expanded={open}
        aria-controls={open ? `${own}-list` : undefined}
        aria-activedescendant={open ? `${own}-${at}` : undefined}
        inputMode="numeric"
        autoComplete="off"
        spellCheck={false}
        onKeyDown={onKeyDown}
        onClick={() => (open ? setAt(null) : show())}
        onChange={(event) => {
          setAt(null)
          typed.input.onChange(event)
        }}
        onBlur={() => {
          setAt(null)
          typed.take()
        }}
      />
      {open && (
        <ul className="ui-time-list" id={`${own}-list`} role="listbox" aria-label={optionsLabel}>
          {options.map(({ minute, label }, index) => (
            <li
              key={minute}
              ref={index === at ? intoView : undefined}
              id={`${own}-${index}`}
              role="option"
              aria-selected={index === at}
              // Before the field loses focus.
              onPointerDown={(event) => {
                event.preventDefault()
                choose(index)
              }}
            >
              {label}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function intoView(option: HTMLLIElement | null): void {
  option?.scrollIntoView?.({ block: 'nearest' })
}
