import type { Occurrence } from '@staffetta/contract'
import type { Locale, Translate } from '@staffetta/i18n'
import { daysBetween, type Day } from '../clock/days.ts'

/** "tra 15 minuti", "domani", "10 minuti fa": how far away it is. */
export function howFar(
  { startAt, endAt, days }: Pick<Occurrence, 'startAt' | 'endAt' | 'days'>,
  { now, today, locale, t }: { now: number; today: Day; locale: Locale; t: Translate },
): string {
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  if (days !== null) return relative.format(daysBetween(today, days.start), 'day')
  const end = Date.parse(endAt)
  if (end < now && end > Date.parse(startAt))
    return t('calendarReminder.ended', { ago: far(relative, end - now, t) })
  return far(relative, Date.parse(startAt) - now, t)
}

function far(relative: Intl.RelativeTimeFormat, ms: number, t: Translate): string {
  const minutes = Math.round(ms / 60_000)
  if (minutes === 0) return t('calendarReminder.now')
  if (Math.abs(minutes) < 90) return relative.format(minutes, 'minute')
  const hours = Math.round(minutes / 60)
  return Math.abs(hours) < 36
    ? relative.format(hours, 'hour')
    : relative.format(Math.round(hours / 24), 'day')
}
