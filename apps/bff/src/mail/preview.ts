import { invisible } from './characters.ts'
import { decodeText } from './charset.ts'
import { decodeTextTransfer } from './transfer.ts'
import type { Part } from './structure.ts'

/** Enough of a part for 200 readable characters behind the style sheet of a newsletter. */
export const PREVIEW_BYTES = 4096
const PREVIEW_CHARACTERS = 200

/** The first words of the beginning of a part, for servers that do not make previews (RFC 8970) themselves. */
export function partPreview(part: Part, bytes: Buffer): string {
  const { text } = decodeText(decodeTextTransfer(bytes, part.encoding), part.charset, {
    html: part.type === 'text/html',
    cut: bytes.length >= PREVIEW_BYTES,
  })
  return part.type === 'text/html' ? htmlWords(text) : withoutQuotes(text)
}

/** One line of plain words, whatever came: a row shows it as text, never as markup. */
export function cleanPreview(text: string): string {
  return text
    .replaceAll(invisible, ' ')
    .replaceAll('\ufffd', '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, PREVIEW_CHARACTERS)
}

/** Words only, for a row: not a sanitiser, its result is never used as HTML. */
export function htmlWords(html: string): string {
  return html
    .replaceAll(/<!--[^]*?(-->|$)/g, ' ')
    .replaceAll(/<(style|script|head|title)\b[^]*?(<\/\1\s*>|$)/gi, ' ')
    .replaceAll(/<[^>]*(>|$)/g, ' ')
    .replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));?/gi, (whole, decimal, hex, name) =>
      name === undefined
        ? characterOf(Number.parseInt(decimal ?? hex, decimal ? 10 : 16))
        : Object.hasOwn(entities, name.toLowerCase())
          ? entities[name.toLowerCase()]!
          : whole,
    )
}

function characterOf(code: number): string {
  return code < 0x20 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)
    ? ' '
    : String.fromCodePoint(code)
}

const entities: Record<string, string> = {
  nbsp: ' ',
  zwnj: ' ',
  shy: '',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  agrave: 'à',
  egrave: 'è',
  eacute: 'é',
  igrave: 'ì',
  ograve: 'ò',
  ugrave: 'ù',
  euro: '€',
  rsquo: '’',
  lsquo: '‘',
  ldquo: '“',
  rdquo: '”',
  ndash: '–',
  mdash: '—',
  hellip: '…',
}

function withoutQuotes(text: string): string {
  return text
    .split('\n')
    .filter((line) => !line.startsWith('>'))
    .join(' ')
}
