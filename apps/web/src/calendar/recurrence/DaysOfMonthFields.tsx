import type { Weekday } from '@staffetta/contract'
import { Select } from '@staffetta/ui'
import { useI18n } from '../../app/i18n.tsx'
import { dayNames, weekdays } from '../fields/day-names.ts'
import { partsOf } from '../clock/days.ts'
import { type DaysOfMonth, nths, nthWeekdayOf } from './recurrence-form.ts'
import { SelectList } from '../fields/SelectList.tsx'
import type { SentenceProps } from './sentence-props.ts'

/** "The day [26]", "the [second] [Tuesday]", "the [last] [working day]". */
export function DaysOfMonthFields({ sentence, start, onChange }: SentenceProps) {
  const { t, locale } = useI18n()
  const { on, frequency } = sentence
  const names = dayNames(locale)
  const change = (next: DaysOfMonth) => onChange({ ...sentence, on: next })
  // In a year of several months "the last working day" would be counted within the year.
  const kinds = frequency === 'monthly' ? (['workday', 'day'] as const) : (['day'] as const)
  return (
    <>
      <Select
        dense
        label={t('event.repeat.which')}
        labelHidden
        value={on.kind === 'dates' ? 'dates' : String(on.nth)}
        options={[
          { value: 'dates', label: t('event.repeat.theDay') },
          ...nths.map((nth) => ({ value: String(nth), label: t(`event.repeat.nth.${nth}`) })),
        ]}
        onChange={({ target }) => {
          if (target.value === 'dates') return change({ kind: 'dates', dates: [partsOf(start).date] })
          const nth = Number(target.value)
          const day = on.kind === 'weekday' ? on.day : nthWeekdayOf(start).day
          return change({ kind: 'weekday', nth, day })
        }}
      />
      {on.kind === 'dates' ? (
        <SelectList
          label={t('event.repeat.dayOfMonth')}
          addLabel={t('event.repeat.addDay')}
          values={on.dates}
          options={Array.from({ length: 31 }, (_, at) => ({ value: at + 1, label: String(at + 1) }))}
          onChange={(dates) => change({ kind: 'dates', dates })}
        />
      ) : (
        <Select
          dense
          label={t('event.repeat.whichDay')}
          labelHidden
          value={on.day}
          options={[
            ...weekdays.map((day) => ({ value: day, label: names.weekdayName(day) })),
            ...kinds.map((kind) => ({ value: kind, label: t(`event.repeat.${kind}`) })),
          ]}
          onChange={({ target }) => {
            const day = [...weekdays, ...kinds].find((one) => one === target.value)
            if (day) change({ ...on, day: day satisfies Weekday | 'workday' | 'day' })
          }}
        />
      )}
    </>
  )
}
