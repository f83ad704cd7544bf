import type { Translate } from '@staffetta/i18n'

const units = [
  ['weeks', 10_080],
  ['days', 1440],
  ['hours', 60],
  ['minutes', 1],
] as const

export type LengthUnit = (typeof units)[number][0]

export const minutesOf = (unit: LengthUnit): number => units.find(([name]) => name === unit)![1]

/** The greatest unit in which a length is a whole number: 120 is 2 hours. */
export function wholeUnit(minutes: number): { unit: LengthUnit; count: number } {
  const [unit, size] = units.find(([, one]) => minutes >= one && minutes % one === 0) ?? units[3]
  return { unit, count: minutes / size }
}

/** "1 h 30 min", "2 giorni". */
export function lengthText(minutes: number, t: Translate): string {
  const hours = Math.floor(minutes / 60)
  if (minutes % 60 !== 0 && hours > 0 && hours < 24)
    return `${t('event.length.hours', { count: hours })} ${t('event.length.minutes', { count: minutes % 60 })}`
  const { unit, count } = wholeUnit(minutes)
  return t(`event.length.${unit}`, { count })
}
