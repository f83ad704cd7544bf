import './Choice.css'
import { useEffect, useRef, type ComponentProps, type ReactNode } from 'react'

export interface CheckboxProps extends Omit<ComponentProps<'input'>, 'type'> {
  label: ReactNode
  labelHidden?: boolean
  hint?: ReactNode
  /** Neither ticked nor empty: part of what it stands for. */
  mixed?: boolean
}

/** A box to tick, with its words. */
export function Checkbox({ label, labelHidden, hint, mixed = false, className, ...input }: CheckboxProps) {
  const ref = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (ref.current) ref.current.indeterminate = mixed
  }, [mixed])
  return (
    <label className={`ui-choice ${className ?? ''}`}>
      <input {...input} ref={ref} type="checkbox" className="ui-checkbox" />
      <span className={labelHidden ? 'ui-hidden' : 'ui-choice-words'}>
        {label}
        {hint && <span className="ui-choice-hint">{hint}</span>}
      </span>
    </label>
  )
}
