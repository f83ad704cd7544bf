import './SplitButton.css'
import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { Icon, type LucideIcon } from '../icon/Icon.tsx'
import { useMenu } from '../menu/use-menu.tsx'
import type { MenuEntry } from '../menu/entries.ts'
import { Button, type ButtonKind, type ButtonSize } from './Button.tsx'

interface Props {
  kind?: Extract<ButtonKind, 'primary' | 'default'>
  size?: ButtonSize
  icon?: LucideIcon
  children: ReactNode
  onClick: () => void
  disabled?: boolean
  busy?: boolean
  /** The name of the arrow, which opens the other ways. */
  menuLabel: string
  entries: MenuEntry[]
}

/** A button with its usual action, and an arrow with the other ways to do it. */
export function SplitButton({
  kind = 'default',
  size = 'normal',
  menuLabel,
  entries,
  children,
  ...button
}: Props) {
  const menu = useMenu(entries, menuLabel)
  return (
    <span className="ui-split" data-kind={kind} data-size={size}>
      <Button kind={kind} size={size} {...button}>
        {children}
      </Button>
      <button
        type="button"
        className="ui-button ui-split-arrow"
        data-kind={kind}
        data-size={size}
        aria-label={menuLabel}
        title={menuLabel}
        disabled={button.disabled}
        {...menu.trigger}
      >
        <Icon of={ChevronDown} size={16} />
      </button>
      {menu.element}
    </span>
  )
}
