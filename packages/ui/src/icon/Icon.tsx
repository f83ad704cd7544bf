import type { LucideIcon } from 'lucide-react'

export type { LucideIcon }

interface Props {
  of: LucideIcon
  size?: 14 | 16 | 18 | 20 | 22 | 28
  filled?: boolean | undefined
  /** The word of an icon that stands alone; without it the icon is decoration. */
  label?: string | undefined
  className?: string | undefined
}

/** One Lucide icon on the product's grid: stroke 1.75, the size of its place. */
export function Icon({ of: Glyph, size = 18, filled = false, label, className }: Props) {
  return (
    <Glyph
      className={`ui-icon ${className ?? ''}`}
      size={size}
      strokeWidth={1.75}
      fill={filled ? 'currentColor' : 'none'}
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    />
  )
}
