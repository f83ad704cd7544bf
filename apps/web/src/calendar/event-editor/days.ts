/** A day of the calendar, "2026-11-24". Days are counted in UTC, where each has 24 hours: no clock changes among them. */
export type Day = string

const dayMs = 86_400_000

export const dayNumber = (day: Day): number => Date.parse(`${day}T00:00:00Z`) / dayMs

export const dayOf = (number: number): Day => new Date(number * dayMs).toISOString().slice(0, 10)

export const addDays = (day: Day, by: number): Day => dayOf(dayNumber(day) + by)

export const daysBetween = (from: Day, to: Day): number => dayNumber(to) - dayNumber(from)

/** Monday is 0. */
export const weekdayOf = (day: Day): number => (((dayNumber(day) + 3) % 7) + 7) % 7

/** The same day of another month, or the last one that month has. */
export function addMonths(day: Day, by: number): Day {
  const { year, month, date } = partsOf(day)
  return dayAt(year, month + by, Math.min(date, daysInMonth(year, month + by)))
}

/** Year, month (1 to 12) and date of a day. */
export function partsOf(day: Day): { year: number; month: number; date: number } {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  return { year, month, date }
}

/** Months outside of 1 to 12 run into the years beside. */
export const dayAt = (year: number, month: number, date: number): Day =>
  new Date(Date.UTC(year, month - 1, date)).toISOString().slice(0, 10)

export const daysInMonth = (year: number, month: number): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate()

/** The day, where there is one: 31 April is none. */
export function existingDay(year: number, month: number, date: number): Day | null {
  if (year < 1900 || year > 2200 || month < 1 || month > 12) return null
  return date >= 1 && date <= daysInMonth(year, month) ? dayAt(year, month, date) : null
}
