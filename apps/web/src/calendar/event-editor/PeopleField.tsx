import type { Attendee, Partstat } from '@staffetta/contract'
import { Field, Icon, IconButton, Select } from '@staffetta/ui'
import {
  CircleCheck,
  CircleDashed,
  CircleHelp,
  CircleX,
  CornerUpRight,
  type LucideIcon,
  Plus,
  X,
} from 'lucide-react'
import { useRef, useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import type { FormAttendee } from './event-form.ts'
import { parsePeople } from './people.ts'

interface Props {
  people: FormAttendee[]
  /** What those who were asked before have answered. */
  answers: readonly Attendee[]
  onChange: (people: FormAttendee[]) => void
}

const icons = {
  accepted: CircleCheck,
  tentative: CircleHelp,
  declined: CircleX,
  delegated: CornerUpRight,
  'needs-action': CircleDashed,
} satisfies Record<Partstat, LucideIcon>

/** Who is asked, how much they are needed, and what they have answered. Whoever sends the invitations is the server. */
export function PeopleField({ people, answers, onChange }: Props) {
  const { t } = useI18n()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState(false)
  const answerOf = (address: string) =>
    answers.find((one) => one.address.toLowerCase() === address.toLowerCase())?.partstat ?? 'needs-action'
  const count = (partstat: Partstat) => people.filter(({ address }) => answerOf(address) === partstat).length
  const add = (written: string) => {
    if (written.trim() === '') return setWrong(false)
    const { people: more, rest } = parsePeople(written)
    const known = new Set(people.map(({ address }) => address.toLowerCase()))
    const fresh = more.filter(({ address }) => !known.has(address.toLowerCase()))
    if (fresh.length > 0) onChange([...people, ...fresh])
    setText(rest)
    setWrong(rest !== '')
  }
  return (
    <div className="event-people">
      <Field
        ref={input}
        label={t('event.people.title')}
        aside={
          answers.length > 0 && people.length > 0 ? (
            <span className="event-aside">
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
        inputMode="email"
        autoComplete="off"
        spellCheck={false}
        value={text}
        error={wrong ? t('event.people.wrong', { address: text }) : undefined}
        end={<IconButton icon={Plus} size={40} label={t('event.people.add')} onClick={() => add(text)} />}
        onChange={({ target }) => {
          setWrong(false)
          setText(target.value)
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
      {people.length > 0 && (
        <ul className="event-people-list" aria-label={t('event.people.title')}>
          {people.map((person, at) => {
            const partstat = answerOf(person.address)
            const name = person.name || person.address
            return (
              <li key={person.address} data-answer={partstat}>
                <Icon of={icons[partstat]} size={16} label={t(`event.people.answer.${partstat}`)} />
                <span className="event-person" title={person.address}>
                  {name}
                </span>
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
                    onChange(
                      people.with(at, {
                        ...person,
                        role: target.value === 'optional' ? 'optional' : 'required',
                      }),
                    )
                  }
                />
                <IconButton
                  icon={X}
                  size={28}
                  label={t('event.people.remove', { name })}
                  onClick={() => {
                    onChange(people.toSpliced(at, 1))
                    input.current?.focus()
                  }}
                />
              </li>
            )
          })}
        </ul>
      )}
    </div>
  )
}
