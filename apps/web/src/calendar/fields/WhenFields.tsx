import { Button, Switch } from '@staffetta/ui'
import { useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { ClockField } from './ClockField.tsx'
import { DayField } from './DayField.tsx'
import { endsBeforeStart, type WhenForm, withAllDay, withStart } from './when-form.ts'
import { ZoneFields } from './ZoneFields.tsx'

interface Props {
  when: WhenForm
  onChange: (when: WhenForm) => void
}

/** From when to when: the end follows the start, and says beside itself when it comes before. */
export function WhenFields({ when, onChange }: Props) {
  const { t } = useI18n()
  const [otherDay, setOtherDay] = useState(false)
  const wrong = endsBeforeStart(when) ? t('event.when.endBeforeStart') : undefined
  const showsEndDay = when.allDay || otherDay || when.endDay !== when.startDay
  const endTime = (
    <div className="edit-clock" data-wrong={wrong !== undefined || undefined}>
      <ClockField
        label={t('event.when.endTime')}
        value={when.endMinute}
        after={when.endDay === when.startDay ? when.startMinute : undefined}
        error={wrong}
        onChange={(endMinute) => onChange({ ...when, endMinute })}
      />
    </div>
  )
  return (
    <fieldset className="edit-when">
      <legend>{t('event.when.title')}</legend>
      <div className="edit-times">
        <div className="edit-day">
          <DayField
            label={t('event.when.startDay')}
            labelHidden
            value={when.startDay}
            onChange={(day) => onChange(withStart(when, { day }))}
          />
        </div>
        {when.allDay ? (
          <span className="edit-to" aria-hidden="true">
            {t('event.when.toDay')}
          </span>
        ) : (
          <div className="edit-clocks">
            <div className="edit-clock">
              <ClockField
                label={t('event.when.startTime')}
                value={when.startMinute}
                onChange={(minute) => onChange(withStart(when, { minute }))}
              />
            </div>
            <span className="edit-to" aria-hidden="true">
              {t(showsEndDay ? 'event.when.toDay' : 'event.when.toTime')}
            </span>
            {!showsEndDay && endTime}
          </div>
        )}
        {showsEndDay && (
          <div className="edit-day">
            <DayField
              label={t('event.when.endDay')}
              labelHidden
              value={when.endDay}
              error={when.allDay ? wrong : undefined}
              onChange={(endDay) => onChange({ ...when, endDay })}
            />
          </div>
        )}
        {showsEndDay && !when.allDay && endTime}
        <Switch
          className="edit-all-day"
          label={t('event.when.allDay')}
          checked={when.allDay}
          onChange={(event) => onChange(withAllDay(when, event.target.checked))}
        />
      </div>
      <div className="edit-when-more">
        {!showsEndDay && (
          <Button kind="text" size="dense" onClick={() => setOtherDay(true)}>
            {t('event.when.otherDay')}
          </Button>
        )}
        {!when.allDay && <ZoneFields when={when} onChange={onChange} />}
      </div>
    </fieldset>
  )
}
