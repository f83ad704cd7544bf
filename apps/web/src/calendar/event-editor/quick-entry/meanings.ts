import type { Day } from '../../clock/days.ts'
import { readHours } from './clock-words.ts'
import type { Now, Understood } from './understood.ts'

/** What the grammars of both languages make of the same pieces. */
export const oneDay = (day: Day | null): Understood | null =>
  day === null ? null : { kind: 'days', from: day, to: day }

export const timeOf = (minute: number | null): Understood | null =>
  minute === null ? null : { kind: 'hours', from: minute, to: null }

export function hoursOf(from: string, to: string): Understood | null {
  const read = readHours(from, to)
  return read && { kind: 'hours', ...read }
}

export const placeOf = ({ place }: Record<string, string | undefined>): Understood | null =>
  place === undefined || place.trim() === '' ? null : { kind: 'place', place: place.trim() }

export const workWeek: Understood = {
  kind: 'repeat',
  frequency: 'weekly',
  interval: 1,
  weekdays: [0, 1, 2, 3, 4],
}

type ReadDay = (text: string, now: Now, ofMonth?: Day) => Day | null

/** "From 3 to 14 August": the first takes its month from the second, which lies ahead. */
export function daysBetweenWords(from: string, to: string, now: Now, read: ReadDay): Understood | null {
  const last = read(to, now)
  if (last === null) return null
  const first = read(from, now, /^(?:primo|\d{1,2})$/.test(to.trim()) ? undefined : last)
  if (first === null) return null
  if (first <= last) return { kind: 'days', from: first, to: last }
  const next = read(to, { ...now, today: first })
  return next === null || next < first ? null : { kind: 'days', from: first, to: next }
}
