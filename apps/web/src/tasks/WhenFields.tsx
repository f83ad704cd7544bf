import type { TaskChange, TaskFields } from '@staffetta/contract'
import { Button, IconButton } from '@staffetta/ui'
import { CalendarPlus, X } from 'lucide-react'
import { DayField } from '../calendar/event-editor/DayField.tsx'
import { ClockField } from '../calendar/event-editor/ClockField.tsx'
import { type DayAndMinute, tomorrow, wallOf, withDue } from './when.ts'
import type { Sayer } from './words.ts'

interface Props {
  fields: TaskFields
  sayer: Sayer
  onChange: (change: TaskChange) => void
}

const morning = 9 * 60

/** When it is to be done, and from when on one may begin; either may be left open. */
export function WhenFields({ fields, sayer, onChange }: Props) {
  const { t, clock, today } = sayer
  const due = wallOf(fields.due, clock)
  const start = wallOf(fields.start, clock)
  const setDue = (next: DayAndMinute | null) => {
    const { due: when, start: begins } = withDue(next, start?.day ?? null, clock.zone)
    // Without a day there is nothing that comes back.
    const change: TaskChange = { due: when, ...(next === null && { recurrence: null, reminders: [] }) }
    onChange(start === null ? change : { ...change, start: begins })
  }
  return (
    <div className="task-when">
      <fieldset>
        <legend>{t('tasks.fields.due')}</legend>
        {due === null ? (
          <span className="task-when-quick">
            <Button onClick={() => setDue({ day: today, minute: null })}>{t('tasks.postpone.today')}</Button>
            <Button onClick={() => setDue({ day: tomorrow(today), minute: null })}>
              {t('tasks.postpone.tomorrow')}
            </Button>
            <Button icon={CalendarPlus} onClick={() => setDue({ day: today, minute: morning })}>
              {t('tasks.when.choose')}
            </Button>
          </span>
        ) : (
          <div className="task-when-line">
            <div className="edit-day">
              <DayField
                label={t('tasks.fields.due')}
                labelHidden
                value={due.day}
                onChange={(day) => setDue({ ...due, day })}
              />
            </div>
            {due.minute === null ? (
              <Button kind="text" onClick={() => setDue({ ...due, minute: morning })}>
                {t('tasks.when.addTime')}
              </Button>
            ) : (
              <>
                <div className="edit-clock">
                  <ClockField
                    label={t('tasks.when.time')}
                    value={due.minute}
                    onChange={(minute) => setDue({ ...due, minute })}
                  />
                </div>
                <Button kind="text" onClick={() => setDue({ ...due, minute: null })}>
                  {t('tasks.when.noTime')}
                </Button>
              </>
            )}
            <IconButton icon={X} size={40} label={t('tasks.when.noDue')} onClick={() => setDue(null)} />
          </div>
        )}
      </fieldset>
      <fieldset>
        <legend>{t('tasks.fields.start')}</legend>
        {start === null ? (
          <Button kind="text" onClick={() => onChange({ start: withDue(due, today, clock.zone).start })}>
            {t('tasks.when.addStart')}
          </Button>
        ) : (
          <div className="task-when-line">
            <div className="edit-day">
              <DayField
                label={t('tasks.fields.start')}
                labelHidden
                value={start.day}
                error={due !== null && start.day > due.day ? t('tasks.when.startAfterDue') : undefined}
                onChange={(day) => onChange({ start: withDue(due, day, clock.zone).start })}
              />
            </div>
            <IconButton
              icon={X}
              size={40}
              label={t('tasks.when.noStart')}
              onClick={() => onChange({ start: null })}
            />
          </div>
        )}
      </fieldset>
    </div>
  )
}
