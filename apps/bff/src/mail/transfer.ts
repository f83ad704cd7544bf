import { uudecode } from './uuencode.ts'

export type TransferEncoding = 'base64' | 'quoted-printable' | 'uuencode' | 'none'

/** The Content-Transfer-Encoding that is meant, in whatever case and with whatever behind it. */
export function transferEncoding(value: string | undefined): TransferEncoding {
  const word = (value ?? '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]/g, ' ')
    .trim()
  if (/^(x-)?base-?64\b/.test(word)) return 'base64'
  if (/^quoted-?printable\b/.test(word)) return 'quoted-printable'
  return /^(x-)?uu(e|encode)?\b/.test(word) ? 'uuencode' : 'none'
}

/** Undoes the Content-Transfer-Encoding of a part that is in memory; broken input gives what can be read of it. */
export function decodeTransfer(bytes: Buffer, encoding: string | undefined): Buffer {
  switch (transferEncoding(encoding)) {
    case 'base64':
      return decodeBase64(bytes)
    case 'quoted-printable':
      return decodeQuotedPrintable(bytes)
    case 'uuencode':
      return uudecode(bytes) ?? bytes
    case 'none':
      return bytes
  }
}

/**
 * Of a text: as above, but what claims to be base64 and is none stays as it is, and words that a mailing list wrote below
 * the end of base64 stay below it.
 */
export function decodeTextTransfer(bytes: Buffer, encoding: string | undefined): Buffer {
  if (transferEncoding(encoding) !== 'base64') return decodeTransfer(bytes, encoding)
  const raw = bytes.toString('latin1')
  if (isProse(raw)) return bytes
  const end = endOfBase64(raw)
  const decoded = decodeBase64(bytes.subarray(0, end))
  const rest = bytes.subarray(end)
  return rest.toString('latin1').trim() === '' ? decoded : Buffer.concat([decoded, Buffer.from('\n'), rest])
}

/** Words between blanks from the first line on: lines of base64 have none. */
function isProse(raw: string): boolean {
  const head = raw.slice(0, 2_000).trim()
  const [first] = head.split('\n')
  return (
    (head.match(/[A-Za-z,.;:!?'\u0080-\u00ff]+[ ]+(?=[A-Za-z\u0080-\u00ff])/g) ?? []).length > 3 &&
    /\s/.test(first!.trim())
  )
}

/** Where the first line after a padding begins that base64 could not be. */
function endOfBase64(raw: string): number {
  const padding = raw.indexOf('=')
  if (padding < 0) return raw.length
  let at = raw.indexOf('\n', padding)
  while (at >= 0 && at < raw.length) {
    const next = raw.indexOf('\n', at + 1)
    const line = raw.slice(at + 1, next < 0 ? raw.length : next).trim()
    if (line !== '' && (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(line) || line === '--')) return at + 1
    at = next
  }
  return raw.length
}

/** Each padding ends a piece: some programs encode line by line, or put two encodings one behind the other. */
function decodeBase64(bytes: Buffer): Buffer {
  const clean = bytes.toString('latin1').replaceAll(/[^A-Za-z0-9+/=_-]/g, '')
  const ended = clean.indexOf('=')
  if (ended < 0 || /^=*$/.test(clean.slice(ended))) return Buffer.from(clean, 'base64')
  return Buffer.concat((clean.match(/[^=]+/g) ?? []).map((piece) => Buffer.from(piece, 'base64')))
}

/** RFC 2045 §6.7, forgiving: a lone "=" stays, blanks between it and its line break go. */
function decodeQuotedPrintable(bytes: Buffer): Buffer {
  const out = Buffer.allocUnsafe(bytes.length)
  let length = 0
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!
    if (byte !== 0x3d) {
      out[length++] = byte
      continue
    }
    const value = hexOf(bytes[i + 1]) * 16 + hexOf(bytes[i + 2])
    if (!Number.isNaN(value)) {
      out[length++] = value
      i += 2
      continue
    }
    const end = softBreak(bytes, i + 1)
    if (end > 0) i = end - 1
    else out[length++] = byte
  }
  return out.subarray(0, length)
}

/** Where the line after a soft break begins, or 0. Blanks before it are few: a long row of them is no soft break. */
function softBreak(bytes: Buffer, from: number): number {
  let at = from
  while (at < from + 100 && (bytes[at] === 0x20 || bytes[at] === 0x09)) at++
  if (bytes[at] === 0x0a) return at + 1
  if (bytes[at] === 0x0d) return bytes[at + 1] === 0x0a ? at + 2 : at + 1
  return at >= bytes.length ? at : 0
}

function hexOf(byte: number | undefined): number {
  if (byte === undefined) return NaN
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const letter = byte | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : NaN
}
