import type { EventRef } from '@staffetta/contract'
import type { Db } from '../../db/open.ts'
import { AppError } from '../../http/app-error.ts'
import { safeFileName } from '../../mail/file-name.ts'
import type { CalendarAccount } from '../account/calendar-account.ts'
import { eventIn, eventsOf, factsOf } from '../index/entry.ts'
import { isHidden } from './events.ts'
import { objectAt } from './object-at.ts'
import { hrefOfCalendar, readEventRef } from '../account/refs.ts'
import type { ServiceCalendars } from '../account/service-calendars.ts'
import { accessTo } from '../calendars/access.ts'

/** The object as it is stored, readable or not; somebody else's private event is refused. */
export async function readSource(
  deps: { db: Db; services: ServiceCalendars },
  account: CalendarAccount,
  ref: EventRef,
): Promise<{ text: string; fileName: string }> {
  const { calendarId, href } = readEventRef(ref, account.dav.url)
  const { via, sight } = await accessTo(deps, account, hrefOfCalendar(calendarId))
  const { text } = await objectAt(via, href)
  const digest = eventIn(await account.expander.digestOne(text))
  const { master, overrides } = eventsOf(digest?.description ?? { overrides: [] })
  const me = await account.me()
  const parts = [...(master === undefined ? [] : [master]), ...overrides].map((data) => factsOf(data, me))
  if (sight.hides !== 'nothing' && (digest === undefined || parts.some((facts) => isHidden(facts, sight))))
    throw new AppError('calendar/not-permitted')
  const title = parts[0]?.title.trim() || 'evento'
  return { text, fileName: safeFileName(`${title.slice(0, 80)}.ics`, 'text/calendar') }
}
