import './RecipientChip.css'
import { Icon, useContextMenu, VisuallyHidden } from '@staffetta/ui'
import { ExternalLink, Users, X } from 'lucide-react'
import { useRef } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { personMark } from '../../app/person-mark.ts'
import { session } from '../../app/session.ts'
import { useStore } from '../../app/store.ts'
import { isExternal } from '../message-view/people.ts'
import type { Recipient, RecipientField } from './composer-state.ts'

export const recipientDragType = 'application/x-staffetta-recipient'

interface Props {
  recipient: Recipient
  field: RecipientField
  onRemove: () => void
  /** To edit it, or to see the people of a group one by one. */
  onEdit: () => void
  onAddress: (address: string) => void
  onMove: (to: RecipientField) => void
  onStep: (step: -1 | 1) => void
}

/** One recipient: amber with an outward arrow outside the tenant, red where it cannot be an address. */
export function RecipientChip(props: Props) {
  const { recipient, field, onRemove, onEdit, onAddress, onMove, onStep } = props
  const { t } = useI18n()
  const me = useStore(session, (state) => state.me)
  const face = useRef<HTMLButtonElement>(null)
  const { people, valid } = recipient
  const name = recipient.name || recipient.address
  const external = valid && (people ?? [recipient]).some(({ address }) => isExternal(address, me))
  const menu = useContextMenu(name)
  const openMenu = (event: React.SyntheticEvent) => {
    event.preventDefault()
    const ways = { field, onAddress, onEdit, onMove, onRemove }
    void import('./chip-menu.ts').then(({ chipMenu }) => menu.open(face, chipMenu(recipient, ways)))
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
      data-tone={valid ? (external ? 'warn' : 'neutral') : 'bad'}
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
        {...(valid && !people ? personMark(recipient) : { title: titleOf(recipient) })}
        tabIndex={-1}
        onKeyDown={onKeyDown}
        onDoubleClick={onEdit}
      >
        {people ? <Icon of={Users} size={14} /> : external && <Icon of={ExternalLink} size={14} />}
        <span>{name}</span>
        {people && <span className="recipient-count">{people.length}</span>}
        <VisuallyHidden>
          {people && `, ${t('composer.group', { count: people.length })}`}
          {external ? `, ${t('message.external')}` : ''}.{' '}
          {t(people ? 'composer.groupKeys' : 'composer.recipientKeys')}
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

const titleOf = ({ address, people }: Recipient): string =>
  people?.map((one) => one.name || one.address).join(', ') ?? address
