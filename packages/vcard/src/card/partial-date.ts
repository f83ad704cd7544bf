import type { PartialDate } from './card-data.ts'

const none = { year: null, month: null, day: null }
/** Year, month and day with or without hyphens, each but the last may be missing (RFC 6350 §4.3.1); a time after it is left out. */
const iso = /^(?:(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?)?|--(\d{2})-?(\d{2})?|---(\d{2}))(?:T.*)?$/
/** As people write it in Italy, and programs that ask nobody. */
const written = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/

/** Reads a date as cards have it; `omitted` is the year that stands for none (X-APPLE-OMIT-YEAR). */
export function partialDate(value: string, omitted?: string): PartialDate | null {
  const text = value.trim()
  if (text === '') return null
  const parts = iso.exec(text)
  if (parts) {
    const [year, month, day] = [
      parts[1] === omitted ? undefined : parts[1],
      parts[2] ?? parts[4],
      parts[3] ?? parts[5] ?? parts[6],
    ].map((part) => (part === undefined ? null : Number(part))) as [
      number | null,
      number | null,
      number | null,
    ]
    if (isDate(year, month, day)) return { year, month, day, text: '' }
  }
  const local = written.exec(text)
  if (local) {
    const [day, month, year] = [Number(local[1]), Number(local[2]), Number(local[3])]
    if (isDate(year, month, day)) return { year, month, day, text: '' }
  }
  return { ...none, text }
}

function isDate(year: number | null, month: number | null, day: number | null): boolean {
  if (month !== null && (month < 1 || month > 12)) return false
  if (day === null) return true
  // In no particular year February has 29 days.
  const last = month === null ? 31 : new Date(Date.UTC(year ?? 2000, month, 0)).getUTCDate()
  return day >= 1 && day <= last
}

/** As the RFC of 4.0 writes it; 3.0 knows whole dates, and a year that is not known as 1604, which Apple's programs read. */
export function dateText(
  date: PartialDate,
  version: '2.1' | '3.0' | '4.0',
): { value: string; omitted: boolean } {
  const { year, month, day, text } = date
  if (month === null && year === null) return { value: text, omitted: false }
  const two = (number: number) => String(number).padStart(2, '0')
  if (version === '4.0')
    return {
      value:
        (year === null ? '--' : String(year).padStart(4, '0')) +
        (month === null ? '' : (year !== null && day === null ? '-' : '') + two(month)) +
        (day === null ? '' : two(day)),
      omitted: false,
    }
  return {
    // What is not known is left out: not what 3.0 has, but no day that nobody said.
    value: [
      String(year ?? 1604).padStart(4, '0'),
      ...[month, day].map((one) => (one === null ? '' : two(one))),
    ]
      .filter((one) => one !== '')
      .join('-'),
    omitted: year === null,
  }
}
