import './Choice.css'
import type { ComponentProps, ReactNode } from 'react'

export interface SwitchProps extends Omit<ComponentProps<'input'>, 'type'> {
  label: ReactNode
  hint?: ReactNode
}

/** On or off, and at once: a choice that waits for a Save button is a checkbox. */
export function Switch({ label, hint, className, ...input }: SwitchProps) {
  return (
    <label className={`ui-choice ui-switch-line ${className ?? ''}`}>
      <span className="ui-choice-words">
        {label}
        {hint && <span className="ui-choice-hint">{hint}</span>}
      </span>
      <input {...input} type="checkbox" role="switch" className="ui-switch" />
    </label>
  )
}
