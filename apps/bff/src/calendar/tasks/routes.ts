import { tasks } from '@staffetta/contract'
import type { FastifyInstance } from 'fastify'
import { mount } from '../../http/mount.ts'
import type { CalendarDeps } from '../account/calendar-deps.ts'
import { getTask } from './open-task.ts'
import { changeTask, changeTasks, completeTasks, createTask, moveTasks, removeTasks } from './task-changes.ts'
import { listTasks } from './tasks.ts'

export function mountTasks(app: FastifyInstance, deps: CalendarDeps): void {
  const { calendars } = deps

  mount(app, tasks.listTasks, async ({ account, query }) => listTasks(deps, calendars.of(account), query))
  mount(app, tasks.getTask, async ({ account, params, query }) =>
    getTask(deps, calendars.of(account), params.ref, query),
  )
  mount(app, tasks.createTask, async ({ account, body }) => createTask(deps, calendars.of(account), body))
  mount(app, tasks.changeTask, async ({ account, params, body }) =>
    changeTask(deps, calendars.of(account), params.ref, body),
  )
  mount(app, tasks.changeTasks, async ({ account, body }) =>
    changeTasks(deps, calendars.of(account), body.tasks),
  )
  mount(app, tasks.completeTasks, async ({ account, body }) =>
    completeTasks(deps, calendars.of(account), body),
  )
  mount(app, tasks.removeTasks, async ({ account, body }) =>
    removeTasks(deps, calendars.of(account), body.tasks),
  )
  mount(app, tasks.moveTasks, async ({ account, body }) => moveTasks(deps, calendars.of(account), body))
}
