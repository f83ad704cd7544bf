import '../event-editor/EventForm.css'
import type { Done } from '@staffetta/contract'
import { Field } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { UserRoundPlus } from 'lucide-react'
import { useId, useState } from 'react'
import { parsePeople, writePerson } from '../event-editor/people.ts'
import { usePaused } from '../fields/use-paused.ts'
import { calendarQueries } from '../state/queries.ts'
import { useSayer } from '../state/use-calendar.ts'
import { AnswerDialog } from './AnswerDialog.tsx'
import type { OtherAnswersProps } from './OtherAnswers.tsx'

interface Props extends Pick<OtherAnswersProps, 'send'> {
  onSent: (done: Done) => void
  onClose: () => void
}

/** Somebody else goes: they are invited, and the organizer is told. */
export function DelegateDialog(props: Props) {
  const { t } = useSayer()
  const [text, setText] = useState('')
  const [left, setLeft] = useState(false)
  const list = useId()
  const wanted = usePaused(text.trim())
  const { data } = useQuery({
    ...calendarQueries.people(wanted),
    enabled: wanted.length > 1 && !wanted.includes('<'),
  })
  const { people, rest } = parsePeople(text)
  const [person] = people
  const fits = person !== undefined && people.length === 1 && rest === ''
  return (
    <AnswerDialog
      {...props}
      title={t('calendar.answer.delegateTitle')}
      icon={UserRoundPlus}
      action={t('calendar.answer.sendDelegate')}
      answer={
        fits ? { partstat: 'delegated', delegate: { address: person.address, name: person.name } } : null
      }
    >
      <Field
        label={t('calendar.answer.delegateTo')}
        hint={t('calendar.answer.delegateHint')}
        placeholder={t('event.people.placeholder')}
        list={list}
        inputMode="email"
        autoComplete="off"
        spellCheck={false}
        autoFocus
        value={text}
        error={
          left && !fits && text.trim() !== '' ? t('event.people.wrong', { address: text.trim() }) : undefined
        }
        onChange={({ target }) => {
          setLeft(false)
          setText(target.value)
        }}
        onBlur={() => setLeft(true)}
      />
      <datalist id={list}>
        {(data?.recipients ?? []).map((one) => (
          <option key={one.address}>{writePerson(one)}</option>
        ))}
      </datalist>
    </AnswerDialog>
  )
}
