import { calendarSubscriptions } from '@staffetta/contract'
import type { FastifyInstance } from 'fastify'
import { mount } from '../../http/mount.ts'
import type { CalendarAccounts } from '../account/calendar-accounts.ts'
import type { Feeds } from './feeds.ts'

export function mountSubscriptions(
  app: FastifyInstance,
  { calendars, feeds }: { calendars: CalendarAccounts; feeds: Feeds },
): void {
  mount(app, calendarSubscriptions.subscribeCalendar, async ({ account, body }) =>
    feeds.subscribe(calendars.of(account), body),
  )
  mount(app, calendarSubscriptions.setRefresh, async ({ account, params, body }) =>
    feeds.update(calendars.of(account), params.calendarId, { refresh_minutes: body.refreshMinutes }),
  )
  mount(app, calendarSubscriptions.refreshSubscription, async ({ account, params }) =>
    feeds.refresh(calendars.of(account), params.calendarId),
  )
}
