import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'

/**
 * Text of a part in the charset it claims. iconv-lite, because Node 20's TextDecoder reads windows-1252 as Latin-1 (the
 * euro becomes U+0080) and knows no UTF-7. ISO-2022-JP, which iconv-lite does not know, is TextDecoder's.
 * Where the claim is missing, unknown or plainly wrong, the bytes decide and `guessed` says so.
 */
export function decodeText(bytes: Buffer, charset: string | undefined): { text: string; guessed: boolean } {
  const claim = (charset ?? '').trim().toLowerCase().replaceAll(/["']/g, '')
  const plain =
    claim === '' ||
    claim === 'us-ascii' ||
    claim === 'ascii' ||
    claim.startsWith('unknown') ||
    claim === 'default'
  if (plain) return isAscii(bytes) ? { text: bytes.toString('latin1'), guessed: false } : guess(bytes)
  if (claim === 'utf-8' || claim === 'utf8')
    return isUtf8(bytes) ? { text: bytes.toString('utf8'), guessed: false } : guess(bytes)
  // RFC 1345 names and browsers agree: what calls itself Latin-1 is windows-1252.
  if (/^(iso-?8859-?1|latin-?1|iso_8859-1.*)$/.test(claim))
    return { text: iconv.decode(bytes, 'windows-1252'), guessed: false }
  if (/^(utf-7|unicode-1-1-utf-7|x-unicode-2-0-utf-7)$/.test(claim))
    return { text: iconv.decode(bytes, 'utf7'), guessed: false }
  if (iconv.encodingExists(claim)) return { text: iconv.decode(bytes, claim), guessed: false }
  try {
    return { text: new TextDecoder(claim).decode(bytes), guessed: false }
  } catch {
    return guess(bytes)
  }
}

/** UTF-8 is recognised with certainty; what is left of unlabelled mail in Italy is windows-1252. */
function guess(bytes: Buffer): { text: string; guessed: boolean } {
  return { text: isUtf8(bytes) ? bytes.toString('utf8') : iconv.decode(bytes, 'windows-1252'), guessed: true }
}

function isAscii(bytes: Buffer): boolean {
  for (const byte of bytes) if (byte > 0x7f || byte === 0x1b) return false
  return true
}

/** Undoes the Content-Transfer-Encoding of a part that is in memory; broken input gives what can be read of it. */
export function decodeTransfer(bytes: Buffer, encoding: string | undefined): Buffer {
  switch ((encoding ?? '').trim().toLowerCase()) {
    case 'base64':
      return Buffer.from(bytes.toString('latin1').replaceAll(/[^A-Za-z0-9+/=]/g, ''), 'base64')
    case 'quoted-printable':
      return decodeQuotedPrintable(bytes)
    default:
      return bytes
  }
}

/** RFC 2045 §6.7, forgiving: a lone "=" stays, trailing blanks before a line break go. */
function decodeQuotedPrintable(bytes: Buffer): Buffer {
  const out = Buffer.allocUnsafe(bytes.length)
  let length = 0
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!
    if (byte !== 0x3d) {
      out[length++] = byte
      continue
    }
    const next = bytes[i + 1]
    if (next === 0x0a) i += 1
    else if (next === 0x0d && bytes[i + 2] === 0x0a) i += 2
    else {
      const hex = Number.parseInt(bytes.toString('latin1', i + 1, i + 3), 16)
      if (/^[0-9a-f]{2}$/i.test(bytes.toString('latin1', i + 1, i + 3))) {
        out[length++] = hex
        i += 2
      } else out[length++] = byte
    }
  }
  return out.subarray(0, length)
}
