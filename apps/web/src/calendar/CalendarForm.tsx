import './colours.css'
import './CalendarForm.css'
import type { Calendar, CalendarColour } from '@staffetta/contract'
import { Button, Dialog, Field } from '@staffetta/ui'
import { CalendarPlus, ListPlus, Pencil, Trash } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { sentenceOf } from '../app/errors.tsx'
import { useI18n } from '../app/i18n.tsx'
import { Swatches } from './Swatches.tsx'
import { createCalendar, updateCalendar } from './mutations.ts'

interface Props {
  calendar: Calendar | null
  /** A new one of tasks is a list. */
  holds: 'events' | 'tasks'
  onCreated?: (id: Calendar['id']) => void
  onClose: () => void
}

/** A new calendar, or the name and colour of one there is. */
export function CalendarForm({ calendar, holds, onCreated, onClose }: Props) {
  const { t } = useI18n()
  const [name, setName] = useState(calendar?.name ?? '')
  const [colour, setColour] = useState<CalendarColour>(calendar?.colour ?? 'petrolio')
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<string | null>(null)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '') return setWrong(t('calendar.form.noName'))
    setBusy(true)
    try {
      if (calendar) await updateCalendar(calendar.id, { name: name.trim(), colour })
      else {
        const id = await createCalendar(name.trim(), colour, holds)
        onCreated?.(id)
      }
      onClose()
    } catch (error) {
      setBusy(false)
      setWrong(sentenceOf(error, t))
    }
  }
  const newTitle = t(holds === 'tasks' ? 'tasks.lists.newTitle' : 'calendar.form.newTitle')
  return (
    <Dialog
      title={calendar ? t('calendar.form.renameTitle', { name: calendar.name }) : newTitle}
      icon={calendar ? Pencil : holds === 'tasks' ? ListPlus : CalendarPlus}
      onClose={onClose}
    >
      <form className="calendar-form" onSubmit={(event) => void save(event)}>
        <Field
          label={t('calendar.form.name')}
          value={name}
          autoFocus
          maxLength={250}
          error={wrong ?? undefined}
          onChange={(event) => {
            setName(event.target.value)
            setWrong(null)
          }}
        />
        <Swatches colour={colour} onChange={setColour} />
        <div className="ui-dialog-actions">
          <Button onClick={onClose}>{t('actions.cancel')}</Button>
          <Button kind="primary" type="submit" busy={busy}>
            {calendar ? t('actions.save') : t('actions.create')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

interface DeleteProps {
  title: string
  text: string
  confirm: string
  onDelete: () => Promise<void>
  onClose: () => void
}

/** What cannot be taken back is asked about. */
export function DeleteCalendarDialog({ title, text, confirm, onDelete, onClose }: DeleteProps) {
  const { t } = useI18n()
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<string | null>(null)
  const run = async () => {
    setBusy(true)
    try {
      await onDelete()
      onClose()
    } catch (error) {
      setBusy(false)
      setWrong(sentenceOf(error, t))
    }
  }
  return (
    <Dialog
      alert
      title={title}
      icon={Trash}
      tone="bad"
      onClose={onClose}
      actions={
        <>
          <Button autoFocus onClick={onClose}>
            {t('actions.cancel')}
          </Button>
          <Button kind="danger" busy={busy} onClick={() => void run()}>
            {confirm}
          </Button>
        </>
      }
    >
      <p>{text}</p>
      {wrong && <p role="alert">{wrong}</p>}
    </Dialog>
  )
}
