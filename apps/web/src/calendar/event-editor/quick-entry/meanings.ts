import { addDays, addMonths, type Day, dayAt, daysInMonth, partsOf, weekdayOf } from '../../clock/days.ts'
import { weekdays as weekdayNames } from '../../fields/day-names.ts'
import { nextDate, nextWeekday, readDate } from '../../fields/typed-date.ts'
import { nearDays, numberOf, ordinalOf, weekdayNumber, wordPatterns } from '../../fields/words.ts'
import type { Frequency } from '../../recurrence/recurrence-form.ts'
import { readClock, readHours } from './clock-words.ts'
import type { Now, Rule, Understood } from './understood.ts'

// What either grammar means by its pieces. A grammar says how something is put; the names of its groups say what is what.

type Read = Rule['read']

const start = String.raw`(?<![\p{L}\p{N}/.:-])`
export const stop = String.raw`(?![\p{L}\p{N}/])`

/** A way to say something, as whole words. */
export const rule = (pattern: string, read: Read): Rule => ({
  pattern: new RegExp(`${start}(?:${pattern})${stop}`, 'u'),
  read,
})

const repeat = (
  frequency: Frequency,
  interval: number,
  more: Omit<Extract<Understood, { kind: 'repeat' }>, 'kind' | 'frequency' | 'interval'> = {},
): Understood => ({ kind: 'repeat', frequency, interval, ...more })

/** Days, weeks, months and years, by the letter they begin with: giorni, weekly. */
const frequencies: Record<string, Frequency> = {
  g: 'daily',
  d: 'daily',
  s: 'weekly',
  w: 'weekly',
  m: 'monthly',
  a: 'yearly',
  y: 'yearly',
}
const frequencyOf = (unit: string): Frequency => frequencies[unit[0]!]!

export const everyWorkday: Read = () => repeat('weekly', 1, { weekdays: [0, 1, 2, 3, 4] })

export const everyNthOfMonth: Read = ({ nth, nth2, weekday, weekday2, work, day }, { language }) => {
  const at = weekdayNumber(weekday ?? weekday2 ?? '', language)
  const on = work ? 'workday' : day ? 'day' : at === null ? null : weekdayNames[at]!
  const position = ordinalOf((nth ?? nth2)!, language)
  return on && repeat('monthly', 1, { on: { kind: 'weekday', nth: position, day: on } })
}

export const everyDateOfMonth: Read = ({ date, date2 }) => {
  const said = Number(date ?? date2)
  return said < 1 || said > 31 ? null : repeat('monthly', 1, { on: { kind: 'dates', dates: [said] } })
}

export const everyEndOfMonth: Read = () => repeat('monthly', 1, { on: { kind: 'dates', dates: [-1] } })

/** In every such week, on the weekdays that are named, if any are. */
export const everyWeeks =
  (interval: number): Read =>
  ({ list, list2 }, { language }) =>
    repeat('weekly', interval, weekdaysIn(list ?? list2, language))

export const everyUnit: Read = ({ other, n, unit, list }, { language }) => {
  const interval = other ? 2 : n === undefined ? 1 : numberOf(n, language)
  if (interval === null || interval < 1) return null
  return repeat(frequencyOf(unit!), interval, weekdaysIn(list, language))
}

function weekdaysIn(list: string | undefined, language: Now['language']): { weekdays?: number[] } {
  if (list === undefined) return {}
  const words = list.matchAll(new RegExp(wordPatterns(language).weekday, 'gu'))
  return { weekdays: [...words].flatMap(([word]) => weekdayNumber(word, language) ?? []) }
}

export const until: Read = ({ day }, now) => {
  const last = dayIn(day!, now)
  return last === null ? null : { kind: 'repeatEnd', end: { kind: 'until', until: last } }
}

export const thatOften: Read = ({ n }, { language }) => {
  const count = numberOf(n!, language)
  return count === null || count < 1 ? null : { kind: 'repeatEnd', end: { kind: 'count', count } }
}

