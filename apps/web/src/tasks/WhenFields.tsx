import type { CalendarTime, TaskChange, TaskFields } from '@staffetta/contract'
import { Button, IconButton } from '@staffetta/ui'
import { CalendarPlus, X } from 'lucide-react'
import { ClockField } from '../calendar/fields/ClockField.tsx'
import { DayField } from '../calendar/fields/DayField.tsx'
import { type DayAndMinute, timeAt, tomorrow, wallOf, withDue } from './when.ts'
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
  const setDue = ({ due: next }: Pick<TaskFields, 'due'>) => {
    // Without a day there is nothing that comes back.
    const change: TaskChange = { due: next, ...(next === null && { recurrence: null, reminders: [] }) }
    const begins = withDue(wallOf(next, clock), start?.day ?? null, clock.zone).start
    onChange(start === null ? change : { ...change, start: begins })
  }
  return (
    <div className="task-when">
      <DueField due={fields.due} sayer={sayer} onChange={setDue} />
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

interface DueProps {
  due: CalendarTime | null
  sayer: Sayer
  onChange: (change: Pick<TaskFields, 'due'>) => void
}

/** The day, and a time of it where one is wanted. */
export function DueField({ due: time, sayer, onChange }: DueProps) {
  const { t, clock, today } = sayer
  const due = wallOf(time, clock)
  const set = (next: DayAndMinute | null) => onChange({ due: next && timeAt(next, clock.zone) })
  return (
    <fieldset>
      <legend>{t('tasks.fields.due')}</legend>
      {due === null ? (
        <span className="task-when-quick">
          <Button onClick={() => set({ day: today, minute: null })}>{t('tasks.postpone.today')}</Button>
          <Button onClick={() => set({ day: tomorrow(today), minute: null })}>
            {t('tasks.postpone.tomorrow')}
          </Button>
          <Button icon={CalendarPlus} onClick={() => set({ day: today, minute: morning })}>
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
              onChange={(day) => set({ ...due, day })}
            />
          </div>
          {due.minute === null ? (
            <Button kind="text" onClick={() => set({ ...due, minute: morning })}>
              {t('tasks.when.addTime')}
            </Button>
          ) : (
            <>
              <div className="edit-clock">
                <ClockField
                  label={t('tasks.when.time')}
                  value={due.minute}
                  onChange={(minute) => set({ ...due, minute })}
                />
              </div>
              <Button kind="text" onClick={() => set({ ...due, minute: null })}>
                {t('tasks.when.noTime')}
              </Button>
            </>
          )}
          <IconButton icon={X} size={40} label={t('tasks.when.noDue')} onClick={() => set(null)} />
        </div>
      )}
    </fieldset>
  )
}
