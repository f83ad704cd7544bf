import type { Recurrence, Weekday } from '@staffetta/contract'
import type { Formats, MessageKey, Translate } from '@staffetta/i18n'
import { addDays } from '../clock/days.ts'
import { dayWords } from '../occurrences/day-words.ts'

const order = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const satisfies Weekday[]
const workdays = 'MO TU WE TH FR'
/** English writes 2nd, 3rd, 4th; where a language makes no difference its forms are equal. */
const ordinals = new Intl.PluralRules('en', { type: 'ordinal' })
/** A Monday. */
const monday = '2026-01-05'

/**
 * A rule as a sentence: "Ogni 2 settimane il giovedì", "L’ultimo venerdì del mese, fino al 31/12/2026". Whatever a rule can
 * combine is said; of a `custom` one only that it repeats by a rule of its own.
 */
export function recurrenceSentence(recurrence: Recurrence, t: Translate, formats: Formats): string {
  if (recurrence.kind === 'custom') return t('calendar.repeat.custom')
  const say = sayings(t, formats)
  const sentence = [say.main(recurrence), ...say.limits(recurrence)].join('')
  return sentence + say.end(recurrence)
}

function sayings(t: Translate, formats: Formats) {
  const words = dayWords(formats.locale)
  const and = (list: string[]) =>
    list.length < 2
      ? (list[0] ?? '')
      : t('calendar.repeat.and', { some: list.slice(0, -1).join(', '), last: list.at(-1)! })
  const dayName = (day: Weekday) => words.weekday(addDays(monday, order.indexOf(day)))
  const monthName = (month: number) => words.month(`2026-${String(month).padStart(2, '0')}-01`)
  /** "il lunedì", "la domenica". */
  const theDay = (day: Weekday) =>
    t(day === 'SU' ? 'calendar.repeat.theFeminine' : 'calendar.repeat.the', { day: dayName(day) })
  const everyDay = (day: Weekday) =>
    t(day === 'SU' ? 'calendar.repeat.everyFeminine' : 'calendar.repeat.every', { day: dayName(day) })
  /** "l’ultimo venerdì", "la seconda domenica". */
  const nth = (position: number, what: string, feminine: boolean) => {
    const count = Math.abs(position)
    const from = position < 0 ? 'last' : 'first'
    if (count < 1 || count > 5) return t(`calendar.repeat.nth.${from}.other`, { n: count, what })
    const key = `calendar.repeat.nth.${from}.${count}${feminine ? 'f' : 'm'}`
    return t(key as MessageKey, { what })
  }
  const dateOfMonth = (day: number) => {
    if (day < 0) return nth(day, t('calendar.repeat.day'), false)
    if (day === 1) return t('calendar.repeat.first')
    if (day === 8 || day === 11) return t('calendar.repeat.dateElided', { n: day })
    return t(`calendar.repeat.date.${ordinals.select(day) as 'one' | 'two' | 'few' | 'other'}`, { n: day })
  }

  const sorted = (weekdays: Recurrence['weekdays']) =>
    weekdays.toSorted((a, b) => (a.nth ?? 0) - (b.nth ?? 0) || order.indexOf(a.day) - order.indexOf(b.day))
  const plainDays = (weekdays: Recurrence['weekdays']) => sorted(weekdays).map(({ day }) => day)
  const isWorkdays = (weekdays: Recurrence['weekdays']) =>
    weekdays.every((one) => one.nth === undefined) && plainDays(weekdays).join(' ') === workdays

  /** "ogni 2 mesi", "ogni mese". */
  const every = ({ frequency, interval }: Recurrence) =>
    t(`calendar.repeat.${frequency}`, { count: interval })

  /** Which days of a month or a year: null when the rule leaves it to the start. */
  const which = ({ weekdays, monthDays, positions }: Recurrence): string | null => {
    if (weekdays.length === 0 && monthDays.length === 0) return null
    const named = weekdays.filter((one) => one.nth !== undefined)
    if (positions.length > 0) {
      const days = plainDays(weekdays)
      const what =
        weekdays.length === 0
          ? t('calendar.repeat.among', { days: and(monthDays.map(dateOfMonth)) })
          : isWorkdays(weekdays)
            ? t('calendar.repeat.workday')
            : days.length === 7
              ? t('calendar.repeat.day')
              : days.length === 1
                ? dayName(days[0]!)
                : t('calendar.repeat.dayAmong', { days: and(days.map(dayName)) })
      const feminine = days.length === 1 && days[0] === 'SU'
      return and(positions.map((position) => nth(position, what, feminine)))
    }
    if (named.length > 0)
      return and(
        sorted(weekdays).map(({ day, nth: n }) => (n ? nth(n, dayName(day), day === 'SU') : theDay(day))),
      )
    if (monthDays.length > 0 && weekdays.length > 0)
      return t('calendar.repeat.dayThatIs', {
        days: and(plainDays(weekdays).map(theDay)),
        dates: and(monthDays.map(dateOfMonth)),
      })
    if (monthDays.length > 0) return and(monthDays.map(dateOfMonth))
    return and(plainDays(weekdays).map(theDay))
  }

  const main = (recurrence: Recurrence): string => {
    const { frequency, interval, weekdays, months } = recurrence
    if (frequency === 'daily' && weekdays.length > 0 && interval === 1)
      return main({ ...recurrence, frequency: 'weekly' })
    if (frequency === 'daily')
      return weekdays.length === 0
        ? every(recurrence)
        : t('calendar.repeat.onlyOn', {
            every: every(recurrence),
            days: and(plainDays(weekdays).map(theDay)),
          })
    if (frequency === 'weekly') {
      if (weekdays.length === 0) return every(recurrence)
      if (interval === 1) {
        if (isWorkdays(weekdays)) return t('calendar.repeat.workdays')
        const [first, ...rest] = plainDays(weekdays)
        if (rest.length === 6) return t('calendar.repeat.daily', { count: 1 })
        return and([everyDay(first!), ...rest.map(dayName)])
      }
      const days = isWorkdays(weekdays)
        ? t('calendar.repeat.onWorkdays')
        : and(plainDays(weekdays).map(theDay))
      return `${every(recurrence)} ${days}`
    }
    const days = which(recurrence)
    if (frequency === 'monthly') {
      if (days === null) return every(recurrence)
      return interval === 1
        ? capitalised(t('calendar.repeat.ofMonth', { days }))
        : `${every(recurrence)}, ${days}`
    }
    if (days === null)
      return months.length > 0
        ? t('calendar.repeat.in', { every: every(recurrence), months: and(months.map(monthName)) })
        : every(recurrence)
    const plainDate = recurrence.monthDays.length > 0 && recurrence.weekdays.length === 0
    if (months.length === 0) return t('calendar.repeat.ofYear', { every: every(recurrence), days })
    return t(plainDate ? 'calendar.repeat.onDate' : 'calendar.repeat.ofMonths', {
      every: every(recurrence),
      days,
      months: and(months.map(monthName)),
    })
  }

  /** Months that narrow a rule which is not yearly, and dates that narrow one by days or weeks. */
  const limits = ({ frequency, months, monthDays }: Recurrence): string[] => [
    ...(frequency === 'yearly' || months.length === 0
      ? []
      : [t('calendar.repeat.onlyIn', { months: and(months.map(monthName)) })]),
    ...(monthDays.length > 0 && (frequency === 'daily' || frequency === 'weekly')
      ? [t('calendar.repeat.onlyDates', { dates: and(monthDays.map(dateOfMonth)) })]
      : []),
  ]

  const end = ({ end: { kind, count, until } }: Recurrence): string => {
    if (kind === 'count' && count !== undefined) return t('calendar.repeat.times', { count })
    if (kind === 'until' && until !== undefined)
      return t('calendar.repeat.until', { date: until.split('-').reverse().join('/') })
    return ''
  }
  return { main, limits, end }
}

function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1)
}
