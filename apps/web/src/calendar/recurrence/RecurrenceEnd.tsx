import { Field, Select } from '@staffetta/ui'
import { useI18n } from '../../app/i18n.tsx'
import { DayField } from '../fields/DayField.tsx'
import { addMonths } from '../clock/days.ts'
import type { SentenceProps } from './sentence-props.ts'
import { within } from '../fields/typed-number.ts'

const kinds = ['never', 'until', 'count'] as const
const usualCount = 10

/** "For ever", "until [30/06/2027]", "for [10] times". */
export function RecurrenceEnd({ sentence, start, onChange }: SentenceProps) {
  const { t } = useI18n()
  const { end } = sentence
  const until = end.until ?? addMonths(start, 6)
  const count = end.count ?? usualCount
  const beforeStart = end.kind === 'until' && until < start
  return (
    <div className="edit-end">
      <Select
        dense
        label={t('event.repeat.endLabel')}
        labelHidden
        value={end.kind}
        options={kinds.map((kind) => ({ value: kind, label: t(`event.repeat.end.${kind}`) }))}
        onChange={({ target }) =>
          onChange({
            ...sentence,
            end:
              target.value === 'until'
                ? { kind: 'until', until }
                : target.value === 'count'
                  ? { kind: 'count', count }
                  : { kind: 'never' },
          })
        }
      />
      {end.kind === 'until' && (
        <div className="edit-day">
          <DayField
            dense
            label={t('event.repeat.lastDay')}
            labelHidden
            value={until}
            error={beforeStart ? t('event.repeat.endsBefore') : undefined}
            onChange={(day) => onChange({ ...sentence, end: { kind: 'until', until: day } })}
          />
        </div>
      )}
      {end.kind === 'count' && (
        <>
          <Field
            dense
            className="edit-number"
            label={t('event.repeat.count')}
            labelHidden
            type="number"
            min={1}
            max={10_000}
            value={count}
            onChange={({ target }) =>
              onChange({ ...sentence, end: { kind: 'count', count: within(target.valueAsNumber, 10_000) } })
            }
          />
          <span>{t('event.repeat.times', { count })}</span>
        </>
      )}
    </div>
  )
}
