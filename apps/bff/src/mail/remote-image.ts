import { AppError } from '../http/app-error.ts'
import { FetchRefused, guardedFetch } from '../http/guarded-fetch.ts'
import { shownType } from './parts.ts'

const limits = { maxBytes: 10_000_000, timeoutMs: 10_000, redirects: 3 }

/** A raster image from outside, typed by its own first bytes; SVG and whatever else is refused. */
export async function fetchRemoteImage(
  url: string,
  networks: string[],
): Promise<{ type: string; bytes: Buffer }> {
  let bytes: Buffer
  try {
    bytes = await guardedFetch(url, { ...limits, networks })
  } catch (error) {
    if (error instanceof FetchRefused)
      throw new AppError('mail/image-unreachable', undefined, { cause: error })
    throw error
  }
  const type = shownType(bytes)
  if (type === undefined || !type.startsWith('image/')) throw new AppError('mail/image-refused')
  return { type, bytes }
}
