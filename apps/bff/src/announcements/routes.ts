import { announcements, type LiveEvent } from '@staffetta/contract'
import type { FastifyInstance } from 'fastify'
import { putAway, putAwayBy } from '../db/announcements.ts'
import type { Db } from '../db/open.ts'
import { AppError } from '../http/app-error.ts'
import { mount } from '../http/mount.ts'
import { announcedTo } from './shown.ts'

interface Deps {
  db: Db
  publish: (accountKey: string, events: LiveEvent[]) => void
}

export function mountAnnouncements(app: FastifyInstance, { db, publish }: Deps): void {
  mount(app, announcements.listAnnouncements, async ({ account }) => {
    const [announced, away] = await Promise.all([announcedTo(db, account.tenantId), putAwayBy(db, account)])
    return {
      announcements: announced.map((one) => ({ ...one, away: away.get(one.id) === one.edition })),
    }
  })

  mount(app, announcements.putAway, async ({ account, params, body }) => {
    const seen = (await announcedTo(db, account.tenantId)).find(({ id }) => id === params.announcementId)
    if (seen?.edition !== body.edition) throw new AppError('request/not-found')
    await putAway(db, account, { id: seen.id, ...body })
    // Their other tabs, and telephones, are told.
    publish(account.key, [{ type: 'announcements.changed' }])
  })
}
