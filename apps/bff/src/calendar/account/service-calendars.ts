import type { Db } from '../../db/open.ts'
import { ServiceAccounts } from '../../dav/service-accounts.ts'
import type { CalendarAccount } from './calendar-account.ts'
import type { CalendarAccounts } from './calendar-accounts.ts'

/** Calendars that are opened with nobody signed in, or for somebody else. */
export class ServiceCalendars extends ServiceAccounts<CalendarAccount> {
  constructor(deps: { db: Db; key: Buffer; accounts: CalendarAccounts }) {
    super({ ...deps, service: 'calendar' })
  }
}
