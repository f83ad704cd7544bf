import type { Booking, Resource } from '@staffetta/contract'
import type { Translate } from '@staffetta/i18n'
import { whenText, type Sayer } from '../occurrences/day-words.ts'

/** Of a private event nobody is told what it is. */
export function bookingTitle({ title, who }: Booking, t: Translate): string {
  return title.trim() || t(who === null ? 'calendar.resources.taken' : 'calendar.resources.private')
}

/** The hours of the day one looks at. */
export function bookingWhen(booking: Booking, { t, formats }: Sayer): string {
  if (booking.days !== null) return t('calendar.allDay')
  return `${formats.time(booking.startAt)}–${formats.time(booking.endAt)}`
}

/** With its days. */
export function bookingWhenLong(booking: Booking, sayer: Sayer): string {
  return whenText(booking, sayer)
}

/** "12 posti · Primo piano". */
export function factsOf({ capacity, place }: Resource, t: Translate): string {
  return [
    ...(capacity === null ? [] : [t('calendar.resources.capacity', { count: capacity })]),
    ...(place === '' ? [] : [place]),
  ].join(' · ')
}
