import type { EventAttachment } from '@staffetta/contract'
import type { Attachment, EventData } from '@staffetta/icalendar'

/** What an event has, without a byte of it. */
export function attachmentsOf({ attachments }: Pick<EventData, 'attachments'>): EventAttachment[] {
  return attachments.map((one) => ({
    id: one.id,
    kind: isFile(one) ? 'file' : 'link',
    stored: true,
    url: isFile(one) ? '' : (one.url ?? ''),
    name: one.name ?? '',
    type: one.type ?? '',
    sizeBytes: one.sizeBytes ?? null,
  }))
}

/** It lies in the event, or the calendar server keeps it; a plain address is for the browser to follow. */
export function isFile({ url, managedId }: Attachment): boolean {
  return url === undefined || managedId !== undefined
}
