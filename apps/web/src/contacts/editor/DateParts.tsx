import type { CardDate } from '@staffetta/contract'
import { Field, Select } from '@staffetta/ui'
import { useI18n } from '../../app/i18n.tsx'

interface Props {
  title: string
  date: CardDate | null
  onChange: (date: CardDate | null) => void
}

const none: CardDate = { year: null, month: null, day: null, text: '' }

/** A date of which the year need not be known. */
export function DateParts({ title, date, onChange }: Props) {
  const { t, locale } = useI18n()
  const { day, month, year, text } = date ?? none
  const months = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' })
  const change = (part: Partial<CardDate>) => onChange({ ...(date ?? none), text: '', ...part })
  const number = (written: string, most: number) => {
    const value = Number.parseInt(written, 10)
    return Number.isNaN(value) ? null : Math.max(0, Math.min(most, value))
  }
  return (
    <fieldset className="date-parts">
      <legend>{title}</legend>
      <Field
        label={t('contacts.form.day')}
        inputMode="numeric"
        maxLength={2}
        value={day ?? ''}
        onChange={({ target }) => change({ day: number(target.value, 31) || null })}
      />
      <Select
        label={t('contacts.form.month')}
        value={String(month ?? '')}
        options={[
          { value: '', label: '–' },
          ...Array.from({ length: 12 }, (_, at) => ({
            value: String(at + 1),
            label: months.format(new Date(Date.UTC(2000, at, 1))),
          })),
        ]}
        onChange={({ target }) => change({ month: number(target.value, 12) })}
      />
      <Field
        label={t('contacts.form.year')}
        inputMode="numeric"
        maxLength={4}
        placeholder={t('contacts.form.yearUnknown')}
        value={year ?? ''}
        onChange={({ target }) => change({ year: number(target.value, 9999) })}
      />
      {text !== '' && <p>{t('contacts.form.dateText', { text })}</p>}
    </fieldset>
  )
}
