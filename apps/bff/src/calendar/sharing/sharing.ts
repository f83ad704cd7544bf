import { bringBack } from '../../db/calendar-choices.ts'
import type { SharingArea } from '../../dav/sharing.ts'
import type { CalendarAccount } from '../account/calendar-account.ts'
import type { CalendarDeps } from '../account/calendar-deps.ts'
import { told } from '../account/dav-errors.ts'

/** Of a calendar one may also show only when one is taken, and show it to all of the body. */
export function calendarSharing(deps: CalendarDeps): SharingArea<CalendarAccount> {
  const { db, services, calendars } = deps
  return {
    db,
    services,
    told,
    rights: { person: ['busy', 'read', 'write'], everyone: ['busy', 'read', 'write'] },
    codes: { notPermitted: 'calendar/not-permitted', outside: 'calendar/share-outside' },
    bringBack,
    tell: (tenantId, address) => {
      calendars.forgetShared(tenantId)
      const news = [
        { type: 'calendar.calendars-changed' as const },
        { type: 'calendar.events-changed' as const, calendarIds: [] },
      ]
      if (address === null) deps.tellTenant(tenantId, news)
      else deps.tellAccount(tenantId, address, news)
    },
  }
}
