import { calendar } from '@staffetta/contract'
import type { FastifyInstance } from 'fastify'
import { mount } from '../../http/mount.ts'
import type { CalendarDeps } from '../account/calendar-deps.ts'
import { listColleagues } from './colleagues.ts'
import { getSharing, putShare } from './sharing.ts'

export function mountSharing(app: FastifyInstance, deps: CalendarDeps): void {
  const { db, calendars } = deps

  mount(app, calendar.getSharing, async ({ account, params }) =>
    getSharing(deps, calendars.of(account), params.calendarId),
  )
  mount(app, calendar.putShare, async ({ account, params, body }) =>
    putShare(deps, calendars.of(account), params.calendarId, body),
  )
  mount(app, calendar.listColleagues, async ({ account, query }) =>
    listColleagues(db, calendars.of(account), query.text),
  )
}
