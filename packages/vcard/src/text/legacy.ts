import { type Line, paramsIn } from './line.ts'

const bare = /^(?!ENCODING=|CHARSET=|LANGUAGE=|VALUE=|TYPE=)[^=]+$/i
const encodings = new Set(['QUOTED-PRINTABLE', 'BASE64', '8BIT', '7BIT', 'B'])

/**
 * A line of any version as 3.0 has it: types without a name get one, quoted-printable and its charset become text. Programs
 * write both into 3.0 too, so no version is asked.
 */
export function legacyLine({ head, value }: Pick<Line, 'head' | 'value'>): { head: string; value: string } {
  if (!/;[^=;]+(?:;|$)|QUOTED-PRINTABLE|CHARSET=|BASE64/i.test(head)) return { head, value }
  let charset = 'utf-8'
  let encoding = ''
  const kept: string[] = []
  for (const piece of paramsIn(head)) {
    const [name = '', said] = piece.split('=', 2)
    const upper = name.trim().toUpperCase()
    if (upper === 'CHARSET') charset = said ?? charset
    else if (upper === 'ENCODING' || (said === undefined && encodings.has(upper)))
      encoding = (said ?? upper).toUpperCase()
    else if (piece.trim() !== '') kept.push(bare.test(piece) ? `TYPE=${piece.trim()}` : piece)
  }
  if (encoding === 'BASE64' || encoding === 'B') kept.push('ENCODING=b')
  const params = kept.map((piece) => `;${piece}`).join('')
  return { head: params, value: encoding === 'QUOTED-PRINTABLE' ? textOfQuoted(value, charset) : value }
}

/** Line breaks become `\n`, as the other versions write them. */
function textOfQuoted(value: string, charset: string): string {
  // What is not ASCII was read already; ASCII may be half a character: Shift_JIS has "=83A".
  const text = value.replace(ascii, (run) => decoded(octetsOfQuoted(run), charset))
  return text.replace(/\r\n|\r|\n/g, '\\n')
}

// oxlint-disable-next-line no-control-regex -- all of ASCII
const ascii = /[\x00-\x7f]+/g

function octetsOfQuoted(text: string): Uint8Array {
  const octets = new Uint8Array(text.length)
  let length = 0
  for (let at = 0; at < text.length; at++) {
    const hex = text[at] === '=' ? text.slice(at + 1, at + 3) : ''
    const isOctet = /^[0-9A-Fa-f]{2}$/.test(hex)
    octets[length++] = isOctet ? parseInt(hex, 16) : text.charCodeAt(at)
    if (isOctet) at += 2
  }
  return octets.subarray(0, length)
}

function decoded(octets: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset).decode(octets)
  } catch {
    // A charset nobody knows.
    return new TextDecoder('windows-1252').decode(octets)
  }
}
