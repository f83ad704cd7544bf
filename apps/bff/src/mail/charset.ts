import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'

export interface DecodedText {
  text: string
  /** The claim was missing, unknown or plainly wrong, and the bytes decided. */
  guessed: boolean
}

/** Where an HTML page says its charset itself (HTML §13.2.3.2 looks at as many). */
const META_BYTES = 1024

/**
 * Text of a part in the charset it claims. iconv-lite, because Node 20's TextDecoder reads windows-1252 as Latin-1 (the
 * euro becomes U+0080) and knows no UTF-7. ISO-2022-JP, which iconv-lite does not know, is TextDecoder's.
 * A byte order mark is always right, UTF-8 is recognised with certainty, and where nothing is claimed that can be true the
 * rest of unlabelled mail in Italy is windows-1252. `cut`: these are only the first bytes, the last character may lack some
 * of its own. Never throws.
 */
export function decodeText(
  given: Buffer,
  charset: string | undefined,
  { html = false, cut = false }: { html?: boolean; cut?: boolean } = {},
): DecodedText {
  const claim = normalise(charset)
  const bytes = cut && isUtf8(given.subarray(0, uncut(given))) ? given.subarray(0, uncut(given)) : given
  const marked = byMark(bytes, claim)
  if (marked !== undefined) return marked
  if (claim === '' || claim === 'utf-8') {
    if (isAscii(bytes)) return { text: bytes.toString('latin1'), guessed: false }
    if (claim === 'utf-8' && isUtf8(bytes)) return { text: bytes.toString('utf8'), guessed: false }
    return guess(bytes, html ? metaCharset(bytes) : undefined)
  }
  const text = decodeAs(bytes, claim)
  if (text === undefined) return guess(bytes, html ? metaCharset(bytes) : undefined)
  // Letters that make valid UTF-8 by accident do not occur in single bytes ("Ã¨"); in the pairs of Asian charsets they do.
  const isReally8 =
    !stateful.test(claim) &&
    isUtf8(bytes) &&
    !isAscii(bytes) &&
    (!pairs.test(claim) || text.includes('\ufffd'))
  if (isReally8) return { text: bytes.toString('utf8'), guessed: true }
  if (wide.test(claim) && !bytes.includes(0) && /[\ufffd\u2e80-\uffff]/.test(text) && looksByteWise(bytes))
    return guess(bytes, undefined)
  return { text, guessed: false }
}

/** Charsets of seven bits with states of their own. */
const stateful = /^(utf-?7|iso-2022|hz)/
const pairs =
  /^(gb|gbk|big5|euc|shift|sjis|ks_?c|cp9(32|36|49|50)|windows-(31j|9(36|49|50))|x-(sjis|gbk|euc))/
const wide = /^(utf-?(16|32)|ucs-?[24])/
/** iconv-lite answers to these too; none is a charset. */
const notCharsets = /^(base64|hex|binary|internal|utf7-?imap|cesu-?8|ucs2internal)$/

function normalise(charset: string | undefined): string {
  const claim = (charset ?? '')
    .toLowerCase()
    .replaceAll(/["'\s]/g, '')
    .replace(/\*.*$/, '')
    .slice(0, 60)
  if (/^(|us-?ascii|ascii|ansi_x3\.?4-19[68]\d|646|unknown.*|x-unknown|default|none|8bit|7bit)$/.test(claim))
    return ''
  if (/^(utf_?8|utf-8.+|utf8mb4|unicode-1-1-utf-8|x-utf-?8)$/.test(claim)) return 'utf-8'
  return claim
}

/** Undefined where nobody knows the charset. */
function decodeAs(bytes: Buffer, claim: string): string | undefined {
  // RFC 1345 names and browsers agree: what calls itself Latin-1 is windows-1252.
  if (/^(iso-?8859-?1|latin-?1|iso_8859-1.*|x-user-defined|x-ansi|ansi)$/.test(claim))
    return iconv.decode(bytes, 'windows-1252')
  if (/^(utf-?7|unicode-1-1-utf-7|x-unicode-2-0-utf-7)$/.test(claim)) return iconv.decode(bytes, 'utf7')
  if (/^(x-)?mac(-?roman|intosh)?$/.test(claim)) return iconv.decode(bytes, 'macintosh')
  if (/^iso-?8859-?8-?(i|e)$/.test(claim)) return iconv.decode(bytes, 'iso-8859-8')
  if (claim === 'iso-2022-kr') return iconv.decode(shifted(bytes, 0x0e, 0x0f), 'euc-kr')
  if (/^hz(-gb-2312)?$/.test(claim)) return iconv.decode(tilded(bytes), 'gbk')
  if (notCharsets.test(claim)) return undefined
  try {
    if (iconv.encodingExists(claim)) return iconv.decode(bytes, claim)
    return new TextDecoder(claim).decode(bytes)
  } catch {
    return undefined
  }
}

/** U+FEFF in its five spellings says what follows, whatever else was claimed. */
function byMark(bytes: Buffer, claim: string): DecodedText | undefined {
  const starts = (...mark: number[]) => mark.every((byte, i) => bytes[i] === byte)
  if (starts(0xef, 0xbb, 0xbf))
    return { text: guess(bytes.subarray(3), undefined).text, guessed: claim !== 'utf-8' && claim !== '' }
  if (starts(0xff, 0xfe, 0, 0) && !/16/.test(claim))
    return { text: iconv.decode(bytes.subarray(4), 'utf-32le'), guessed: !wide.test(claim) }
  if (starts(0, 0, 0xfe, 0xff))
    return { text: iconv.decode(bytes.subarray(4), 'utf-32be'), guessed: !wide.test(claim) }
  if (starts(0xff, 0xfe))
    return { text: iconv.decode(bytes.subarray(2), 'utf-16le'), guessed: !wide.test(claim) }
  if (starts(0xfe, 0xff))
    return { text: iconv.decode(bytes.subarray(2), 'utf-16be'), guessed: !wide.test(claim) }
  return undefined
}

function guess(bytes: Buffer, meta: string | undefined): DecodedText {
  if (isUtf8(bytes)) {
    const japanese = bytes.includes('\x1b$', 0, 'latin1') && isSevenBit(bytes)
    return {
      text: japanese ? new TextDecoder('iso-2022-jp').decode(bytes) : bytes.toString('utf8'),
      guessed: true,
    }
  }
  const named = meta === undefined || meta === 'utf-8' ? undefined : decodeAs(bytes, meta)
  return { text: named ?? mixedText(bytes), guessed: true }
}

const windows1252 = [
  ...iconv.decode(Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)), 'windows-1252'),
]

