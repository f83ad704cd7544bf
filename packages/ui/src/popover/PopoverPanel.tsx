import '../menu/Menu.css'
import './Popover.css'
import type { ReactNode, RefObject } from 'react'
import { Dialog, Popover } from 'react-aria-components'

export interface PopoverPanelProps {
  label: string
  anchor: RefObject<Element | null>
  placement?: 'bottom start' | 'bottom end' | 'top start' | 'top end'
  children: ReactNode
  onClose: () => void
}

export function PopoverPanel({
  label,
  anchor,
  placement = 'bottom start',
  children,
  onClose,
}: PopoverPanelProps) {
  return (
    <Popover
      className="ui-popover"
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
