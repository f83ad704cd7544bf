/** Days count by the calendar, the rest by the clock (RFC 5545 §3.3.6). */
export interface Duration {
  readonly days: number
  readonly ms: number
}

/** Reads a DURATION value; undefined when it is none. */
export function readDuration(text: string): Duration | undefined {
  const match =
    /^([+-])?P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,8})H)?(?:(\d{1,8})M)?(?:(\d{1,10})S)?)?$/i.exec(
      text.trim(),
    )
  if (match === null || !/\d/.test(text)) return undefined
  const [, sign, weeks, days, hours, minutes, seconds] = match
  const factor = sign === '-' ? -1 : 1
  const number = (digits: string | undefined) => Number(digits ?? 0)
  return {
    // `|| 0`: never minus zero
    days: factor * (number(weeks) * 7 + number(days)) || 0,
    ms: factor * ((number(hours) * 60 + number(minutes)) * 60 + number(seconds)) * 1000 || 0,
  }
}

/** Writes a DURATION value; days and clock time of opposite signs become clock time. */
export function durationText({ days, ms }: Duration): string {
  if (days * ms < 0) return durationText({ days: 0, ms: days * 86_400_000 + ms })
  const sign = days < 0 || ms < 0 ? '-' : ''
  const seconds = Math.abs(Math.trunc(ms / 1000))
  const clock = [
    [Math.floor(seconds / 3600), 'H'],
    [Math.floor(seconds / 60) % 60, 'M'],
    [seconds % 60, 'S'],
  ]
    .filter(([count]) => count !== 0)
    .map(([count, unit]) => `${count}${unit}`)
    .join('')
  if (days === 0 && clock === '') return 'PT0S'
  return `${sign}P${days === 0 ? '' : `${Math.abs(days)}D`}${clock === '' ? '' : `T${clock}`}`
}
