import './Dialog.css'
import type { ReactNode } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { Icon, type LucideIcon } from '../icon/Icon.tsx'

interface Props {
  title: string
  icon?: LucideIcon | undefined
  /** The colour of the icon; nothing else of the dialog takes it. */
  tone?: 'neutral' | 'warn' | 'bad'
  /** `wide` is for lists and previews. */
  width?: 'normal' | 'wide'
  /** An alert is announced with its text and is not closed by a press outside. */
  alert?: boolean
  children: ReactNode
  /** Right-aligned buttons; the safe one carries `autoFocus`. */
  actions?: ReactNode
  /** Esc and a press outside; leave it out for a dialog that must be answered. */
  onClose?: (() => void) | undefined
}

export function DialogPanel({
  title,
  icon,
  tone = 'neutral',
  width = 'normal',
  alert = false,
  children,
  actions,
  onClose,
}: Props) {
  return (
    <ModalOverlay
      className="ui-scrim"
      isOpen
      isDismissable={!alert && onClose !== undefined}
      isKeyboardDismissDisabled={onClose === undefined}
      onOpenChange={(open) => !open && onClose?.()}
    >
      <Modal className="ui-modal" data-width={width}>
        <Dialog className="ui-dialog" role={alert ? 'alertdialog' : 'dialog'}>
          <Heading slot="title" className="ui-dialog-title">
            {icon && (
              <span className="ui-dialog-icon" data-tone={tone}>
                <Icon of={icon} size={20} />
              </span>
            )}
            {title}
          </Heading>
          <div className="ui-dialog-body">{children}</div>
          {actions && <div className="ui-dialog-actions">{actions}</div>}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
