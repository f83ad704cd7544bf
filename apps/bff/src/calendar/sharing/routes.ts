import { calendar } from '@staffetta/contract'
import type { FastifyInstance } from 'fastify'
import { mount } from '../../http/mount.ts'
import type { CalendarDeps } from '../account/calendar-deps.ts'
import { listColleagues } from '../../dav/colleagues.ts'
import { getSharing, putShare } from '../../dav/sharing.ts'
import { hrefOfCalendar } from '../account/refs.ts'
import { calendarSharing } from './sharing.ts'

export function mountSharing(app: FastifyInstance, deps: CalendarDeps): void {
  const { db, calendars } = deps
  const area = calendarSharing(deps)

  mount(app, calendar.getSharing, async ({ account, params }) =>
    getSharing(area, calendars.of(account), hrefOfCalendar(params.calendarId)),
  )
  mount(app, calendar.putShare, async ({ account, params, body }) =>
    putShare(area, calendars.of(account), hrefOfCalendar(params.calendarId), body),
  )
  mount(app, calendar.listColleagues, async ({ account, query }) =>
    listColleagues(db, calendars.of(account), query.text),
  )
}
