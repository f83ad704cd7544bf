import { Checkbox, Icon } from '@staffetta/ui'
import { Star, TriangleAlert } from 'lucide-react'
import { memo } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { ContactFace } from '../ContactFace.tsx'
import { dragPeople } from './drag-people.ts'
import type { ContactsView } from './list-view.ts'
import { type Contact, isGroup, nameOf } from '../state/contact.ts'

interface Props {
  contact: Contact
  at: number
  total: number
  top: number
  current: boolean
  /** One of the favourites. */
  starred: boolean
  givenFirst: boolean
  /** What stands below the name. */
  line: ContactsView['line']
  tabbable: boolean
  /** While one chooses: whether this one is chosen. */
  chosen: boolean | null
  onPress: (at: number, event: React.MouseEvent) => void
  onToggle: (at: number) => void
  onFocus: (at: number) => void
}

/** One person: as one looks for them, and what they do. */
export const ContactRow = memo(function ContactRow(props: Props) {
  const { contact, at, total, top, current, starred, tabbable, chosen } = props
  const { givenFirst, line, onPress, onToggle, onFocus } = props
  const { t } = useI18n()
  const said = (givenFirst && contact.name) || nameOf(contact)
  const name = contact.problem === null ? said || t('contacts.unnamed') : t('contacts.problem.row')
  return (
    <li
      className="contact"
      style={{ transform: `translateY(${top}px)` }}
      data-current={current || undefined}
      data-chosen={chosen || undefined}
      aria-setsize={total}
      aria-posinset={at + 1}
    >
      {chosen !== null && (
        <Checkbox
          label={t('contacts.select.one', { name })}
          labelHidden
          checked={chosen}
          tabIndex={-1}
          onChange={() => onToggle(at)}
        />
      )}
      <button
        type="button"
        className="contact-open"
        data-at={at}
        tabIndex={tabbable ? 0 : -1}
        aria-current={current ? 'true' : undefined}
        draggable={contact.problem === null && !isGroup(contact)}
        onDragStart={(event) => dragPeople(event, contact.ref)}
        onClick={(event) => onPress(at, event)}
        onFocus={() => onFocus(at)}
      >
        {contact.problem === null ? (
          <ContactFace contact={contact} />
        ) : (
          <span className="contact-face" data-size={36}>
            <Icon of={TriangleAlert} size={18} />
          </span>
        )}
        <span className="contact-words">
          <strong>{name}</strong>
          <span>
            {isGroup(contact)
              ? t('contacts.groups.people', { count: contact.members.length })
              : (lineOf(contact, line) ?? secondLine(contact))}
          </span>
        </span>
        {starred && <Icon of={Star} size={14} filled label={t('contacts.favourites.one')} />}
      </button>
    </li>
  )
})

function lineOf({ emails, phones }: Contact, line: ContactsView['line']): string | undefined {
  return line === 'email' ? emails[0] : line === 'phone' ? phones[0] : undefined
}

/** Where and what: the office first, because that is what one asks for. */
export function secondLine(contact: Contact): string {
  const { office, organisation, title, emails, phones, name, sortName } = contact
  const place = office || organisation
  const shown = new Set([name, sortName, nameOf(contact)])
  const words = [place, title].filter((word) => word !== '' && !shown.has(word))
  return words.length > 0
    ? words.join(', ')
    : ([emails[0], phones[0]].find((one) => one && !shown.has(one)) ?? '')
}
