import type { Readable } from 'node:stream'
import { AppError } from '../../http/app-error.ts'
import { isPng, redrawnPng } from './png.ts'
import { NotACrest, redrawnSvg } from './svg.ts'

const CREST_BYTES = 512 * 1024
const SVG_BYTES = 200 * 1024

/** What is sent, as far as it may be a crest. */
export async function crestIn(content: Readable): Promise<Buffer> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of content as AsyncIterable<Buffer>) {
    length += piece.length
    if (length > CREST_BYTES) throw new AppError('admin/crest-too-large', { maxBytes: CREST_BYTES })
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

export interface Crest {
  type: 'image/png' | 'image/svg+xml'
  bytes: Buffer
}

export function dataUrlOf({ type, bytes }: Crest): string {
  return `data:${type};base64,${bytes.toString('base64')}`
}

/** By what it is and not by what it is called: a picture or a drawing, written anew here. Throws AppError for anything else. */
export function readCrest(bytes: Buffer): Crest {
  if (bytes.length > CREST_BYTES) throw new AppError('admin/crest-too-large', { maxBytes: CREST_BYTES })
  if (isPng(bytes)) {
    const redrawn = redrawnPng(bytes)
    if (redrawn === undefined) throw new AppError('admin/crest-refused', { what: 'PNG' })
    return { type: 'image/png', bytes: redrawn }
  }
  if (bytes.length > SVG_BYTES) throw new AppError('admin/crest-too-large', { maxBytes: SVG_BYTES })
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return { type: 'image/svg+xml', bytes: Buffer.from(redrawnSvg(text)) }
  } catch (error) {
    const what = error instanceof NotACrest ? error.message : '?'
    throw new AppError('admin/crest-refused', { what }, { cause: error })
  }
}
