import { isDangerous, safeFileName } from './file-name.ts'
import { headerLines, headerOf } from './header-lines.ts'
import { decodeParameter, readParameters } from './parameters.ts'
import type { Part } from './structure.ts'

/**
 * Whether a name looks as if it was lost on its way: servers cut names at a blank that lacks its quotes, hand raw 8-bit
 * text over as it is, and leave RFC 2231 to others when its charset is missing.
 */
export function isDoubtful({ named, fileName }: Part): boolean {
  return named && (/[\ufffd%=\u00c2\u00c3]/.test(fileName) || !/\.[^.]{1,12}$/.test(fileName))
}

/** Takes the name of a part from its own MIME header. */
export function renamePart(part: Part, block: Buffer): void {
  const headers = headerLines(block)
  const given =
    decodeParameter(readParameters(headerOf(headers, 'content-disposition') ?? '').parameters, 'filename') ??
    decodeParameter(readParameters(headerOf(headers, 'content-type') ?? '').parameters, 'name')
  if (given === undefined) return
  part.fileName = safeFileName(given, part.type)
  part.dangerous = isDangerous(part.fileName, part.type)
}
