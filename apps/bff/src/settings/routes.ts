import { settings } from '@staffetta/contract'
import type { FastifyInstance } from 'fastify'
import type { Db } from '../db/open.ts'
import { mount } from '../http/mount.ts'
import { chosenOf, forgetChoice, putPreferences, readPreferences } from './preferences.ts'

export function mountSettings(app: FastifyInstance, { db }: { db: Db }): void {
  mount(app, settings.getPreferences, async ({ account }) => readPreferences(db, account))
  mount(app, settings.putPreferences, async ({ account, body }) => putPreferences(db, account, body))
  mount(app, settings.forgetChoice, async ({ account, params }) => forgetChoice(db, account, params.name))
  mount(app, settings.getRules, async ({ account }) => ({
    rules: account.tenant.rules,
    chosen: await chosenOf(db, account),
  }))
}
