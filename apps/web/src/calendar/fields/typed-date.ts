import type { Locale } from '@staffetta/i18n'
import { addDays, addMonths, type Day, daysBetween, existingDay, partsOf, weekdayOf } from '../clock/days.ts'
import { fold } from './fold.ts'
import { monthNumber, weekdayNumber } from './words.ts'

/** How far back a date without a year is still taken for this year's. */
const justPastDays = 60

/**
 * A date as people type it: "26", "26/11", "26.11.26", "26 nov", "gio", "gio 26/11/2026", "domani", "+3", "2026-11-26".
 * What is not said of it is taken so that it lies ahead. Null for what is no date, or one that does not exist.
 */
export function readDate(text: string, { today, language }: { today: Day; language: Locale }): Day | null {
  const typed = fold(text).trim().replaceAll(/\s+/g, ' ')
  const near: Record<string, number> =
    language === 'en'
      ? { today: 0, tomorrow: 1, yesterday: -1 }
      : { oggi: 0, domani: 1, dopodomani: 2, ieri: -1 }
  if (typed in near) return addDays(today, near[typed]!)
  const step = /^([+-]\d{1,3})$/.exec(typed)
  if (step) return addDays(today, Number(step[1]))
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed)
  if (iso) return existingDay(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const named = /^([a-z]+)\.?$/.exec(typed)
  if (named) {
    const weekday = weekdayNumber(named[1]!, language)
    return weekday === null ? null : nextWeekday(today, weekday)
  }
  const withoutName = typed.replace(/^([a-z]+)\.?,? (?=\d)/, (all, word: string) =>
    weekdayNumber(word, language) === null ? all : '',
  )
  return readNumbers(withoutName, today) ?? readWithMonth(withoutName, today, language)
}

function readNumbers(typed: string, today: Day): Day | null {
  const match = /^(\d{1,2})(?:\s?[/.-]\s?(\d{1,2})(?:\s?[/.-]\s?(\d{2}|\d{4}))?)?$/.exec(typed)
  if (!match) return null
  const [, date, month, year] = match
  if (month === undefined) return nextDate(today, Number(date))
  return year === undefined
    ? aheadOf(today, Number(month), Number(date))
    : existingDay(fullYear(year), Number(month), Number(date))
}

function readWithMonth(typed: string, today: Day, language: Locale): Day | null {
  const match =
    /^(\d{1,2})(?:st|nd|rd|th|o|°)? (?:of )?([a-z]+)\.?(?:,? (\d{4}))?$/.exec(typed) ??
    /^(?<month>[a-z]+)\.? (?<date>\d{1,2})(?:st|nd|rd|th)?(?:,? (?<year>\d{4}))?$/.exec(typed)
  if (!match) return null
  const [date, word, year] = match.groups
    ? [match.groups['date'], match.groups['month'], match.groups['year']]
    : [match[1], match[2], match[3]]
  const month = monthNumber(word!, language)
  if (month === null) return null
  return year === undefined
    ? aheadOf(today, month, Number(date))
    : existingDay(Number(year), month, Number(date))
}

const fullYear = (year: string): number => (year.length === 2 ? 2000 + Number(year) : Number(year))

/** The next such weekday (0 is Monday), today included. */
export const nextWeekday = (today: Day, weekday: number): Day =>
  addDays(today, (weekday - weekdayOf(today) + 7) % 7)

/** The next day of a month with that number, today included. */
export function nextDate(today: Day, date: number): Day | null {
  for (let month = 0; month < 4; month++) {
    const { year, month: number } = partsOf(addMonths(`${today.slice(0, 7)}-01`, month))
    const day = existingDay(year, number, date)
    if (day !== null && day >= today) return day
  }
  return null
}

/** A day and month of this year, or of the next where it is well past; 29 February waits for its year. */
function aheadOf(today: Day, month: number, date: number): Day | null {
  const { year } = partsOf(today)
  for (const one of [
    year,
    year + 1,
    ...(month === 2 && date === 29 ? [2, 3, 4, 5, 6, 7, 8].map((n) => year + n) : []),
  ]) {
    const day = existingDay(one, month, date)
    if (day !== null && daysBetween(day, today) <= justPastDays) return day
  }
  return null
}
