import { inflateRawSync } from 'node:zlib'

/** The files of a zip by its central directory, each unpacked to prove it whole. Throws where the archive is not well-formed. */
export function readZip(bytes: Buffer): { name: string; content: Buffer }[] {
  const end = bytes.lastIndexOf(Buffer.from('504b0506', 'hex'))
  if (end < 0) throw new Error('this zip has no end')
  const count = bytes.readUInt16LE(end + 10)
  const files: { name: string; content: Buffer }[] = []
  let at = bytes.readUInt32LE(end + 16)
  for (let i = 0; i < count; i++) {
    if (bytes.readUInt32LE(at) !== 0x02014b50) throw new Error('this zip has a broken directory')
    const method = bytes.readUInt16LE(at + 10)
    const packed = bytes.readUInt32LE(at + 20)
    const size = bytes.readUInt32LE(at + 24)
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset))
    const local = bytes.readUInt32LE(at + 42)
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength!)
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const data = bytes.subarray(start, start + packed)
    const content = method === 8 ? inflateRawSync(data) : data
    if (content.length !== size) throw new Error(`${name} is not whole`)
    files.push({ name, content })
    at += 46 + nameLength! + extra! + comment!
  }
  return files
}
