import { invisible } from './characters.ts'
import { decodeText, decodeTransfer } from './charset.ts'
import type { Part } from './structure.ts'

/** Enough of a part for 200 readable characters behind the style sheet of a newsletter. */
export const PREVIEW_BYTES = 4096
const PREVIEW_CHARACTERS = 200

/** The first words of the beginning of a part, for servers that do not make previews (RFC 8970) themselves. */
export function partPreview(part: Part, bytes: Buffer): string {
  const { text } = decodeText(decodeTransfer(bytes, part.encoding), part.charset)
  return part.type === 'text/html' ? htmlWords(text) : withoutQuotes(text)
}

/** One line of plain words, whatever came: a row shows it as text, never as markup. */
export function cleanPreview(text: string): string {
  return text.replaceAll(invisible, ' ').replaceAll(/\s+/g, ' ').trim().slice(0, PREVIEW_CHARACTERS)
}

/** Words only, for a row: not a sanitiser, its result is never used as HTML. */
function htmlWords(html: string): string {
  return html
    .replaceAll(/<!--[^]*?(-->|$)/g, ' ')
    .replaceAll(/<(style|script|head|title)\b[^]*?(<\/\1\s*>|$)/gi, ' ')
    .replaceAll(/<[^>]*(>|$)/g, ' ')
    .replaceAll(/&(nbsp|zwnj|#8203|#847|shy);?/gi, ' ')
    .replaceAll(
      /&(amp|lt|gt|quot|#39|apos|agrave|egrave|eacute|igrave|ograve|ugrave|euro);/gi,
      (entity) => entities[entity.toLowerCase()] ?? ' ',
    )
}

const entities: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&apos;': "'",
  '&agrave;': 'à',
  '&egrave;': 'è',
  '&eacute;': 'é',
  '&igrave;': 'ì',
  '&ograve;': 'ò',
  '&ugrave;': 'ù',
  '&euro;': '€',
}

function withoutQuotes(text: string): string {
  return text
    .split('\n')
    .filter((line) => !line.startsWith('>'))
    .join(' ')
}
