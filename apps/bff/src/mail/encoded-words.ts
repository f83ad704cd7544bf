import { decodeText } from './charset.ts'
import { decodeTransfer } from './transfer.ts'

/** More of them in one field are left as they are. */
const MOST_WORDS = 5_000
const MOST_CHARACTERS = 200_000
// Blanks inside are forbidden and common; a word ends at the first "?=" after its third question mark.
const word = /=\?([^?\s]{1,60})\?([bq])\?([^?]*(?:\?(?!=)[^?]*)*)\?=/gi

/**
 * RFC 2047 words to be read, however their program broke the rules: what stands between two of them goes when it is blank,
 * and neighbours of one charset are joined before they are decoded, since many split a character between them. What is no
 * word stays. Decoded once: a word inside a word is text.
 */
export function decodeWords(value: string): string {
  if (!value.includes('=?') || value.length > MOST_CHARACTERS) return value
  const out: string[] = []
  let open: { charset: string; bytes: Buffer[] } | undefined
  const close = () => {
    if (open !== undefined) out.push(decodeText(Buffer.concat(open.bytes), open.charset).text)
    open = undefined
  }
  let at = 0
  let count = 0
  for (const match of value.matchAll(word)) {
    if (++count > MOST_WORDS) break
    const [whole, charset, kind, content] = match as unknown as [string, string, string, string]
    const between = value.slice(at, match.index)
    if (open === undefined || between.trim() !== '') {
      close()
      out.push(between)
    } else if (open.charset !== charset.toLowerCase()) close()
    open ??= { charset: charset.toLowerCase(), bytes: [] }
    open.bytes.push(bytesOf(kind, content))
    at = match.index + whole.length
  }
  close()
  out.push(value.slice(at))
  return out.join('')
}

function bytesOf(kind: string, content: string): Buffer {
  // Raw characters inside a word are whatever the header's own decoding made of them.
  const bytes = Buffer.from(content, 'utf8')
  if (kind.toLowerCase() === 'b') return decodeTransfer(bytes, 'base64')
  return decodeTransfer(Buffer.from(content.replaceAll('_', ' '), 'utf8'), 'quoted-printable')
}
