import type { Occurrence } from '@staffetta/contract'
import type { Formats, Locale, Translate } from '@staffetta/i18n'
import { addDays, type Day, weekNumber } from '../clock/days.ts'
import { daysOf, spanOf } from './occurrences.ts'
import { rangeOf, type View } from '../clock/ranges.ts'
import { taskIn } from './task-occurrence.ts'
import type { WallClock } from '../clock/wall-clock.ts'

export type DayWords = ReturnType<typeof createDayWords>

const made = new Map<Locale, DayWords>()

/** Days as people of one language say them. */
export function dayWords(locale: Locale): DayWords {
  let words = made.get(locale)
  if (!words) made.set(locale, (words = createDayWords(locale)))
  return words
}

function createDayWords(locale: Locale) {
  const tag = locale === 'en' ? 'en-GB' : 'it-IT'
  // Days are counted in UTC (days.ts), and so are they written.
  const of = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' })
    return (day: Day) => format.format(new Date(`${day}T00:00:00Z`))
  }
  const dayNumber = (day: Day) => String(Number(day.slice(8)))
  const dayMonth = of({ day: 'numeric', month: 'long' })
  const dayMonthYear = of({ day: 'numeric', month: 'long', year: 'numeric' })
  const longDay = of({ weekday: 'long', day: 'numeric', month: 'long' })
  const longDayYear = of({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  const monthYear = of({ month: 'long', year: 'numeric' })
  return {
    weekday: of({ weekday: 'long' }),
    weekdayShort: of({ weekday: 'short' }),
    weekdayNarrow: (day: Day) => of({ weekday: 'narrow' })(day).toLocaleLowerCase(tag),
    month: of({ month: 'long' }),
    monthShort: of({ month: 'short' }),
    monthYear: (day: Day) => capitalised(monthYear(day)),
    longDay,
    longDayYear,
    /** With the year where it is not the one one is in. */
    dayOf: (day: Day, today: Day) =>
      day.slice(0, 4) === today.slice(0, 4) ? longDay(day) : longDayYear(day),
    /** Both days included. Not by `formatRange`: its Italian says "03 gennaio" at the turn of a year. */
    range: (from: Day, last: Day) => {
      if (from === last) return dayMonthYear(from)
      if (from.slice(0, 7) === last.slice(0, 7)) return `${dayNumber(from)}–${dayMonthYear(last)}`
      const sameYear = from.slice(0, 4) === last.slice(0, 4)
      return `${sameYear ? dayMonth(from) : dayMonthYear(from)} – ${dayMonthYear(last)}`
    },
  }
}

/** What the head of a view says: "23–29 novembre 2026", "Novembre 2026". */
export function headingOf(view: View, date: Day, words: DayWords): string {
  switch (view) {
    case 'day':
    case 'resources':
      return words.longDayYear(date)
    case 'workweek':
    case 'week': {
      const { from, to } = rangeOf(view, date)
      return words.range(from, addDays(to, -1))
    }
    case 'month':
    case 'list':
      return words.monthYear(date)
    case 'year':
      return date.slice(0, 4)
  }
}

/** "settimana 48", where a view is within one. */
export function weekOf(view: View, date: Day): number | null {
  return view === 'day' || view === 'week' || view === 'workweek' ? weekNumber(date) : null
}

export interface Sayer {
  t: Translate
  formats: Formats
  words: DayWords
  clock: WallClock
  today: Day
}

/** What says when something is. */
type Times = Pick<Occurrence, 'startAt' | 'endAt' | 'days'>

/** "15:00–17:00"; one time where it has no length. */
function hoursOf({ startAt, endAt }: Times, formats: Formats): string {
  const [start, end] = [formats.time(startAt), formats.time(endAt)]
  return startAt === endAt ? start : `${start}–${end}`
}

/** When it is, in words: "giovedì 26 novembre, 15:00–17:00". */
export function whenText(occurrence: Times, { t, formats, words, clock, today }: Sayer): string {
  const { from, to } = daysOf(occurrence, clock)
  const last = addDays(to, -1)
  if (occurrence.days) {
    const days = from === last ? words.dayOf(from, today) : words.range(from, last)
    return t('calendar.event.allDayOn', { days })
  }
  if (from === last) return `${words.dayOf(from, today)}, ${hoursOf(occurrence, formats)}`
  const { day, minute, minutes } = spanOf(occurrence, clock)
  const end = addDays(day, Math.floor((minute + minutes) / 1440))
  return t('calendar.event.fromTo', {
    from: `${words.dayOf(day, today)}, ${formats.time(occurrence.startAt)}`,
    to: `${words.dayOf(end, today)}, ${formats.time(occurrence.endAt)}`,
  })
}

/** What the screen reader hears of an event: what, when, where, and what colours and lines say. */
export function spokenOf(occurrence: Occurrence, calendarName: string | undefined, sayer: Sayer): string {
  const { t } = sayer
  const task = taskIn(occurrence)
  return [
    task && t(task.status === 'completed' ? 'tasks.oneDone' : 'tasks.one'),
    titleOf(occurrence, t),
    whenText(occurrence, sayer),
    occurrence.location,
    calendarName,
    occurrence.status === 'cancelled' && t('calendar.event.cancelled'),
    occurrence.status === 'tentative' && t('calendar.event.tentative'),
    occurrence.people?.mine === 'needs-action' && t('calendar.event.unanswered'),
    occurrence.people?.mine === 'declined' && t('calendar.event.declined'),
    occurrence.recurring && t('calendar.event.repeats'),
  ]
    .filter(Boolean)
    .join(', ')
}

/** The title, or the word for what has none or may not be seen. */
export function titleOf({ title, hidden }: Occurrence, t: Translate): string {
  if (hidden) return t('calendar.event.busy')
  return title.trim() === '' ? t('calendar.event.untitled') : title
}

function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1)
}
