import { calendarMail } from '@staffetta/contract'
import type { FastifyInstance } from 'fastify'
import { mount } from '../../http/mount.ts'
import { type CalendarMailDeps, putChoices, readChoices } from './choices.ts'

export function mountCalendarMail(app: FastifyInstance, deps: CalendarMailDeps): void {
  mount(app, calendarMail.getCalendarMail, async ({ account }) => readChoices(deps, account))
  mount(app, calendarMail.putCalendarMail, async ({ account, body }) => putChoices(deps, account, body))
}
