import { Readable } from 'node:stream'
import type { EventRef } from '@staffetta/contract'
import { isDavError, openAttachment, readHref } from '@staffetta/dav'
import { readAttachment } from '@staffetta/icalendar'
import type { Db } from '../../db/open.ts'
import { AppError } from '../../http/app-error.ts'
import { safeFileName } from '../../mail/file-name.ts'
import type { CalendarAccount } from '../account/calendar-account.ts'
import { told } from '../account/dav-errors.ts'
import { type OpenEvent, openEvent } from '../events/open-event.ts'
import type { ServiceCalendars } from '../account/service-calendars.ts'
import { isFile } from '../events/described-attachments.ts'

export interface StoredFile {
  name: string
  type: string
  sizeBytes: number | undefined
  open: () => Promise<Readable>
}

/** A file of an event; throws `calendar/attachment-gone` for a link and for what is not there. */
export function fileIn({ access, object, data, hidden }: OpenEvent, id: string): StoredFile {
  const attachment = hidden ? undefined : data.attachments.find((one) => one.id === id)
  if (attachment === undefined || !isFile(attachment)) throw new AppError('calendar/attachment-gone')
  const type = mediaType(attachment.type)
  const name = safeFileName(attachment.name, type)
  const { url } = attachment
  if (url === undefined) {
    const bytes = readAttachment(object.text, id)?.bytes
    if (bytes === undefined) throw new AppError('calendar/attachment-gone')
    return { name, type, sizeBytes: bytes.length, open: async () => Readable.from([bytes]) }
  }
  const { dav } = access.via
  return {
    name,
    type,
    sizeBytes: attachment.sizeBytes,
    open: () => openKept(access.via, () => readHref(url, dav.url)),
  }
}

/** From the server of the calendar and no other: the password goes along. */
async function openKept({ dav }: CalendarAccount, href: () => string): Promise<Readable> {
  try {
    return (await openAttachment(dav, href())).bytes
  } catch (error) {
    if (isDavError(error, 'not-found', 'outside', 'redirect-refused', 'forbidden', 'invalid-answer'))
      throw new AppError('calendar/attachment-gone', undefined, { cause: error })
    return told('object', Promise.reject(error))
  }
}

/** What a person downloads. */
export async function readStoredFile(
  deps: { db: Db; services: ServiceCalendars },
  account: CalendarAccount,
  { ref, recurrenceId, id }: { ref: EventRef; recurrenceId: string | null; id: string },
): Promise<StoredFile> {
  return fileIn(await openEvent(deps, account, ref, recurrenceId), id)
}

/** FMTTYPE and the browser's word, as far as it is a media type. */
export function mediaType(said: string | undefined): string {
  const type = (said ?? '').split(';')[0]!.trim().toLowerCase()
  return /^[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+$/.test(type) ? type : 'application/octet-stream'
}
