import type { MonthWords } from '@staffetta/ui'
import { useI18n } from '../../app/i18n.tsx'
import { dayNames, weekdays } from './day-names.ts'

/** What the months of the date fields say. */
export function useMonthWords(): MonthWords {
  const { t, locale } = useI18n()
  const names = dayNames(locale)
  return {
    previousMonth: t('event.when.previousMonth'),
    nextMonth: t('event.when.nextMonth'),
    monthOf: names.monthYear,
    longDay: names.longDay,
    weekdays: weekdays.map((day) => ({ short: names.weekdayShort(day), long: names.weekdayName(day) })),
  }
}
