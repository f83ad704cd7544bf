import '../menu/Menu.css'
import './Popover.css'
import type { ReactNode, RefObject } from 'react'
import { Dialog, Popover } from 'react-aria-components'

interface Props {
  label: string
  anchor: RefObject<Element | null>
  /** Where there is no room it stands on the other side. */
  placement?: 'bottom start' | 'bottom end' | 'top start' | 'top end' | 'right top'
  className?: string
  children: ReactNode
  onClose: () => void
}

export function PopoverPanel({
  label,
  anchor,
  placement = 'bottom start',
  className,
  children,
  onClose,
}: Props) {
  return (
    <Popover
      className={`ui-popover ${className ?? ''}`}
      isOpen
      triggerRef={anchor}
      placement={placement}
      offset={4}
      onOpenChange={(open) => !open && onClose()}
    >
      <Dialog className="ui-popover-body" aria-label={label}>
        {children}
      </Dialog>
    </Popover>
  )
}