/**
 * Mostly UTF-8 with some foreign bytes (a quotation pasted by a program that knows no charsets), or windows-1252
 * altogether: each stretch is read for itself when there is more UTF-8 than not.
 */
function mixedText(bytes: Buffer): string {
  const pieces: string[] = []
  let valid = 0
  let foreign = 0
  let from = 0
  for (let i = 0; i < bytes.length;) {
    if (bytes[i]! < 0x80) {
      i++
      continue
    }
    const length = sequenceLength(bytes, i)
    if (length > 0) {
      valid++
      i += length
      continue
    }
    foreign++
    pieces.push(bytes.toString('utf8', from, i), windows1252[bytes[i]!]!)
    i++
    from = i
    if (foreign > 1000 && foreign > valid) break
  }
  if (foreign >= valid) return iconv.decode(bytes, 'windows-1252')
  pieces.push(bytes.toString('utf8', from))
  return pieces.join('')
}

/** Bytes of the UTF-8 sequence that begins here; 0 where none does. */
function sequenceLength(bytes: Buffer, at: number): number {
  const lead = bytes[at]!
  const length = lead >= 0xf0 && lead < 0xf5 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0
  if (length === 0 || lead >= 0xf5 || at + length > bytes.length) return 0
  return isUtf8(bytes.subarray(at, at + length)) ? length : 0
}

/** Where a text that was fetched in part ends without its last character, which may be cut. */
function uncut(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]!
    if (byte < 0x80) break
    if (byte < 0xc0) continue
    const wanted = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    return wanted > back ? bytes.length - back : bytes.length
  }
  return bytes.length
}

function metaCharset(bytes: Buffer): string | undefined {
  const head = bytes.toString('latin1', 0, META_BYTES)
  const found = /<meta\b[^>]{0,300}?charset\s*=\s*["']?([\w.:-]{2,40})/i.exec(head)?.[1]
  return found === undefined ? undefined : normalise(found)
}

/** ISO-2022-KR (RFC 1557): between SO and SI the pairs of KS X 1001 without their high bits. */
function shifted(bytes: Buffer, open: number, close: number): Buffer {
  const out = Buffer.alloc(bytes.length)
  let length = 0
  let inside = false
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!
    if (byte === 0x1b && bytes[i + 1] === 0x24 && bytes[i + 2] === 0x29) i += 3
    else if (byte === open) inside = true
    else if (byte === close) inside = false
    else out[length++] = inside && byte > 0x20 ? byte | 0x80 : byte
  }
  return out.subarray(0, length)
}

/** HZ (RFC 1843): between ~{ and ~} the pairs of GB 2312 without their high bits. */
function tilded(bytes: Buffer): Buffer {
  const out = Buffer.alloc(bytes.length)
  let length = 0
  let inside = false
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!
    const next = bytes[i + 1]
    if (byte === 0x7e && (next === 0x7b || next === 0x7d)) {
      inside = next === 0x7b
      i++
    } else if (byte === 0x7e && next === 0x7e && !inside) {
      out[length++] = byte
      i++
    } else out[length++] = inside && byte > 0x20 ? byte | 0x80 : byte
  }
  return out.subarray(0, length)
}

function looksByteWise(bytes: Buffer): boolean {
  let letters = 0
  const most = Math.min(bytes.length, 1000)
  for (let i = 0; i < most; i++) if (bytes[i]! >= 0x20 && bytes[i]! < 0x7f) letters++
  return letters > most / 2
}

function isAscii(bytes: Buffer): boolean {
  for (const byte of bytes) if (byte > 0x7f || byte === 0x1b) return false
  return true
}

function isSevenBit(bytes: Buffer): boolean {
  for (const byte of bytes) if (byte > 0x7f) return false
  return true
}
