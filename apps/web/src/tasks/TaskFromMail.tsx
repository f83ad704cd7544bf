import '../calendar/calendars/colours.css'
import '../calendar/event-editor/EventForm.css'
import './TaskPane.css'
import type { TaskFields } from '@staffetta/contract'
import { Button, Dialog, Field, Select, TextArea } from '@staffetta/ui'
import { ListPlus } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useI18n } from '../app/i18n.tsx'
import { dayWords } from '../calendar/occurrences/day-words.ts'
import { create } from './actions.ts'
import { PriorityField } from './PriorityField.tsx'
import { listForNew, useLists, useLook, useTasks } from './use-tasks.ts'
import { DueField } from './WhenFields.tsx'

interface Props {
  title: string
  messageId: string
  onClose: () => void
}

/** A message becomes a task: its subject is the title, and the task leads back to it. */
export function TaskFromMail({ title: subject, messageId, onClose }: Props) {
  const { t, formats, locale } = useI18n()
  const look = useLook()
  const { tasks } = useTasks()
  const lists = useLists(tasks, null)
  const [title, setTitle] = useState(subject)
  const [chosen, setChosen] = useState<string | null>(null)
  const [fields, setFields] = useState<Pick<TaskFields, 'due' | 'start' | 'notes' | 'priority'>>({
    due: null,
    start: null,
    notes: '',
    priority: 'normal',
  })
  const list = lists.writable.find(({ id }) => id === chosen) ?? listForNew(lists, null)
  const sayer = { ...look, t, formats, words: dayWords(locale) }
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (list === undefined) return
    create(list.id, { ...fields, title: title.trim(), messageId })
    onClose()
  }
  return (
    <Dialog title={t('tasks.mail.title')} icon={ListPlus} onClose={onClose}>
      <form className="edit-sheet edit-form-part" onSubmit={save}>
        <Field
          label={t('tasks.fields.title')}
          value={title}
          autoFocus
          autoComplete="off"
          maxLength={1000}
          onChange={({ target }) => setTitle(target.value)}
        />
        <DueField
          due={fields.due}
          sayer={sayer}
          onChange={({ due }) => setFields({ ...fields, due: due ?? null })}
        />
        <div className="edit-pair">
          <PriorityField
            priority={fields.priority}
            t={t}
            onChange={(priority) => setFields({ ...fields, priority })}
          />
          <Select
            label={t('tasks.fields.list')}
            value={list?.id ?? ''}
            options={lists.writable.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={({ target }) => setChosen(target.value)}
          />
        </div>
        <TextArea
          label={t('tasks.fields.notes')}
          rows={3}
          maxLength={20_000}
          value={fields.notes}
          onChange={({ target }) => setFields({ ...fields, notes: target.value })}
        />
        <div className="ui-dialog-actions">
          <Button onClick={onClose}>{t('actions.cancel')}</Button>
          <Button kind="primary" type="submit" disabled={list === undefined || title.trim() === ''}>
            {t('actions.create')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
