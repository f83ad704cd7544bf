import './DateField.css'
import { CalendarDays } from 'lucide-react'
import { useRef, useState, type ReactNode } from 'react'
import { IconButton } from '../button/IconButton.tsx'
import { Field } from '../field/Field.tsx'
import { Popover } from '../popover/Popover.tsx'
import { addDays, type IsoDay } from './month.ts'
import { MonthGrid, type MonthWords } from './MonthGrid.tsx'
import { useTyped } from './use-typed.ts'

export interface DateFieldProps {
  label: string
  labelHidden?: boolean
  dense?: boolean
  value: IsoDay
  today: IsoDay
  /** What is typed, as a day; null for what is none. */
  read: (text: string) => IsoDay | null
  write: (day: IsoDay) => string
  /** Said beside the field when what was typed is no date. */
  unreadable: string
  error?: ReactNode
  hint?: ReactNode
  /** The name of the button that opens the month. */
  openLabel: string
  words: MonthWords
  disabled?: boolean
  onChange: (day: IsoDay) => void
}

/** A date that is typed or chosen in a month; the arrows go a day on or back. */
export function DateField({
  value,
  today,
  read,
  write,
  openLabel,
  words,
  onChange,
  ...field
}: DateFieldProps) {
  const [open, setOpen] = useState(false)
  const anchor = useRef<HTMLDivElement>(null)
  const { unreadable, ...frame } = field
  const typed = useTyped({ value, read, write, onChange, step: (day, by) => addDays(day, by) })
  return (
    <div ref={anchor} className="ui-date">
      <Field
        {...frame}
        {...typed.input}
        autoComplete="off"
        spellCheck={false}
        error={typed.wrong ? unreadable : field.error}
        end={
          <IconButton
            icon={CalendarDays}
            label={openLabel}
            size={field.dense ? 32 : 40}
            aria-haspopup="dialog"
            aria-expanded={open}
            disabled={field.disabled}
            onClick={() => setOpen(true)}
          />
        }
      />
      {open && (
        <Popover label={openLabel} anchor={anchor} onClose={() => setOpen(false)}>
          <MonthGrid
            value={value}
            today={today}
            words={words}
            onChoose={(day) => {
              typed.forget()
              onChange(day)
              setOpen(false)
            }}
          />
        </Popover>
      )}
    </div>
  )
}
