import './Button.css'
import type { ComponentProps } from 'react'
import { Icon, type LucideIcon } from '../icon/Icon.tsx'

export type ButtonKind = 'primary' | 'default' | 'ghost' | 'text' | 'danger'
export type ButtonSize = 'dense' | 'normal' | 'form'

export interface ButtonProps extends ComponentProps<'button'> {
  kind?: ButtonKind
  /** 28 in tables, 32, 40 in forms and the composer. */
  size?: ButtonSize
  icon?: LucideIcon | undefined
  /** Shown as working: it keeps its width and cannot be pressed again. */
  busy?: boolean
}

/** A button with a word. One primary per region. */
export function Button({
  kind = 'default',
  size = 'normal',
  icon,
  busy = false,
  className,
  children,
  disabled,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={`ui-button ${className ?? ''}`}
      data-kind={kind}
      data-size={size}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      disabled={disabled}
      onClick={busy ? (event) => event.preventDefault() : rest.onClick}
    >
      {icon && <Icon of={icon} size={size === 'dense' ? 16 : 18} />}
      {children}
    </button>
  )
}
