import libmime from 'libmime'
import { decodeText } from './charset.ts'

type Parameters = Record<string, string> | undefined

/**
 * A parameter of Content-Type or Content-Disposition, however its program wrote it: plain, RFC 2231 (charset, percent
 * octets, continuations), or with RFC 2047 words inside quotes, which is forbidden and common.
 */
export function decodeParameter(parameters: Parameters, name: string): string | undefined {
  if (parameters === undefined) return undefined
  const given = new Map(Object.entries(parameters).map(([key, value]) => [key.toLowerCase(), value]))
  const extended = given.get(`${name}*`)
  if (extended !== undefined) return decodeExtended(extended)
  const pieces: { text: string; encoded: boolean }[] = []
  for (let i = 0; i < 1000; i++) {
    const encoded = given.get(`${name}*${i}*`)
    const text = encoded ?? given.get(`${name}*${i}`)
    if (text === undefined) break
    pieces.push({ text, encoded: encoded !== undefined })
  }
  if (pieces.length > 0) {
    return pieces.some((piece) => piece.encoded)
      ? decodeExtended(
          pieces.map((piece) => (piece.encoded ? piece.text : encodeURIComponent(piece.text))).join(''),
        )
      : decodeWords(pieces.map((piece) => piece.text).join(''))
  }
  const plain = given.get(name)
  return plain === undefined ? undefined : decodeWords(plain)
}

function decodeExtended(value: string): string {
  const match = /^([^']*)'[^']*'(.*)$/s.exec(value)
  const [charset, text] = match ? [match[1], match[2]!] : [undefined, value]
  const bytes = Buffer.from(
    text.replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )
  return decodeText(bytes, charset || undefined).text
}

/** RFC 2047 words, and the raw 8-bit text some programs put in headers: imapflow hands it over as UTF-8 or mangled. */
export function decodeWords(value: string): string {
  if (!value.includes('=?')) return value
  try {
    return libmime.decodeWords(value)
  } catch {
    return value
  }
}
