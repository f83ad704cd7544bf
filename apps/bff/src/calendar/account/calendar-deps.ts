import type { CalendarLiveEvent } from '@staffetta/contract'
import type { Db } from '../../db/open.ts'
import type { ImapAccounts } from '../../mail/imap-accounts.ts'
import type { Outbox } from '../../mail/outbox/outbox.ts'
import type { CalendarAccounts } from './calendar-accounts.ts'
import type { ServiceCalendars } from './service-calendars.ts'

/** What the calendar area needs from outside itself. */
export interface CalendarDeps {
  db: Db
  calendars: CalendarAccounts
  services: ServiceCalendars
  outbox: Outbox
  /** Invitations are read from the mail they came in. */
  imap: ImapAccounts
  /** A word to every tab of the tenant that is open on this node, or to those of one person. */
  tellTenant: (tenantId: string, events: CalendarLiveEvent[]) => void
  tellAccount: (tenantId: string, address: string, events: CalendarLiveEvent[]) => void
}
