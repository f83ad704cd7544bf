import type { Readable } from 'node:stream'
import { pictureFacts, type PictureFacts } from '@staffetta/vcard'
import { AppError } from '../http/app-error.ts'

/** What a browser has drawn anew is below this; what other programs stored may be larger. */
const MOST_BYTES = 512 * 1024

export interface Picture {
  type: PictureFacts['type']
  bytes: Buffer
}

/** By its first bytes, whatever it is called: a picture of bounded size; throws for anything else. */
export function pictureIn(bytes: Buffer): Picture {
  const found = pictureFacts(bytes)
  if (found === undefined) throw new AppError('contacts/photo-refused')
  return { type: found.type, bytes }
}

/** What somebody wants to put into a card. */
export async function receivedPicture(content: unknown): Promise<Picture> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of content as Readable) {
    const bytes = Buffer.from(chunk as Uint8Array)
    length += bytes.length
    if (length > MOST_BYTES) throw new AppError('contacts/photo-refused', { maxBytes: MOST_BYTES })
    chunks.push(bytes)
  }
  const picture = pictureIn(Buffer.concat(chunks))
  if (picture.type === 'image/gif') throw new AppError('contacts/photo-refused')
  return picture
}
