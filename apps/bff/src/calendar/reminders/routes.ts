import { reminders } from '@staffetta/contract'
import type { FastifyInstance } from 'fastify'
import type { Db } from '../../db/open.ts'
import { mount } from '../../http/mount.ts'
import type { CalendarAccounts } from '../account/calendar-accounts.ts'
import type { ServiceCalendars } from '../account/service-calendars.ts'
import { listReminders, putOffReminders } from './reminders.ts'

export function mountReminders(
  app: FastifyInstance,
  deps: { db: Db; calendars: CalendarAccounts; services: ServiceCalendars },
): void {
  const { db, calendars } = deps
  mount(app, reminders.listReminders, async ({ account, query }) =>
    listReminders(deps, calendars.of(account), query),
  )
  mount(app, reminders.putOffReminders, async ({ account, body }) =>
    putOffReminders(db, calendars.of(account), body),
  )
}
