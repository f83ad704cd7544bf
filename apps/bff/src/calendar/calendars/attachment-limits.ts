import type { Calendar } from '@staffetta/contract'
import { AppError } from '../../http/app-error.ts'
import type { Access } from './access.ts'

/** As much as people know of mail; a server may say less. */
const MOST_KEPT = 25_000_000
/**
 * What lies in the event itself goes to every program with every change of it, is in each invitation, and is read here
 * whole to be edited (a megabyte takes 30 ms): for a page or two, not for an archive.
 */
const MOST_INSIDE = 1_000_000

type Files = Calendar['files']

/** What the server manages is limited file by file, what lies in the event by the event. */
export async function filesOf({ via, collection }: Pick<Access, 'via' | 'collection'>): Promise<Files> {
  const { capabilities } = await via.discovered()
  if (capabilities.managedAttachments)
    return { mostBytes: Math.min(MOST_KEPT, collection.maxAttachmentBytes ?? MOST_KEPT), of: 'each' }
  // Base64 and the folds make 37 more of a hundred; the rest is for the event.
  const room = Math.floor((collection.maxResourceSizeBytes ?? Infinity) * 0.6)
  return { mostBytes: Math.min(MOST_INSIDE, room), of: 'together' }
}

/** Throws `calendar/attachment-too-large` for what a calendar of these limits does not take. */
export function checkSizes(
  { mostBytes, of }: Files,
  { kept, added }: { kept: readonly { sizeBytes?: number }[]; added: readonly { sizeBytes: number }[] },
): void {
  const largest = Math.max(0, ...added.map(({ sizeBytes }) => sizeBytes))
  const all = [...kept, ...added].reduce((sum, { sizeBytes }) => sum + (sizeBytes ?? 0), 0)
  // Whoever adds nothing may keep what another program put there.
  if (added.length > 0 && (of === 'each' ? largest : all) > mostBytes)
    throw new AppError('calendar/attachment-too-large', { maxBytes: mostBytes })
}
