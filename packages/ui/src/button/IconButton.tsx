import './IconButton.css'
import type { ComponentProps } from 'react'
import { Icon, type LucideIcon } from '../icon/Icon.tsx'

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  icon: LucideIcon
  /** What it does, for the screen reader and as the native tooltip. */
  label: string
  /** 28 in rows, 32, 40 in fields, 44 on phones. */
  size?: 28 | 32 | 40 | 44
  filled?: boolean | undefined
  /** The keys that do the same, added to the tooltip. */
  keys?: string | undefined
}

/** A square button that is only an icon: it always has a name. */
export function IconButton({
  icon,
  label,
  size = 32,
  filled,
  keys,
  className,
  title,
  ...rest
}: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      title={title ?? (keys === undefined ? label : `${label} (${keys})`)}
      className={`ui-icon-button ${className ?? ''}`}
      data-size={size}
    >
      <Icon of={icon} size={size === 28 ? 16 : size === 44 ? 22 : 18} filled={filled} />
    </button>
  )
}
