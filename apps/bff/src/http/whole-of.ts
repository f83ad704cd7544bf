import { Readable } from 'node:stream'

/** All of a body that comes as it is sent, or what `tooLarge` throws. */
export async function wholeOf(body: unknown, maxBytes: number, tooLarge: () => Error): Promise<Buffer> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of (body instanceof Readable ? body : []) as AsyncIterable<Buffer>) {
    length += piece.length
    if (length > maxBytes) throw tooLarge()
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}
