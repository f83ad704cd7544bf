import { Readable } from 'node:stream'
import { calendar, calendarHours } from '@staffetta/contract'
import type { FastifyInstance } from 'fastify'
import { mount } from '../http/mount.ts'
import { sendBytes } from '../mail/send-bytes.ts'
import { mountAttachments } from './attachments/routes.ts'
import { answerEvent } from './invitations/answers.ts'
import type { CalendarDeps } from './account/calendar-deps.ts'
import { listCalendars } from './calendars/calendar-list.ts'
import { deleteCalendar, orderCalendars, updateCalendar } from './calendars/calendar-settings.ts'
import { createCalendar } from './calendars/calendars.ts'
import { changeEvent, createEvent, removeEvent } from './changes/changes.ts'
import { moveEvent } from './changes/move-event.ts'
import { listEvents, searchEvents } from './events/events.ts'
import { getHours, putHours } from './hours/working-hours.ts'
import { getFreeBusy } from './free-busy/free-busy.ts'
import { answerInvitation, applyInvitation, declineProposal } from './invitations/invitation-answers.ts'
import { getInvitation } from './invitations/invitation.ts'
import { getEvent } from './events/open-event.ts'
import { mountResources } from './resources/routes.ts'
import { mountSharing } from './sharing/routes.ts'
import { readSource } from './events/source.ts'
import { mountTasks } from './tasks/routes.ts'
import { undo } from './changes/undo.ts'

export function mountCalendar(app: FastifyInstance, deps: CalendarDeps): void {
  const { calendars } = deps

  mount(app, calendar.listCalendars, async ({ account }) => listCalendars(deps, calendars.of(account)))
  mount(app, calendar.createCalendar, async ({ account, body }) =>
    createCalendar(calendars.of(account), body),
  )
  mount(app, calendar.updateCalendar, async ({ account, params, body }) =>
    updateCalendar(deps, calendars.of(account), params.calendarId, body),
  )
  mount(app, calendar.deleteCalendar, async ({ account, params }) =>
    deleteCalendar(deps, calendars.of(account), params.calendarId),
  )

  mount(app, calendar.orderCalendars, async ({ account, body }) =>
    orderCalendars(deps, calendars.of(account), body.calendarIds),
  )

  mount(app, calendar.listEvents, async ({ account, query }) =>
    listEvents(deps, calendars.of(account), query),
  )
  mount(app, calendar.searchEvents, async ({ account, query }) =>
    searchEvents(deps, calendars.of(account), query),
  )
  mount(app, calendar.getEvent, async ({ account, params, query }) =>
    getEvent(deps, calendars.of(account), params.ref, query),
  )
  mount(app, calendar.downloadEvent, async ({ account, params, reply }) => {
    const { text, fileName } = await readSource(deps, calendars.of(account), params.ref)
    const headers = { type: 'text/calendar; charset=utf-8', fileName, disposition: 'attachment' } as const
    await sendBytes(reply, Readable.from([Buffer.from(text)]), headers)
  })

  mount(app, calendar.createEvent, async ({ account, body }) =>
    createEvent(deps, calendars.of(account), body),
  )
  mount(app, calendar.changeEvent, async ({ account, params, body }) =>
    changeEvent(deps, calendars.of(account), params.ref, body),
  )
  mount(app, calendar.removeEvent, async ({ account, params, body }) =>
    removeEvent(deps, calendars.of(account), params.ref, body),
  )
  mount(app, calendar.moveEvent, async ({ account, params, body }) =>
    moveEvent(deps, calendars.of(account), params.ref, body.calendarId),
  )
  mount(app, calendar.answerEvent, async ({ account, params, body }) =>
    answerEvent(deps, calendars.of(account), params.ref, body),
  )
  mount(app, calendar.getFreeBusy, async ({ account, body }) =>
    getFreeBusy(deps, calendars.of(account), body),
  )
  mount(app, calendarHours.getHours, async ({ account }) => getHours(deps.db, calendars.of(account)))
  mount(app, calendarHours.putHours, async ({ account, body }) =>
    putHours(deps.db, calendars.of(account), body),
  )
  mount(app, calendar.getInvitation, async ({ account, params, query }) =>
    getInvitation(deps, calendars.of(account), params.ref, query.zone),
  )
  mount(app, calendar.answerInvitation, async ({ account, params, body }) =>
    answerInvitation(deps, calendars.of(account), params.ref, body),
  )
  mount(app, calendar.declineProposal, async ({ account, params, body }) =>
    declineProposal(deps, calendars.of(account), params.ref, body.comment),
  )
  mount(app, calendar.applyInvitation, async ({ account, params }) =>
    applyInvitation(deps, calendars.of(account), params.ref),
  )
  mountAttachments(app, deps)
  mountSharing(app, deps)
  mountResources(app, deps)
  mountTasks(app, deps)
  mount(app, calendar.undo, async ({ account, body }) => undo(deps, calendars.of(account), body.undo))
}
