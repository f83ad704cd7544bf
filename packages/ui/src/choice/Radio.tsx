import './Choice.css'
import type { ComponentProps, ReactNode } from 'react'

export interface RadioProps extends Omit<ComponentProps<'input'>, 'type'> {
  label: ReactNode
  hint?: ReactNode
}

/** One of several ways; give the ones that exclude each other the same `name`. */
export function Radio({ label, hint, className, ...input }: RadioProps) {
  return (
    <label className={`ui-choice ${className ?? ''}`}>
      <input {...input} type="radio" className="ui-checkbox ui-radio" />
      <span className="ui-choice-words">
        {label}
        {hint && <span className="ui-choice-hint">{hint}</span>}
      </span>
    </label>
  )
}
