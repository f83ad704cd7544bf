import type { Address, Attendee, Partstat } from '@staffetta/contract'
import { Field, Icon, IconButton, Select, useContextMenu } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { Plus, X } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { personButton } from '../../app/person-mark.ts'
import { addressEntries, everybody, groupsIn, useCompletion, useHasBooks } from '../../contacts/index.ts'
import { calendarQueries } from '../state/queries.ts'
import { answerIcons } from '../event-face/answer-icons.ts'
import type { FormAttendee } from './event-form.ts'
import { parsePeople, writePerson } from './people.ts'
import { usePaused } from '../fields/use-paused.ts'

interface Props {
  people: FormAttendee[]
  /** What those who were asked before have answered. */
  answers: readonly Attendee[]
  onChange: (people: FormAttendee[]) => void
}

/** Who is asked, how much they are needed, and what they have answered. Whoever sends the invitations is the server. */
export function PeopleField({ people, answers, onChange }: Props) {
  const { t } = useI18n()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState(false)
  const list = useId()
  const wanted = usePaused(text.trim())
  const hasBooks = useHasBooks()
  const { data } = useQuery({
    ...calendarQueries.people(wanted),
    enabled: !hasBooks && wanted.length > 1 && !wanted.includes('<'),
  })
  const cards = useCompletion(wanted.includes('<') ? '' : wanted)
  const suggested = everybody(data?.recipients ?? [], cards).filter(
    ({ address }) => !people.some((one) => one.address.toLowerCase() === address.toLowerCase()),
  )
  const groups = new Map(
    groupsIn(cards).map(({ name, people: some }) => [
      `${name} – ${t('composer.group', { count: some.length })}`,
      some,
    ]),
  )
  const answerOf = (address: string) =>
    answers.find((one) => one.address.toLowerCase() === address.toLowerCase())?.partstat ?? 'needs-action'
  const count = (partstat: Partstat) => people.filter(({ address }) => answerOf(address) === partstat).length
  const put = (more: readonly Address[]) => {
    const known = new Set(people.map(({ address }) => address.toLowerCase()))
    const fresh = more.filter(({ address }) => !known.has(address.toLowerCase()))
    if (fresh.length > 0)
      onChange([
        ...people,
        ...fresh.map(({ name, address }) => ({ name, address, role: 'required' as const })),
      ])
  }
  const add = (written: string) => {
    if (written.trim() === '') return setWrong(false)
    const { people: more, rest } = parsePeople(written)
    put(more)
    setText(rest)
    setWrong(rest !== '')
  }
  return (
    <div className="edit-people">
      <Field
        ref={input}
        label={t('event.people.title')}
        aside={
          answers.length > 0 && people.length > 0 ? (
            <span className="edit-aside">
              {t('event.people.summary', {
                yes: count('accepted'),
                waiting: count('needs-action') + count('tentative') + count('delegated'),
                no: count('declined'),
              })}
            </span>
          ) : undefined
        }
        placeholder={t('event.people.placeholder')}
        hint={t('event.people.hint')}
        type="text"
        list={list}
        inputMode="email"
        autoComplete="off"
        spellCheck={false}
        value={text}
        error={wrong ? t('event.people.wrong', { address: text }) : undefined}
        end={<IconButton icon={Plus} size={40} label={t('event.people.add')} onClick={() => add(text)} />}
        onChange={({ target }) => {
          setWrong(false)
          const group = groups.get(target.value)
          // Who is chosen from the list is in at once; a group with all its people.
          if (group) {
            put(group)
            setText('')
          } else if (suggested.some((one) => writePerson(one) === target.value)) add(target.value)
          else setText(target.value)
        }}
        onBlur={() => add(text)}
        onKeyDown={(event) => {
          if (event.ctrlKey || event.metaKey || !['Enter', ',', ';'].includes(event.key)) return
          if (event.key !== 'Enter' && /^[^@]*$/.test(text)) return
          event.preventDefault()
          add(text)
        }}
        onPaste={(event) => {
          const pasted = event.clipboardData.getData('text')
          if (!/[,;\n]/.test(pasted.trim())) return
          event.preventDefault()
          add(text + pasted)
        }}
      />
      <datalist id={list}>
        {[...groups.keys()].map((name) => (
          <option key={name}>{name}</option>
        ))}
        {suggested.map((one) => (
          <option key={one.address}>{writePerson(one)}</option>
        ))}
      </datalist>
      {people.length > 0 && (
        <ul className="edit-people-list" aria-label={t('event.people.title')}>
          {people.map((person, at) => (
            <PersonRow
              key={person.address}
              person={person}
              partstat={answerOf(person.address)}
              onChange={(changed) => onChange(people.with(at, changed))}
              onRemove={() => {
                onChange(people.toSpliced(at, 1))
                input.current?.focus()
              }}
            />
          ))}
        </ul>
      )}
    </div>
  )
}

interface RowProps {
  person: FormAttendee
  partstat: Partstat
  onChange: (person: FormAttendee) => void
  onRemove: () => void
}

function PersonRow({ person, partstat, onChange, onRemove }: RowProps) {
  const { t } = useI18n()
  const name = person.name || person.address
  const menu = useContextMenu(name)
  const face = useRef<HTMLButtonElement>(null)
  const openMenu = (event: React.SyntheticEvent) => {
    const entries = addressEntries(person, (address) => onChange({ ...person, address }))
    if (entries.length === 0) return
    event.preventDefault()
    menu.open(face, [
      ...entries,
      { kind: 'action', id: 'remove', label: t('event.people.remove', { name }), onAction: onRemove },
    ])
  }
  return (
    <li data-answer={partstat}>
      <Icon of={answerIcons[partstat]} size={16} label={t(`event.people.answer.${partstat}`)} />
      <button
        ref={face}
        className="edit-person"
        {...personButton(person)}
        onContextMenu={openMenu}
        onKeyDown={(event) => event.key === 'F10' && event.shiftKey && openMenu(event)}
      >
        {name}
      </button>
      <Select
        dense
        label={t('event.people.role', { name })}
        labelHidden
        value={person.role}
        options={(['required', 'optional'] as const).map((role) => ({
          value: role,
          label: t(`event.people.roles.${role}`),
        }))}
        onChange={({ target }) =>
          onChange({ ...person, role: target.value === 'optional' ? 'optional' : 'required' })
        }
      />
      <IconButton icon={X} size={28} label={t('event.people.remove', { name })} onClick={onRemove} />
      {menu.element}
    </li>
  )
}
