import type { Calendar, Occurrence } from '@staffetta/contract'
import type { Translate } from '@staffetta/i18n'
import { isChangeable, isMovable, isRemovable } from '../occurrences/occurrences.ts'

/** Why an event stays where it is, or is there at all: said where one would look for the way. Null where nothing is missing. */
export function whyNot(occurrence: Occurrence, calendars: readonly Calendar[], t: Translate): string | null {
  const calendar = calendars.find(({ id }) => id === occurrence.calendarId)
  if (calendar === undefined) return null
  if (occurrence.hidden) return t('calendar.event.why.hidden')
  if (calendar.kind === 'subscribed') return t('calendar.event.why.subscribed')
  if (!calendar.can.write) return t('calendar.event.why.read', { name: calendar.owner ?? calendar.name })
  if (!isChangeable(occurrence, calendars) || isMovable(occurrence, calendars)) return null
  const organizer = occurrence.people?.organizer
  const name = organizer?.name || organizer?.address || ''
  return t(
    isRemovable(occurrence, calendars) ? 'calendar.event.why.invited' : 'calendar.event.why.colleague',
    { name },
  )
}
