import './DateField.css'
import { useState, type ReactNode } from 'react'
import { useCombobox } from '../combobox/use-combobox.ts'
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
  const [open, setOpen] = useState(false)
  const typed = useTyped({
    value,
    read,
    write,
    onChange,
    step: (minute, by) => (minute + by * stepMinutes + dayMinutes) % dayMinutes,
  })
  const choose = (index: number) => {
    const chosen = options[index]
    setOpen(false)
    typed.forget()
    if (chosen) onChange(chosen.minute)
  }
  const nearest = options.findIndex(({ minute }) => minute >= value)
  const combobox = useCombobox({
    of: open,
    count: options.length,
    open,
    free: true,
    first: Math.max(0, nearest),
    onChoose: choose,
  })
  const onKeyDown = (event: React.KeyboardEvent<HTMLInputElement>) => {
    const { key, altKey } = event
    if (!open && altKey && key === 'ArrowDown') {
      event.preventDefault()
      setOpen(true)
    } else if (open && ['ArrowDown', 'ArrowUp', 'Enter', 'Escape'].includes(key)) {
      event.preventDefault()
      event.stopPropagation()
      if (key === 'Enter') choose(combobox.at)
      else if (key === 'Escape' || altKey) setOpen(false)
      else combobox.stepped(event)
    } else {
      if (key !== 'Tab') setOpen(false)
      typed.input.onKeyDown(event)
    }
  }
  return (
    <div className="ui-time">
      <Field
        {...field}
        {...typed.input}
        error={typed.wrong ? unreadable : field.error}
        {...combobox.field}
        aria-autocomplete="none"
        inputMode="numeric"
        autoComplete="off"
        spellCheck={false}
        onKeyDown={onKeyDown}
        onClick={() => setOpen(!open)}
        onChange={(event) => {
          setOpen(false)
          typed.input.onChange(event)
        }}
        onBlur={() => {
          setOpen(false)
          typed.take()
        }}
      />
      {open && (
        <ul {...combobox.list} aria-label={optionsLabel}>
          {options.map(({ minute, label }, index) => (
            <li key={minute} {...combobox.option(index)}>
              {label}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
