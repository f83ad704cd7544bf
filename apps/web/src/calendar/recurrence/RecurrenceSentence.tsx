import { Field, Select, VisuallyHidden } from '@staffetta/ui'
import { useI18n } from '../../app/i18n.tsx'
import { dayNames, weekdays } from '../fields/day-names.ts'
import { DaysOfMonthFields } from './DaysOfMonthFields.tsx'
import { frequencies } from './recurrence-form.ts'
import { RecurrenceEnd } from './RecurrenceEnd.tsx'
import { SelectList } from '../fields/SelectList.tsx'
import type { SentenceProps } from './sentence-props.ts'
import { within } from '../fields/typed-number.ts'

interface Props extends SentenceProps {
  takesFocus: boolean
}

/** "Every [2] [weeks] on [Thursday] until [30/06/2027]". */
export function RecurrenceSentence({ sentence, start, takesFocus, onChange }: Props) {
  const { t, locale } = useI18n()
  const { frequency, interval, months } = sentence
  const names = dayNames(locale)
  return (
    <div className="edit-sentence">
      <span>{t('event.repeat.every')}</span>
      <Field
        dense
        className="edit-number"
        label={t('event.repeat.interval')}
        labelHidden
        type="number"
        min={1}
        max={1000}
        value={interval}
        onChange={({ target }) => onChange({ ...sentence, interval: within(target.valueAsNumber, 1000) })}
      />
      <Select
        dense
        label={t('event.repeat.unitLabel')}
        labelHidden
        value={frequency}
        autoFocus={takesFocus}
        options={frequencies.map((one) => ({
          value: one,
          label: t(`event.repeat.unit.${one}`, { count: interval }),
        }))}
        onChange={({ target }) => {
          const chosen = frequencies.find((one) => one === target.value)
          if (chosen) onChange({ ...sentence, frequency: chosen })
        }}
      />
      {frequency === 'weekly' && <WeekdayToggles sentence={sentence} start={start} onChange={onChange} />}
      {frequency === 'monthly' && <DaysOfMonthFields sentence={sentence} start={start} onChange={onChange} />}
      {frequency === 'yearly' && (
        <>
          <DaysOfMonthFields sentence={sentence} start={start} onChange={onChange} />
          <span>{t('event.repeat.of')}</span>
          <SelectList
            label={t('event.repeat.month')}
            addLabel={t('event.repeat.addMonth')}
            values={months}
            options={Array.from({ length: 12 }, (_, at) => ({
              value: at + 1,
              label: names.monthName(at + 1),
            }))}
            onChange={(chosen) => onChange({ ...sentence, months: chosen.toSorted((a, b) => a - b) })}
          />
        </>
      )}
      <RecurrenceEnd sentence={sentence} start={start} onChange={onChange} />
    </div>
  )
}

function WeekdayToggles({ sentence, onChange }: SentenceProps) {
  const { t, locale } = useI18n()
  const names = dayNames(locale)
  const chosen = sentence.weekdays
  return (
    <>
      <span>{t('event.repeat.on')}</span>
      <div className="edit-weekdays" role="group" aria-label={t('event.repeat.weekdays')}>
        {weekdays.map((day) => (
          <button
            key={day}
            type="button"
            aria-pressed={chosen.includes(day)}
            title={names.weekdayName(day)}
            // A week without any day would be no rule.
            aria-disabled={chosen.length === 1 && chosen.includes(day)}
            onClick={() => {
              const next = chosen.includes(day) ? chosen.filter((one) => one !== day) : [...chosen, day]
              if (next.length > 0)
                onChange({ ...sentence, weekdays: weekdays.filter((one) => next.includes(one)) })
            }}
          >
            {/* Not an aria-label: whoever speaks to the page says what is written on the button. */}
            <span aria-hidden="true">{names.weekdayShort(day)}</span>
            <VisuallyHidden>{names.weekdayName(day)}</VisuallyHidden>
          </button>
        ))}
        <button
          type="button"
          className="edit-workdays"
          onClick={() => onChange({ ...sentence, weekdays: weekdays.slice(0, 5) })}
        >
          {t('event.repeat.workdays')}
        </button>
      </div>
    </>
  )
}
