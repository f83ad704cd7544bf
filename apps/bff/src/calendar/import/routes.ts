import { Readable } from 'node:stream'
import { calendarImport } from '@staffetta/contract'
import type { FastifyInstance } from 'fastify'
import type { Db } from '../../db/open.ts'
import { AppError } from '../../http/app-error.ts'
import { mount } from '../../http/mount.ts'
import type { ImapAccounts } from '../../mail/imap-accounts.ts'
import { withPart } from '../../mail/parts.ts'
import { sendBytes } from '../../mail/send-bytes.ts'
import type { CalendarAccounts } from '../account/calendar-accounts.ts'
import { exportCalendars } from '../export/export.ts'
import type { ServiceCalendars } from '../account/service-calendars.ts'
import type { Imports } from './imports.ts'

/** Files into calendars, and calendars into files. */
export function mountImport(
  app: FastifyInstance,
  {
    db,
    services,
    calendars,
    imports,
    imap,
  }: {
    db: Db
    services: ServiceCalendars
    calendars: CalendarAccounts
    imports: Imports
    imap: ImapAccounts
  },
): void {
  mount(app, calendarImport.readImport, async ({ account, query, request }) =>
    imports.read(
      account,
      query.fileName,
      request.body instanceof Readable ? request.body : Readable.from([]),
    ),
  )
  mount(app, calendarImport.readMailImport, async ({ account, body }) => {
    if (!account.tenant.services.includes('mail')) throw new AppError('auth/service-disabled')
    return withPart(imap.of(account), body.ref, body.partId, ({ part, content }) =>
      imports.read(account, part.fileName, content),
    )
  })
  mount(app, calendarImport.listImports, async ({ account }) => ({ imports: await imports.list(account) }))
  mount(app, calendarImport.getImport, async ({ account, params }) => imports.get(account, params.importId))
  mount(app, calendarImport.compareImport, async ({ account, params, query }) =>
    imports.compare(calendars.of(account), params.importId, query.calendarId),
  )
  mount(app, calendarImport.startImport, async ({ account, params, body }) =>
    imports.start(calendars.of(account), params.importId, body),
  )
  mount(app, calendarImport.cancelImport, async ({ account, params }) =>
    imports.cancel(account, params.importId),
  )
  mount(app, calendarImport.forgetImport, async ({ account, params }) =>
    imports.forget(account, params.importId),
  )
  mount(app, calendarImport.downloadLeft, async ({ account, params, reply }) => {
    const { text, fileName } = await imports.leftOf(account, params.importId)
    await sendBytes(reply, Readable.from([Buffer.from(text)]), {
      type: 'text/calendar; charset=utf-8',
      fileName,
      disposition: 'attachment',
    })
  })
  mount(app, calendarImport.exportCalendars, async ({ account, query, reply }) => {
    const { content, ...headers } = await exportCalendars({ db, services }, calendars.of(account), query)
    await sendBytes(reply, content, { ...headers, disposition: 'attachment' })
  })
}
