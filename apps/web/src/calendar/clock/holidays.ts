import { addDays, dayAt, type Day, partsOf } from './days.ts'

const fixed = {
  '01-01': 'newYear',
  '01-06': 'epiphany',
  '04-25': 'liberation',
  '05-01': 'labour',
  '06-02': 'republic',
  '08-15': 'assumption',
  '10-04': 'francis',
  '11-01': 'allSaints',
  '12-08': 'immaculate',
  '12-25': 'christmas',
  '12-26': 'stephen',
} as const

export type Holiday = (typeof fixed)[keyof typeof fixed] | 'easter' | 'easterMonday'

/** The day of rest a day is in the whole of Italy (L. 260/1949; 4 October since L. 151/2025, from 2026); else null. */
export function holidayOf(day: Day): Holiday | null {
  const { year } = partsOf(day)
  const easter = easterOf(year)
  if (day === easter) return 'easter'
  if (day === addDays(easter, 1)) return 'easterMonday'
  const name = fixed[day.slice(5) as keyof typeof fixed] ?? null
  return name === 'francis' && year < 2026 ? null : name
}

/** Gregorian Easter Sunday, by the rule of Meeus, Jones and Butcher. */
function easterOf(year: number): Day {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const n = h + l - 7 * m + 114
  return dayAt(year, Math.floor(n / 31), (n % 31) + 1)
}
