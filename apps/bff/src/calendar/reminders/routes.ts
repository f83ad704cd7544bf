import { reminders } from '@staffetta/contract'
import type { FastifyInstance } from 'fastify'
import type { Db } from '../../db/open.ts'
import { mount } from '../../http/mount.ts'
import type { CalendarAccounts } from '../calendar-accounts.ts'
import { listReminders, putOffReminders } from './reminders.ts'

export function mountReminders(
  app: FastifyInstance,
  { db, calendars }: { db: Db; calendars: CalendarAccounts },
): void {
  mount(app, reminders.listReminders, async ({ account, query }) =>
    listReminders(db, calendars.of(account), query),
  )
  mount(app, reminders.putOffReminders, async ({ account, body }) =>
    putOffReminders(db, calendars.of(account), body),
  )
}
