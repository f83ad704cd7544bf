import { Icon, useContextMenu, VisuallyHidden } from '@staffetta/ui'
import { ExternalLink, X } from 'lucide-react'
import { useRef } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { personMark } from '../../app/person-mark.ts'
import { session } from '../../app/session.ts'
import { useStore } from '../../app/store.ts'
import { isExternal } from '../message-view/people.ts'
import { recipientFields, type Recipient, type RecipientField } from './composer-state.ts'

export const recipientDragType = 'application/x-staffetta-recipient'

interface Props {
  recipient: Recipient
  field: RecipientField
  onRemove: () => void
  onEdit: () => void
  onMove: (to: RecipientField) => void
  onStep: (step: -1 | 1) => void
}

/** One recipient: amber with an outward arrow outside the tenant, red where it cannot be an address. */
export function RecipientChip({ recipient, field, onRemove, onEdit, onMove, onStep }: Props) {
  const { t } = useI18n()
  const me = useStore(session, (state) => state.me)
  const face = useRef<HTMLButtonElement>(null)
  const name = recipient.name || recipient.address
  const external = recipient.valid && isExternal(recipient.address, me)
  const menu = useContextMenu(name)
  const openMenu = (event: React.SyntheticEvent) => {
    event.preventDefault()
    menu.open(face, [
      { kind: 'action', id: 'edit', label: t('composer.editRecipient'), onAction: onEdit },
      ...recipientFields
        .filter((other) => other !== field)
        .map((other) => ({
          kind: 'action' as const,
          id: other,
          label: t('composer.moveTo', { field: t(`composer.${other}`) }),
          onAction: () => onMove(other),
        })),
      { kind: 'action', id: 'remove', label: t('actions.remove'), onAction: onRemove },
    ])
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    const act = {
      Delete: onRemove,
      Backspace: onRemove,
      Enter: onEdit,
      F2: onEdit,
      ArrowLeft: () => onStep(-1),
      ArrowRight: () => onStep(1),
    }[event.key]
    if (event.key === 'F10' && event.shiftKey) openMenu(event)
    if (!act || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    act()
  }
  return (
    <span
      className="recipient"
      data-tone={recipient.valid ? (external ? 'warn' : 'neutral') : 'bad'}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.setData(recipientDragType, recipient.id)
        event.dataTransfer.effectAllowed = 'move'
      }}
      onContextMenu={openMenu}
    >
      <button
        ref={face}
        type="button"
        className="recipient-face"
        {...(recipient.valid ? personMark(recipient) : { title: recipient.address })}
        tabIndex={-1}
        onKeyDown={onKeyDown}
        onDoubleClick={onEdit}
      >
        {external && <Icon of={ExternalLink} size={14} />}
        <span>{name}</span>
        <VisuallyHidden>
          {external ? `, ${t('message.external')}` : ''}. {t('composer.recipientKeys')}
        </VisuallyHidden>
      </button>
      <button
        type="button"
        className="recipient-remove"
        tabIndex={-1}
        aria-label={t('composer.removeRecipient', { name })}
        onClick={onRemove}
      >
        <Icon of={X} size={14} />
      </button>
      {menu.element}
    </span>
  )
}
