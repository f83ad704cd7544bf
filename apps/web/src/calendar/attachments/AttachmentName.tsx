import type { EventAttachment, EventRef } from '@staffetta/contract'
import { api } from '../../app/api.ts'

interface Props {
  attachment: EventAttachment
  /** The event it hangs on; null while it does not yet. */
  of: { ref: EventRef; recurrenceId: string | null } | null
}

/** What it is called, as the way to it: a page opens beside, a file is downloaded, and never shown among our own. */
export function AttachmentName({ attachment, of }: Props) {
  const { id, kind, stored, url } = attachment
  const name = nameOf(attachment)
  if (kind === 'link' && /^https?:/i.test(url))
    return (
      <a href={url} target="_blank" rel="noopener noreferrer">
        {name}
      </a>
    )
  if (kind === 'link' || !stored || of === null) return name
  const { ref, recurrenceId } = of
  const file = { ref, attachmentId: id, ...(recurrenceId !== null && { recurrenceId }) }
  return (
    <a href={api.calendar.downloadAttachment(file)} download>
      {name}
    </a>
  )
}

export function nameOf({ name, url, type }: EventAttachment): string {
  return name || url || type
}
