import './Field.css'
import { CircleAlert } from 'lucide-react'
import { useId, type ComponentProps, type ReactNode } from 'react'
import { Icon } from '../icon/Icon.tsx'

interface FieldFrame {
  label: string
  /** Keeps the label for the screen reader only. */
  labelHidden?: boolean
  hint?: ReactNode
  error?: ReactNode
  /** At the right of the label. */
  aside?: ReactNode
  dense?: boolean
}

export interface FieldProps extends FieldFrame, ComponentProps<'input'> {
  /** A button inside the field, at its end. */
  end?: ReactNode
}

/** A one-line field with its label above and its hint or error below. */
export function Field({
  label,
  labelHidden,
  hint,
  error,
  aside,
  dense,
  end,
  className,
  id,
  ...input
}: FieldProps) {
  const own = useId()
  const at = id ?? own
  return (
    <Frame {...{ label, labelHidden, hint, error, aside, dense, className }} id={at}>
      <span className="ui-field-box">
        <input
          {...input}
          id={at}
          className="ui-field-input"
          aria-invalid={error ? true : undefined}
          aria-describedby={error || hint ? `${at}-below` : undefined}
        />
        {end && <span className="ui-field-end">{end}</span>}
      </span>
    </Frame>
  )
}

export interface TextAreaProps extends FieldFrame, ComponentProps<'textarea'> {}

/** A field of several lines. */
export function TextArea({
  label,
  labelHidden,
  hint,
  error,
  aside,
  dense,
  className,
  id,
  ...input
}: TextAreaProps) {
  const own = useId()
  const at = id ?? own
  return (
    <Frame {...{ label, labelHidden, hint, error, aside, dense, className }} id={at}>
      <textarea
        rows={4}
        {...input}
        id={at}
        className="ui-field-input ui-field-area"
        aria-invalid={error ? true : undefined}
        aria-describedby={error || hint ? `${at}-below` : undefined}
      />
    </Frame>
  )
}

export interface SelectProps extends FieldFrame, ComponentProps<'select'> {
  options: { value: string; label: string }[]
}

/** One of a few, with the browser's own list. */
export function Select({
  label,
  labelHidden,
  hint,
  error,
  aside,
  dense,
  options,
  className,
  id,
  ...input
}: SelectProps) {
  const own = useId()
  const at = id ?? own
  return (
    <Frame {...{ label, labelHidden, hint, error, aside, dense, className }} id={at}>
      <select
        {...input}
        id={at}
        className="ui-field-input ui-select"
        aria-invalid={error ? true : undefined}
        aria-describedby={error || hint ? `${at}-below` : undefined}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Frame>
  )
}

interface FrameProps {
  id: string
  label: string
  labelHidden: boolean | undefined
  hint: ReactNode
  error: ReactNode
  aside: ReactNode
  dense: boolean | undefined
  className: string | undefined
  children: ReactNode
}

function Frame({ id, label, labelHidden, hint, error, aside, dense, className, children }: FrameProps) {
  return (
    <div
      className={`ui-field ${className ?? ''}`}
      data-dense={dense || undefined}
      data-wrong={error ? true : undefined}
    >
      <span className={labelHidden ? 'ui-hidden' : 'ui-field-head'}>
        <label htmlFor={id}>{label}</label>
        {aside}
      </span>
      {children}
      {(error || hint) && (
        <span className="ui-field-below" id={`${id}-below`}>
          {error && <Icon of={CircleAlert} size={16} />}
          {error || hint}
        </span>
      )}
    </div>
  )
}
