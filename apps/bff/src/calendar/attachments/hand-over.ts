import { addAttachment, isDavError } from '@staffetta/dav'
import { applyChange, describe, type NewAttachment, parse } from '@staffetta/icalendar'
import { AppError } from '../../http/app-error.ts'
import type { CalendarAccount } from '../account/calendar-account.ts'
import { told } from '../account/dav-errors.ts'
import { deleteStored, storeOver } from '../events/write.ts'
import type { NewFile } from './wanted.ts'

const HAND_OVER_MS = 120_000

interface Stored {
  href: string
  text: string
  etag: string | undefined
}

/**
 * Gives files to the server (RFC 8607), then stores the event with what came of them. The server writes each into the whole
 * series; the version stored last says where it belongs, so that one occurrence can have a file for itself. Where anything
 * fails the event is put back as it was. `outdated`: somebody was quicker.
 */
export async function handOver<T>(
  via: CalendarAccount,
  { href, text, etag }: Stored,
  {
    files,
    store,
  }: {
    files: readonly NewFile[]
    store: (added: NewAttachment[], etag: string | undefined) => Promise<T | 'outdated'>
  },
): Promise<T | 'outdated'> {
  const added: NewAttachment[] = []
  let now = etag
  const putBack = async () => {
    if (now !== etag) await storeOver(via, href, text, now).catch(() => undefined)
  }
  try {
    for (const file of files) {
      const content = await file.open()
      const signal = AbortSignal.timeout(HAND_OVER_MS)
      const { managedId, object } = await addAttachment(
        via.dav,
        href,
        { ...file, content },
        { match: { etag: now ?? '*' }, signal },
      )
      now = object.etag
      added.push({
        ...addressIn(object.text, managedId),
        name: file.name,
        type: file.type,
        sizeBytes: file.sizeBytes,
      })
    }
    const result = await store(added, now)
    if (result === 'outdated') await putBack()
    return result
  } catch (error) {
    await putBack()
    if (isDavError(error, 'precondition')) return 'outdated'
    if (isDavError(error, 'too-large', 'rejected', 'conflict', 'unsupported', 'managed-id', 'invalid-answer'))
      throw new AppError('calendar/attachment-refused', undefined, { cause: error })
    return told('object', Promise.reject(error))
  }
}

function addressIn(text: string, managedId: string): { url: string; managedId: string } {
  const result = parse(text)
  const { master, overrides } =
    result.kind === 'read' ? describe(result.object) : { master: undefined, overrides: [] }
  const found = [...(master === undefined ? [] : [master]), ...overrides]
    .flatMap(({ attachments }) => attachments)
    .find((one) => one.managedId === managedId)
  if (found?.url === undefined) throw new AppError('calendar/attachment-refused')
  return { url: found.url, managedId }
}

/** The same for an event that was only just stored. Without its files it is not what somebody wanted: it is taken away again. */
export async function handOverNew(
  via: CalendarAccount,
  bare: { href: string; text: string; etag: string },
  { files, now }: { files: readonly NewFile[]; now: string },
): Promise<{ href: string; text: string; etag: string }> {
  if (files.length === 0) return bare
  const { href } = bare
  try {
    const whole = await handOver(via, bare, {
      files,
      store: async (added, etag) => {
        const text = withAdded(bare.text, added, now)
        const result = await storeOver(via, href, text, etag)
        return result.kind === 'outdated' ? 'outdated' : { href, text, etag: result.etag }
      },
    })
    if (whole === 'outdated') throw new AppError('calendar/attachment-refused')
    return whole
  } catch (error) {
    await deleteStored(via, href, undefined).catch(() => undefined)
    throw error
  }
}

function withAdded(text: string, added: readonly NewAttachment[], now: string): string {
  const result = parse(text)
  if (result.kind !== 'read') throw new AppError('calendar/event-refused')
  const attachments = [...(describe(result.object).master?.attachments ?? []), ...added]
  const edited = applyChange(result.object, { scope: 'all', change: { attachments }, now, uid: '' })
  return edited.kind === 'changed' ? edited.text : text
}
