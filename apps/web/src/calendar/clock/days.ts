/** A day of the calendar, "2026-11-24". Days are counted in UTC, where each has 24 hours: no clock changes among them. */
export type Day = string

const dayMs = 86_400_000

export const dayNumber = (day: Day): number => Date.parse(`${day}T00:00:00Z`) / dayMs

export const dayOf = (number: number): Day => new Date(number * dayMs).toISOString().slice(0, 10)

export const addDays = (day: Day, by: number): Day => dayOf(dayNumber(day) + by)

export const daysBetween = (from: Day, to: Day): number => dayNumber(to) - dayNumber(from)

/** Monday is 0. */
export const weekdayOf = (day: Day): number => (((dayNumber(day) + 3) % 7) + 7) % 7

export const startOfWeek = (day: Day): Day => addDays(day, -weekdayOf(day))

export const startOfMonth = (day: Day): Day => `${day.slice(0, 7)}-01`

/** The same day of another month, or the last one that month has. */
export function addMonths(day: Day, by: number): Day {
  const { year, month, date } = partsOf(day)
  return dayAt(year, month + by, Math.min(date, daysInMonth(year, month + by)))
}

/** The ISO week: the one that holds its Thursday. */
export function weekNumber(day: Day): number {
  const thursday = addDays(startOfWeek(day), 3)
  return 1 + Math.floor(daysBetween(`${thursday.slice(0, 4)}-01-01`, thursday) / 7)
}

export function eachDay({ from, to }: { from: Day; to: Day }): Day[] {
  return Array.from({ length: Math.max(0, daysBetween(from, to)) }, (_, at) => addDays(from, at))
}

/** Whether a text is a day that exists. */
export function isDay(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
    addDays(text, 0) === text
  )
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
