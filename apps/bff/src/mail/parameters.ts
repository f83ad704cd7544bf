import { decodeText } from './charset.ts'
import { decodeWords } from './encoded-words.ts'

type Parameters = Record<string, string> | undefined

const MOST_PIECES = 1_000

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
  for (let i = 0; i < MOST_PIECES; i++) {
    const encoded = given.get(`${name}*${i}*`)
    const text = encoded ?? given.get(`${name}*${i}`)
    if (text === undefined) break
    pieces.push({ text, encoded: encoded !== undefined })
  }
  if (pieces.length > 0) {
    return pieces.some((piece) => piece.encoded)
      ? decodeExtended(
          pieces.map(({ text, encoded }) => (encoded ? text : text.replaceAll('%', '%25'))).join(''),
        )
      : decodeWords(pieces.map((piece) => piece.text).join(''))
  }
  const plain = given.get(name)
  return plain === undefined ? undefined : decodeWords(plain)
}

function decodeExtended(value: string): string {
  const match = /^([^']*)'[^']*'(.*)$/s.exec(value)
  const [charset, text] = match ? [match[1], match[2]!] : [undefined, value]
  const bytes: Buffer[] = []
  for (const piece of text.split(/((?:%[0-9a-f]{2})+)/i)) {
    bytes.push(
      piece.startsWith('%') && /^(?:%[0-9a-f]{2})+$/i.test(piece)
        ? Buffer.from(piece.replaceAll('%', ''), 'hex')
        : Buffer.from(piece, 'utf8'),
    )
  }
  return decodeText(Buffer.concat(bytes), charset || undefined).text
}

/** A structured field: its value in lower case and its parameters, each the first of its name. Nothing makes it throw. */
export function readParameters(field: string): { value: string; parameters: Record<string, string> } {
  const text = field.slice(0, 100_000)
  const value = (
    /^[^;]*/
      .exec(text)![0]
      .replaceAll(/\([^()]{0,500}\)/g, '')
      .match(/[^\s]+/g) ?? []
  )
    .join('')
    .toLowerCase()
  const found = new Map<string, string>()
  const parameter =
    /;\s*([^\s=;"]{1,100})\s*=\s*(?:"((?:[^"\\]|\\[^])*)(?:"|$)|((?:=\?[^?;]*\?[bq]\?[^?;]*\?=|[^;"\s]|\s+(?![\w*-]+\s*=))*))/gi
  for (const match of text.matchAll(parameter)) {
    const name = match[1]!.toLowerCase()
    const given =
      match[2]?.replaceAll(/\\([^])/g, '$1') ?? match[3]!.replaceAll(/\s*\([^()]*\)\s*$/g, '').trim()
    if (found.size < MOST_PIECES * 2 && !found.has(name)) found.set(name, given)
  }
  return { value, parameters: Object.fromEntries(found) }
}
