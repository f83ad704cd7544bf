import { AppError } from '../http/app-error.ts'
import { FetchRefused, guardedFetch } from '../http/guarded-fetch.ts'
import { shownType } from './parts.ts'

const limits = { maxBytes: 10_000_000, timeoutMs: 10_000, redirects: 3 }
const headers = { accept: 'image/*', 'user-agent': 'Mozilla/5.0 (compatible; Staffetta image proxy)' }

/** A raster image from outside, typed by its own first bytes; SVG and whatever else is refused. */
export async function fetchRemoteImage(
  url: string,
  networks: string[],
): Promise<{ type: string; bytes: Buffer }> {
  let bytes: Buffer
  try {
    const fetched = await guardedFetch(url, { ...limits, networks }, headers)
    // Nothing was asked for by a version, so nothing can be unchanged.
    if (fetched.kind === 'unchanged') throw new FetchRefused('unchanged')
    bytes = fetched.bytes
  } catch (error) {
    if (error instanceof FetchRefused)
      throw new AppError('mail/image-unreachable', undefined, { cause: error })
    throw error
  }
  const type = shownType(bytes)
  if (type === undefined || !type.startsWith('image/')) throw new AppError('mail/image-refused')
  return { type, bytes }
}
