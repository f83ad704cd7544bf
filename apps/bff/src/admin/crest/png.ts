import { crc32, deflateSync, inflateSync } from 'node:zlib'

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex')
const MOST_PIXELS = 1024
/** By colour type: how many values a pixel has (PNG 3rd edition §11.2.1). */
const channels: Partial<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }

export function isPng(bytes: Buffer): boolean {
  return bytes.subarray(0, 8).equals(SIGNATURE)
}

/**
 * The same pixels in a file of our own: what was beside them (notes, profiles, whatever follows the end) is gone, and what does not
 * unpack to exactly its rows is no picture. Undefined for anything else than a plain picture of bounded size.
 */
export function redrawnPng(bytes: Buffer): Buffer | undefined {
  const chunks = chunksOf(bytes)
  const header = chunks?.find(({ type }) => type === 'IHDR')?.data
  if (chunks === undefined || header?.length !== 13) return undefined
  const [width, height, depth, colour] = [
    header.readUInt32BE(0),
    header.readUInt32BE(4),
    header[8]!,
    header[9]!,
  ]
  const values = channels[colour]
  const plain = header[10] === 0 && header[11] === 0 && header[12] === 0
  if (values === undefined || !plain || (depth !== 8 && !(colour === 3 && [1, 2, 4].includes(depth))))
    return undefined
  if (width < 1 || height < 1 || width > MOST_PIXELS || height > MOST_PIXELS) return undefined
  const row = 1 + Math.ceil((width * values * depth) / 8)
  const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data))
  const rows = unpacked(packed, row * height)
  if (rows === undefined) return undefined
  for (let at = 0; at < rows.length; at += row) if (rows[at]! > 4) return undefined
  const palette = colour === 3 ? chunks.find(({ type }) => type === 'PLTE')?.data : undefined
  if (colour === 3 && (palette === undefined || palette.length % 3 !== 0 || palette.length > 768))
    return undefined
  const clear = colour < 4 ? chunks.find(({ type }) => type === 'tRNS')?.data.subarray(0, 256) : undefined
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    ...(palette ? [chunk('PLTE', palette)] : []),
    ...(clear ? [chunk('tRNS', clear)] : []),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** Bounded by what the rows need: a small file may unpack to any size. */
function unpacked(packed: Buffer, length: number): Buffer | undefined {
  try {
    const rows = inflateSync(packed, { maxOutputLength: length })
    return rows.length === length ? rows : undefined
  } catch {
    return undefined
  }
}

function chunksOf(bytes: Buffer): { type: string; data: Buffer }[] | undefined {
  const chunks = []
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = bytes.readUInt32BE(at)
    const end = at + 12 + length
    if (end > bytes.length || crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4))
      return undefined
    const type = bytes.toString('latin1', at + 4, at + 8)
    chunks.push({ type, data: bytes.subarray(at + 8, end - 4) })
    if (type === 'IEND') return chunks
    at = end
  }
  return undefined
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}
