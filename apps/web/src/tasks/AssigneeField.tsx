import type { TaskFields } from '@staffetta/contract'
import { Field, IconButton } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useId, useState } from 'react'
import { useI18n } from '../app/i18n.tsx'
import { parsePeople, writePerson } from '../calendar/event-editor/people.ts'
import { usePaused } from '../calendar/fields/use-paused.ts'
import { calendarQueries } from '../calendar/state/queries.ts'

interface Props {
  assignee: TaskFields['assignee']
  onChange: (assignee: TaskFields['assignee']) => void
}

/** Who is to do it: one person, by address. */
export function AssigneeField({ assignee, onChange }: Props) {
  const { t } = useI18n()
  const [text, setText] = useState<string | null>(null)
  const [wrong, setWrong] = useState(false)
  const list = useId()
  const wanted = usePaused((text ?? '').trim())
  const { data } = useQuery({
    ...calendarQueries.people(wanted),
    enabled: wanted.length > 1 && !wanted.includes('<'),
  })
  const take = (written: string) => {
    const [person] = parsePeople(written).people
    if (written.trim() === '') {
      if (assignee !== null) onChange(null)
    } else if (person === undefined) return setWrong(true)
    else if (person.address !== assignee?.address || person.name !== assignee.name)
      onChange({ address: person.address, name: person.name })
    setWrong(false)
    setText(null)
  }
  const written = assignee === null ? '' : writePerson(assignee)
  return (
    <>
      <Field
        label={t('tasks.fields.assignee')}
        hint={t('tasks.assigneeHint')}
        list={list}
        inputMode="email"
        autoComplete="off"
        spellCheck={false}
        value={text ?? written}
        error={wrong ? t('event.people.wrong', { address: text ?? '' }) : undefined}
        end={
          assignee !== null && (
            <IconButton
              icon={X}
              size={40}
              label={t('tasks.noAssignee')}
              onClick={() => {
                setText(null)
                onChange(null)
              }}
            />
          )
        }
        onChange={({ target }) => {
          setText(target.value)
          setWrong(false)
        }}
        onBlur={() => text !== null && take(text)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || text === null) return
          event.preventDefault()
          take(text)
        }}
      />
      <datalist id={list}>
        {data?.recipients.map((one) => (
          <option key={one.address} value={writePerson(one)}>
            {one.address}
          </option>
        ))}
      </datalist>
    </>
  )
}
