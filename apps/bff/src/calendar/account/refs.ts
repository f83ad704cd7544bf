import type { CalendarId, EventRef } from '@staffetta/contract'
import { hrefOfId, idOfHref, readRef, refOfHref } from '../../dav/refs.ts'
import { AppError } from '../../http/app-error.ts'

export const calendarIdOf: (href: string) => CalendarId = idOfHref
export const hrefOfCalendar: (id: CalendarId) => string = hrefOfId
export const eventRefOf: (href: string) => EventRef = refOfHref

/** The calendar and the object a ref names; throws `calendar/event-gone` for a path that leads out of its calendar. */
export function readEventRef(ref: EventRef, base: URL): { calendarId: CalendarId; href: string } {
  const found = readRef(ref, base)
  if (found === undefined) throw new AppError('calendar/event-gone')
  return { calendarId: calendarIdOf(found.folder), href: found.href }
}
