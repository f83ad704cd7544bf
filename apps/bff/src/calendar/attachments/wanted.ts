import { Readable } from 'node:stream'
import type { EventAttachment } from '@staffetta/contract'
import type { Attachment, EventData, NewAttachment } from '@staffetta/icalendar'
import { findBlob, readBlob } from '../../db/blobs.ts'
import type { Db } from '../../db/open.ts'
import { AppError } from '../../http/app-error.ts'
import type { CalendarAccount } from '../account/calendar-account.ts'
import { openEvent } from '../events/open-event.ts'
import type { ServiceCalendars } from '../account/service-calendars.ts'
import type { Access } from '../calendars/access.ts'
import { checkSizes, filesOf } from '../calendars/attachment-limits.ts'
import { isFile } from '../events/described-attachments.ts'
import { fileIn } from './stored.ts'

/** A file that is to be handed to the server. */
export interface NewFile {
  name: string
  type: string
  sizeBytes: number
  open: () => Promise<Readable>
}

export interface Wanted {
  /** As they are to stand in the event. */
  attachments: (Attachment | NewAttachment)[]
  /** What the server is to keep, before they can stand there too. */
  files: NewFile[]
}

interface Wish {
  account: CalendarAccount
  /** Where the event lies, or will. */
  access: Access
  stored: Pick<EventData, 'attachments'>
}

/** What somebody wants an event to carry: what stays, links, and files from uploads or from the event it is a copy of. */
export async function wantedAttachments(
  deps: { db: Db; services: ServiceCalendars },
  { account, access, stored }: Wish,
  attachments: readonly EventAttachment[],
): Promise<Wanted> {
  const kept = stored.attachments.filter(({ id }) =>
    attachments.some((one) => one.stored && one.copyOf === undefined && one.id === id),
  )
  const links: NewAttachment[] = []
  const files: NewFile[] = []
  for (const one of attachments) {
    if (one.stored && one.copyOf === undefined) continue
    if (one.kind === 'link') links.push(linkOf(one))
    else
      files.push(one.stored ? await copiedFile(deps, account, one) : await uploadedFile(deps, account, one))
  }
  const limits = await filesOf(access)
  checkSizes(limits, { kept: kept.filter(isFile), added: files })
  if (limits.of === 'each') return { attachments: [...kept, ...links], files }
  const inside: NewAttachment[] = []
  for (const { name, type, open } of files) inside.push({ name, type, base64: await base64Of(await open()) })
  return { attachments: [...kept, ...links, ...inside], files: [] }
}

/** Only what a browser opens without harm, and without a break that would begin another line of the file. */
function linkOf({ url, name, type }: EventAttachment): NewAttachment {
  const address = URL.canParse(url) ? new URL(url) : undefined
  if (address === undefined || !/^https?:$/.test(address.protocol) || address.username !== '')
    throw new AppError('calendar/attachment-address')
  return { url: address.href, ...(name !== '' && { name }), ...(type !== '' && { type }) }
}

async function uploadedFile(
  { db }: { db: Db },
  { account }: CalendarAccount,
  { id }: EventAttachment,
): Promise<NewFile> {
  const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)
  const blob = isUuid ? await findBlob(db, account, id) : undefined
  if (blob === undefined) throw new AppError('calendar/attachment-gone')
  const { fileName, type, sizeBytes } = blob
  return { name: fileName, type, sizeBytes, open: async () => readBlob(db, id) }
}

async function copiedFile(
  deps: { db: Db; services: ServiceCalendars },
  account: CalendarAccount,
  { id, copyOf }: EventAttachment,
): Promise<NewFile> {
  const { ref, recurrenceId } = copyOf!
  const { name, type, sizeBytes, open } = fileIn(await openEvent(deps, account, ref, recurrenceId), id)
  if (sizeBytes !== undefined) return { name, type, sizeBytes, open }
  // RFC 8607 asks a server for SIZE; of one that does not say the bytes are counted.
  const bytes = Buffer.concat(await (await open()).toArray())
  return { name, type, sizeBytes: bytes.length, open: async () => Readable.from([bytes]) }
}

async function base64Of(content: Readable): Promise<string> {
  return Buffer.concat(await content.toArray()).toString('base64')
}
