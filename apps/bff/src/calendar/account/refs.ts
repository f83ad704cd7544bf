import type { CalendarId, EventRef } from '@staffetta/contract'
import { isUnder, parentOf, readHref } from '@staffetta/dav'
import { AppError } from '../../http/app-error.ts'

/** The path of the calendar, so that every node derives the same. */
export function calendarIdOf(href: string): CalendarId {
  return Buffer.from(href).toString('base64url')
}

/** The path an id stands for. That it is one of the person's calendars is found out where it is used. */
export function hrefOfCalendar(id: CalendarId): string {
  return Buffer.from(id, 'base64url').toString('utf8')
}

export function eventRefOf(href: string): EventRef {
  const folder = parentOf(href)
  return `${calendarIdOf(folder)}.${Buffer.from(href.slice(folder.length)).toString('base64url')}`
}

/** The calendar and the object a ref names; throws `calendar/event-gone` for a path that leads out of its calendar. */
export function readEventRef(ref: EventRef, base: URL): { calendarId: CalendarId; href: string } {
  const [calendarId, name] = ref.split('.') as [string, string]
  const folder = hrefOfCalendar(calendarId)
  const href = folder + Buffer.from(name, 'base64url').toString('utf8')
  if (!isUnder(href, folder) || href.slice(folder.length).includes('/') || !isPlain(href, base))
    throw new AppError('calendar/event-gone')
  return { calendarId, href }
}

/** One spelling, no dot segments, no other host. */
function isPlain(href: string, base: URL): boolean {
  try {
    return readHref(href, base) === href
  } catch {
    return false
  }
}
