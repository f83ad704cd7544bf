import type { Translate } from '@staffetta/i18n'

const units = [
  ['weeks', 10_080],
  ['days', 1440],
  ['hours', 60],
  ['minutes', 1],
] as const

/** "15 minuti prima", "all’inizio"; what is negative comes after the start. */
export function beforeText(minutes: number, t: Translate): string {
  if (minutes === 0) return t('calendar.reminder.atStart')
  const size = Math.abs(minutes)
  const [unit, one] = units.find(([, length]) => size % length === 0)!
  const length = t(`calendar.reminder.${unit}`, { count: size / one })
  return t(minutes > 0 ? 'calendar.reminder.before' : 'calendar.reminder.after', { length })
}
