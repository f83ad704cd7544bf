import './colours.css'
import './CalendarForm.css'
import type { Calendar, CalendarColour } from '@staffetta/contract'
import { Button, Dialog, Field } from '@staffetta/ui'
import { CalendarPlus, ListPlus, Pencil } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { useAttempt } from '../../app/use-attempt.ts'
import { Swatches } from './Swatches.tsx'
import { createCalendar, updateCalendar } from '../state/calendar-mutations.ts'

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
  const { busy, wrong, setWrong, attempt } = useAttempt()
  const save = (event: FormEvent) => {
    event.preventDefault()
    const wanted = name.trim()
    if (wanted === '') return setWrong(t('calendar.form.noName'))
    void attempt(async () => {
      if (calendar) await updateCalendar(calendar.id, { name: wanted, colour })
      else onCreated?.(await createCalendar(wanted, colour, holds))
      onClose()
    })
  }
  const newTitle = t(holds === 'tasks' ? 'tasks.lists.newTitle' : 'calendar.form.newTitle')
  return (
    <Dialog
      title={calendar ? t('calendar.form.renameTitle', { name: calendar.name }) : newTitle}
      icon={calendar ? Pencil : holds === 'tasks' ? ListPlus : CalendarPlus}
      onClose={onClose}
    >
      <form className="calendar-form" onSubmit={save}>
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
