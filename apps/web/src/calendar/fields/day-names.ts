import type { Weekday } from '@staffetta/contract'
import type { Locale } from '@staffetta/i18n'
import { addDays, type Day } from '../clock/days.ts'

/** Monday first, as `weekdayOf` counts. */
export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const satisfies Weekday[]

const aMonday = '2026-01-05'

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
  const shortDay = write({ weekday: 'short', day: 'numeric', month: 'short' })
  const shortDayYear = write({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })
  const dayOfWeek = (at: Weekday) => addDays(aMonday, weekdays.indexOf(at))
  return {
    weekdayName: (at: Weekday) => weekday(dayOfWeek(at)),
    weekdayShort: (at: Weekday) => weekdayShort(dayOfWeek(at)),
    monthName: (at: number) => month(`2026-${String(at).padStart(2, '0')}-01`),
    monthYear: write({ month: 'long', year: 'numeric' }),
    longDay: write({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    /** "gio 26 nov, gio 7 gen 2027": the year where it is not that of another day, else of the first. */
    shortDays: (days: readonly Day[], from: Day | undefined = days[0]) =>
      days.map((day) => (day.slice(0, 4) === from?.slice(0, 4) ? shortDay : shortDayYear)(day)),
    /** "gio 26/11/2026": what a field of a date says. */
    fieldDay: (day: Day) => `${weekdayShort(day)} ${day.split('-').reverse().join('/')}`,
  }
}
