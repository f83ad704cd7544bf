import { type Line, lineOf } from './line.ts'

export type Version = '2.1' | '3.0' | '4.0'

/** A card as it stands: its properties in their order, BEGIN, VERSION and END left out. */
export interface Card {
  version: Version
  lines: Line[]
}

export type ReadCard =
  | { kind: 'card'; card: Card; source: string; /** Where it begins, counted from 1. */ line: number }
  /** Nothing of it can be shown; its source can be saved. */
  | { kind: 'unreadable'; reason: UnreadableCard; source: string; line: number }
export type UnreadableCard = 'no-card' | 'too-large' | 'too-many-lines'

/** A card with a photo of a few megapixels is below; no list should have to carry more. */
const mostCharacters = 4_000_000
const mostLines = 20_000

/** What one CardDAV object holds: its first card. Never throws. */
export function readCard(text: string): ReadCard {
  if (text.length > mostCharacters) return { kind: 'unreadable', reason: 'too-large', source: text, line: 1 }
  const [first] = readCards(text)
  return first ?? { kind: 'unreadable', reason: 'no-card', source: text, line: 1 }
}

/**
 * The cards of a file one after the other, as far as it goes: any line end, a byte order mark, a missing END, a card within a
 * card (AGENT of 2.1) and text between cards are borne with. Never throws.
 */
export function* readCards(text: string): Generator<ReadCard> {
  let open: string[] | undefined
  let inside = 0
  let began = 1
  let number = 0
  for (const line of physicalLines(text)) {
    number++
    const mark = markIn(line)
    if (open !== undefined && line.trim() === '' && isAgent(open.at(-1))) continue
    if (open !== undefined && (inside > 0 || (mark === 'BEGIN' && isAgent(open.at(-1))))) {
      // What is within a card belongs to the one line that holds it.
      if (mark !== undefined) inside += mark === 'BEGIN' ? 1 : -1
      open[open.length - 1] += `\r\n${line}`
    } else if (mark === undefined) open?.push(line)
    else {
      // A card that was not ended ends where the next begins.
      if (open !== undefined) yield cardOf(open, began)
      open = mark === 'BEGIN' ? [] : undefined
      began = number
    }
  }
  if (open === undefined) return
  // What is added behind a card within that was not ended would be in it.
  if (inside > 0) open[open.length - 1] += '\r\nEND:VCARD'.repeat(inside)
  yield cardOf(open, began)
}

function* physicalLines(text: string): Generator<string> {
  const breaks = /\r\n|\n|\r/g
  let at = text.startsWith('\uFEFF') ? 1 : 0
  for (let found = breaks.exec(text); found !== null; found = breaks.exec(text)) {
    if (found.index >= at) yield text.slice(at, found.index)
    at = found.index + found[0].length
  }
  if (at < text.length) yield text.slice(at)
}

function markIn(line: string): 'BEGIN' | 'END' | undefined {
  const match = /^\s*(?:[A-Za-z0-9_-]+\.)?(BEGIN|END)\s*:\s*VCARD\s*$/i.exec(line)
  return match === null ? undefined : (match[1]!.toUpperCase() as 'BEGIN' | 'END')
}

function isAgent(line: string | undefined): boolean {
  return line !== undefined && /^(?:[\w-]+\.)?AGENT\b[^:]*:\s*$/i.test(line)
}

function cardOf(physical: string[], line: number): ReadCard {
  const source = ['BEGIN:VCARD', ...physical, 'END:VCARD', ''].join('\r\n')
  if (physical.length > mostLines * 4 || source.length > mostCharacters)
    return { kind: 'unreadable', reason: 'too-large', source, line }
  const lines = unfolded(physical)
  if (lines.length > mostLines) return { kind: 'unreadable', reason: 'too-many-lines', source, line }
  const version = versionOf(lines)
  const card = { version, lines: lines.filter(({ name }) => name !== 'VERSION') }
  return { kind: 'card', source, card, line }
}

function versionOf(lines: readonly Line[]): Version {
  const said = lines.find(({ name }) => name === 'VERSION')?.value.trim()
  if (said === '2.1' || said === '3.0' || said === '4.0') return said
  // Without a version: 2.1 alone has parameters without a name.
  return lines.some(({ head }) => /;(?:HOME|WORK|CELL|PREF|INTERNET|QUOTED-PRINTABLE)\b(?!=)/i.test(head))
    ? '2.1'
    : '3.0'
}

/** Folds undone: by a space (3.0, 4.0), by "=" in quoted-printable and by nothing in the base64 of 2.1. */
function unfolded(physical: readonly string[]): Line[] {
  const lines: Line[] = []
  let pieces: string[] = []
  let raws: string[] = []
  let ending: 'none' | 'soft-break' | 'base64' = 'none'
  const flush = () => {
    if (raws.length > 0) lines.push(lineOf(pieces.join(''), raws.join('\r\n')))
    pieces = []
    raws = []
    ending = 'none'
  }
  for (let piece of physical) {
    const folded = raws.length > 0 && /^[ \t]/.test(piece)
    const goesOn =
      raws.length > 0 &&
      (ending === 'soft-break' || (ending === 'base64' && /^[A-Za-z0-9+/]+={0,2}\s*$/.test(piece)))
    if (!folded && !goesOn) {
      // In 2.1 it ends what is in base64, and without it the next line might be taken for more.
      if (ending === 'base64' && piece.trim() === '') raws.push('')
      flush()
      if (piece.trim() === '') continue
      // The first of all is no fold; written behind VERSION it would be one.
      piece = piece.trimStart()
    }
    raws.push(piece)
    // Of a soft break nothing is left, of a fold its one space is taken away.
    pieces.push(ending === 'soft-break' ? piece : folded ? piece.slice(1) : goesOn ? piece.trim() : piece)
    if (pieces.length === 1) ending = endingOf(piece)
    else if (ending === 'soft-break' && !piece.endsWith('=')) ending = 'none'
    if (ending === 'soft-break') pieces.push(pieces.pop()!.slice(0, -1))
  }
  // A soft break that nothing follows would swallow what is added after it.
  if (ending === 'soft-break') raws.push('')
  flush()
  return lines
}

function endingOf(first: string): 'none' | 'soft-break' | 'base64' {
  const head = first.slice(0, Math.max(0, first.indexOf(':')))
  if (/QUOTED-PRINTABLE/i.test(head) && first.endsWith('=')) return 'soft-break'
  return /;(?:ENCODING=)?(?:BASE64|B)(?=;|$)/i.test(head) ? 'base64' : 'none'
}

/** The text of a card: what nobody changed is written as it came. */
export function writeCard({ version, lines }: Card): string {
  return ['BEGIN:VCARD', `VERSION:${version}`, ...lines.map(({ raw }) => raw), 'END:VCARD', ''].join('\r\n')
}
