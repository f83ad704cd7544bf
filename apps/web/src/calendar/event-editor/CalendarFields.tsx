import './CalendarFields.css'
import type { Calendar } from '@staffetta/contract'
import { Select } from '@staffetta/ui'
import { useI18n } from '../../app/i18n.tsx'
import { colours } from '../calendars/colours.ts'
import { type EventForm, writable } from './event-form.ts'

interface Props {
  form: EventForm
  calendars: readonly Calendar[]
  onChange: (change: Partial<EventForm>) => void
}

/** In which calendar, and in which colour: the calendar's, unless it has one of its own. */
export function CalendarFields({ form, calendars, onChange }: Props) {
  const { t } = useI18n()
  const current = calendars.find(({ id }) => id === form.calendarId)
  const choices = writable(calendars)
  const offered = current && !choices.includes(current) ? [current, ...choices] : choices
  return (
    <div className="edit-pair">
      <Select
        label={t('event.calendar.title')}
        value={form.calendarId}
        options={offered.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={({ target }) => onChange({ calendarId: target.value })}
      />
      <fieldset className="edit-colours">
        <legend>{t('event.colour.title')}</legend>
        <div>
          {[null, ...colours].map((colour) => (
            <label key={colour ?? 'calendar'} title={t(`event.colour.${colour ?? 'calendar'}`)}>
              <input
                type="radio"
                name="event-colour"
                checked={form.colour === colour}
                onChange={() => onChange({ colour })}
              />
              <span
                className="edit-colour"
                data-colour={colour ?? current?.colour}
                data-own={colour === null || undefined}
              />
              <span className="ui-hidden">{t(`event.colour.${colour ?? 'calendar'}`)}</span>
            </label>
          ))}
        </div>
      </fieldset>
    </div>
  )
}
