import './AddPeople.css'
import { Field } from '@staffetta/ui'
import { useId, useMemo, useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { ContactFace } from '../ContactFace.tsx'
import { hasWords, wordsOf } from '../find/index-of.ts'
import { secondLine } from '../list/ContactRow.tsx'
import { addToGroup, memberOf } from '../state/actions.ts'
import { type Contact, isGroup, nameOf } from '../state/contact.ts'
import type { Known } from '../state/use-contacts.ts'
import { pastedPeople } from './pasted-people.ts'

const most = 8

/** Somebody into the group one looks at, by a piece of their name. */
export function AddPeople({ group, known }: { group: Contact; known: Known }) {
  const { t } = useI18n()
  const id = useId()
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const found = useMemo(() => {
    const words = wordsOf(text)
    if (words.length === 0) return []
    const members = new Set(group.members)
    const people: Contact[] = []
    for (const one of known.contacts) {
      if (isGroup(one) || members.has(memberOf(one)) || !hasWords(one, words)) continue
      people.push(one)
      if (people.length === most) break
    }
    return people
  }, [text, group, known.contacts])
  const at = Math.min(active, found.length - 1)
  const add = (contact: Contact | undefined) => {
    if (!contact) return
    addToGroup(group, [contact])
    setText('')
    setActive(0)
  }
  return (
    <div className="add-people">
      <Field
        label={t('contacts.groups.add')}
        labelHidden
        placeholder={t('contacts.groups.addHint')}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={found.length > 0}
        aria-controls={found.length > 0 ? id : undefined}
        aria-activedescendant={found.length > 0 ? `${id}-${at}` : undefined}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onBlur={() => setText('')}
        onPaste={(event) => {
          const { people, rest } = pastedPeople(event.clipboardData.getData('text'), known)
          if (people.length === 0) return
          event.preventDefault()
          addToGroup(group, people)
          setText(rest)
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp')
            setActive((at + (event.key === 'ArrowDown' ? 1 : -1) + found.length) % Math.max(1, found.length))
          else if (event.key === 'Enter') add(found[at])
          else if (event.key === 'Escape' && text !== '') setText('')
          else return
          event.preventDefault()
          event.stopPropagation()
        }}
      />
      {found.length > 0 && (
        <ul id={id} role="listbox" aria-label={t('contacts.groups.add')}>
          {found.map((contact, index) => (
            <li
              key={contact.ref}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === at}
              onPointerEnter={() => setActive(index)}
              // Before the field loses the focus.
              onPointerDown={(event) => {
                event.preventDefault()
                add(contact)
              }}
            >
              <ContactFace contact={contact} />
              <span>
                <strong>{nameOf(contact)}</strong>
                <span>{secondLine(contact)}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
