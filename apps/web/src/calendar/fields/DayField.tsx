import { DateField, type DateFieldProps } from '@staffetta/ui'
import { useI18n } from '../../app/i18n.tsx'
import { dayNames } from './day-names.ts'
import { readDate } from './typed-date.ts'
import { useMonthWords } from './use-month-words.ts'
import { ownToday } from '../clock/wall-clock.ts'

type Props = Pick<DateFieldProps, 'label' | 'labelHidden' | 'dense' | 'value' | 'error' | 'onChange'>

/** A date field that reads what people of this language type. */
export function DayField(props: Props) {
  const { t, locale } = useI18n()
  const words = useMonthWords()
  const today = ownToday()
  return (
    <DateField
      {...props}
      today={today}
      words={words}
      read={(text) => readDate(text, { today, language: locale })}
      write={dayNames(locale).fieldDay}
      unreadable={t('event.when.noDate')}
      openLabel={t('event.when.openMonth', { field: props.label })}
    />
  )
}
