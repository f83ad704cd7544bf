import { expect, test } from 'vitest'
import { pictureIn } from './photo.ts'

const refused = (bytes: Buffer) => {
  try {
    return pictureIn(bytes).type
  } catch (error) {
    return (error as { code: string }).code
  }
}
const png = (width: number, height: number) => {
  const bytes = Buffer.alloc(40)
  bytes.write('\x89PNG\r\n\x1a\n', 'latin1')
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return bytes
}
const jpeg = (width: number, height: number) =>
  Buffer.from([
    0xff,
    0xd8,
    0xff,
    0xe0,
    0,
    4,
    0,
    0,
    0xff,
    0xc0,
    0,
    11,
    8,
    height >> 8,
    height & 255,
    width >> 8,
    width & 255,
    3,
    1,
    0,
    0,
  ])
const webp = (chunk: string, fill: (bytes: Buffer) => void) => {
  const bytes = Buffer.alloc(40)
  bytes.write('RIFF\0\0\0\0WEBP', 'latin1')
  bytes.write(chunk, 12, 'latin1')
  fill(bytes)
  return bytes
}

test('a picture is told by its bytes', () => {
  expect(refused(png(10, 10))).toBe('image/png')
  expect(refused(jpeg(400, 300))).toBe('image/jpeg')
  expect(refused(webp('VP8X', (bytes) => bytes.writeUIntLE(9, 24, 3)))).toBe('image/webp')
  expect(refused(webp('VP8 ', (bytes) => bytes.writeUInt32LE(0x00100010, 26)))).toBe('image/webp')
  expect(refused(Buffer.from('GIF89a\x02\x00\x02\x00', 'latin1'))).toBe('image/gif')
})

test.each([
  ['nothing', Buffer.alloc(0)],
  ['a script', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
  ['a page', Buffer.from('<html>')],
  ['a beginning alone', png(1, 1).subarray(0, 12)],
  ['a JPEG without a frame', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff, 0, 0, 0, 0, 0, 0, 0])],
  ['a wall of pixels', png(60_000, 60_000)],
  ['a wall of pixels in a JPEG', jpeg(65_535, 65_535)],
  ['a picture of no size', png(0, 10)],
])('%s is refused', (_name, bytes) => {
  expect(refused(bytes)).toBe('contacts/photo-refused')
})