const articles = { it: /\b(?:il\s+|l')/g, en: /\bthe\s+/g }

/** A date, a weekday or "domani"; a number alone where a month is at hand. */
function dayIn(text: string, { today, language }: Now, ofMonth?: Day): Day | null {
  const said = text
    .replaceAll(articles[language], '')
    .replace(/^primo\b/, '1')
    .replace(/^(\d{1,2})(?:st|nd|rd|th)$/, '$1')
  if (ofMonth === undefined || !/^\d{1,2}$/.test(said)) return readDate(said, { today, language })
  const { year, month } = partsOf(ofMonth)
  const date = Number(said)
  return date >= 1 && date <= daysInMonth(year, month) ? dayAt(year, month, date) : null
}

const oneDay = (day: Day | null): Understood | null =>
  day === null ? null : { kind: 'days', from: day, to: day }

/** "From 3 to 14 August": the first takes its month from the second, which lies ahead. */
export const fromDayToDay: Read = ({ from, to, month }, now) => {
  const end = month === undefined ? to! : `${to!} ${month}`
  const last = dayIn(end, now)
  if (last === null) return null
  const first = dayIn(from!, now, /^(?:primo|\d{1,2})$/.test(end.trim()) ? undefined : last)
  if (first === null) return null
  if (first <= last) return { kind: 'days', from: first, to: last }
  const next = dayIn(end, { ...now, today: first })
  return next === null || next < first ? null : { kind: 'days', from: first, to: next }
}

export const onDay: Read = ({ day }, now) => oneDay(dayIn(day!, now))

/** Today, tomorrow, and what is said of them ("stasera"). */
export const soon: Read = ({ near }, { today, language }) => oneDay(addDays(today, nearDays(near!, language)))

export const inSomeTime: Read = ({ n, unit }, { today, language }) => {
  const count = numberOf(n!, language)
  if (count === null) return null
  const frequency = frequencyOf(unit!)
  return oneDay(
    frequency === 'monthly'
      ? addMonths(today, count)
      : addDays(today, frequency === 'weekly' ? count * 7 : count),
  )
}

/** Not today's, where today is one: `next`, before or after its name; or that of the week to come. */
export const nextOne: Read = ({ next, next2, ofNextWeek }, { today, language }) => {
  const at = weekdayNumber((next ?? next2 ?? ofNextWeek)!, language)
  if (at === null) return null
  if (ofNextWeek !== undefined) return oneDay(addDays(today, 7 - weekdayOf(today) + at))
  return oneDay(nextWeekday(addDays(today, 1), at))
}

export const onWeekday: Read = ({ day, date }, { today, language }) => {
  const at = weekdayNumber(day!, language)
  if (at === null) return null
  if (date !== undefined) return oneDay(nextDate(today, Number(date)))
  const next = nextWeekday(today, at)
  return { kind: 'days', from: next, to: next, byWeekday: true }
}

export const onDate: Read = ({ date }, { today }) =>
  oneDay(nextDate(today, date === 'primo' ? 1 : Number(date)))

export const allDay: Read = () => ({ kind: 'allDay' })

export const fromTimeToTime: Read = ({ from, to }) => {
  const read = readHours(from!, to!)
  return read && { kind: 'hours', ...read }
}

export const atTime: Read = ({ time, half }) => {
  const minute = readClock(time!, half)
  return minute === null ? null : { kind: 'hours', from: minute, to: null }
}

export const atNoon: Read = () => ({ kind: 'hours', from: 720, to: null })

export const forHalfAnHour: Read = () => ({ kind: 'length', minutes: 30 })

/** `n` hours, one where it is not said; and `half` of one more, or some `minutes`. */
export const forHours: Read = ({ n, half, minutes }, { language }) => {
  const whole = n === undefined ? 1 : n === '1.5' ? 1.5 : numberOf(n, language)
  if (whole === null || whole > 24) return null
  return { kind: 'length', minutes: whole * 60 + (half ? 30 : Number(minutes ?? 0)) }
}

/** "1h30". */
export const forHoursAndMinutes: Read = ({ n, minutes }) => ({
  kind: 'length',
  minutes: Number(n) * 60 + Number(minutes),
})

export const forMinutes: Read = ({ n }, { language }) => {
  const minutes = numberOf(n!, language)
  return minutes === null ? null : { kind: 'length', minutes }
}

export const forDays: Read = ({ n, unit }, { language }) => {
  const count = numberOf(n!, language)
  if (count === null) return null
  return { kind: 'lengthDays', days: frequencyOf(unit!) === 'weekly' ? count * 7 : count }
}

export const inPlace: Read = ({ place }) =>
  place === undefined || place.trim() === '' ? null : { kind: 'place', place: place.trim() }
