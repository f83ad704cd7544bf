import './AddPeople.css'
import { Field, useCombobox } from '@staffetta/ui'
import { useMemo, useState } from 'react'
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
  const [text, setText] = useState('')
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
  const add = (contact: Contact | undefined) => {
    if (!contact) return
    addToGroup(group, [contact])
    setText('')
  }
  const open = found.length > 0
  const combobox = useCombobox({
    of: text,
    count: found.length,
    open,
    onChoose: (index) => add(found[index]),
  })
  return (
    <div className="add-people">
      <Field
        label={t('contacts.groups.add')}
        labelHidden
        placeholder={t('contacts.groups.addHint')}
        {...combobox.field}
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
          if (event.key === 'Enter') add(found[combobox.at])
          else if (event.key === 'Escape' && text !== '') setText('')
          else if (!combobox.stepped(event)) return
          event.preventDefault()
          event.stopPropagation()
        }}
      />
      {open && (
        <ul {...combobox.list} aria-label={t('contacts.groups.add')}>
          {found.map((contact, index) => (
            <li key={contact.ref} {...combobox.option(index)}>
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
