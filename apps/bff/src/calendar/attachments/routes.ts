import { Readable } from 'node:stream'
import { calendarAttachments } from '@staffetta/contract'
import type { FastifyInstance } from 'fastify'
import { BlobTooLarge, storeBlob } from '../../db/blobs.ts'
import { AppError } from '../../http/app-error.ts'
import { mount } from '../../http/mount.ts'
import { safeFileName } from '../../mail/file-name.ts'
import { sendBytes } from '../../mail/send-bytes.ts'
import type { CalendarDeps } from '../account/calendar-deps.ts'
import { hrefOfCalendar } from '../account/refs.ts'
import { writableAccess } from '../calendars/access.ts'
import { filesOf } from '../calendars/attachment-limits.ts'
import { mediaType, readStoredFile } from './stored.ts'

/** Files for events, and files of events. */
export function mountAttachments(app: FastifyInstance, deps: CalendarDeps): void {
  const { db, calendars } = deps

  mount(app, calendarAttachments.uploadAttachment, async ({ account, query, request }) => {
    const access = await writableAccess(deps, calendars.of(account), hrefOfCalendar(query.calendarId))
    const { mostBytes } = await filesOf(access)
    const type = mediaType(query.type)
    const content = request.body instanceof Readable ? request.body : Readable.from([])
    const fileName = safeFileName(query.fileName, type)
    try {
      return await storeBlob(db, account, { fileName, type, content, maxBytes: mostBytes })
    } catch (error) {
      if (error instanceof BlobTooLarge)
        throw new AppError('calendar/attachment-too-large', { maxBytes: mostBytes })
      throw error
    }
  })
  mount(app, calendarAttachments.downloadAttachment, async ({ account, params, query, reply }) => {
    const { ref, attachmentId: id } = params
    const recurrenceId = query.recurrenceId ?? null
    const file = await readStoredFile(deps, calendars.of(account), { ref, recurrenceId, id })
    const { name: fileName, type } = file
    await sendBytes(reply, await file.open(), { type, fileName, disposition: 'attachment' })
  })
}
