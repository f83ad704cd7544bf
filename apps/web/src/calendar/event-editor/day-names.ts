import type { Weekday } from '@staffetta/contract'
import type { Locale } from '@staffetta/i18n'
import { addDays, type Day } from './days.ts'

/** Monday first, as `weekdayOf` counts. */
export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const satisfies Weekday[]

const aMonday = '2026-01-05'

export type DayNames = ReturnType<typeof dayNames>

/** Days as people of one language say and write them. */
export function dayNames(locale: Locale) {
  const tag = locale === 'en' ? 'en-GB' : 'it-IT'
  const write = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' })
    return (day: Day) => format.format(new Date(`${day}T00:00:00Z`))
  }
  const weekday = write({ weekday: 'long' })
  const weekdayShort = write({ weekday: 'short' })
  const month = write({ month: 'long' })
  const dayOfWeek = (at: Weekday) => addDays(aMonday, weekdays.indexOf(at))
  return {
    weekdayName: (at: Weekday) => weekday(dayOfWeek(at)),
    weekdayShort: (at: Weekday) => weekdayShort(dayOfWeek(at)),
    monthName: (at: number) => month(`2026-${String(at).padStart(2, '0')}-01`),
    monthYear: write({ month: 'long', year: 'numeric' }),
    longDay: write({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    shortDay: write({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }),
    /** "gio 26/11/2026": what a field of a date says. */
    fieldDay: (day: Day) => `${weekdayShort(day)} ${day.split('-').reverse().join('/')}`,
  }
}
